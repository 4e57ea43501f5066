#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/codes.h"
#include "text/span.h"

namespace tarn::exchange {

/// A text with each run of white space as one space and without zero-width marks, and the way back
/// to its bytes: what two tools show of one text is the same in this form.
class Squeezed {
 public:
  /// REQUIRES valid UTF-8.
  explicit Squeezed(std::string_view text);

  const std::string& text() const { return text_; }

  /// The bytes of the source that became these of `text`. REQUIRES begin < end <= text().size().
  Span source(std::size_t begin, std::size_t end) const;

  /// The first byte of `text` that comes from `offset` of the source or later.
  std::size_t at(std::uint32_t offset) const;

 private:
  std::string text_;
  std::vector<Span> from_;  ///< of each byte of text_
};

/// Words as they are compared: form C, squeezed.
std::string squeezed(std::string_view words);

/// The text as lines ending in LF, without a byte order mark.
std::string plain_lines(std::string_view text);

/// The byte at which each position, as a tool counts them, stands in `text`; none where it is
/// behind the end or within a character. `positions` are sorted. Linear.
std::vector<std::optional<std::uint32_t>> bytes_of_positions(
    std::string_view text, const Counting& counting, const std::vector<std::uint64_t>& positions);

/// Where a code was placed, or why it was not.
struct Placement {
  std::optional<Span> span;  ///< bytes of the post's text
  std::string reason;        ///< where there is no span
};

/// The places of all codes of a document in the text of a post, in the order of the codes. How
/// positions count (characters, UTF-16 units or bytes; CRLF as two; a byte order mark) is what
/// makes most quoted words agree; where nothing is quoted, what the format says, unless other
/// counting lets far more codes begin and end at words. Words that stand elsewhere are looked for,
/// the nearest first. What was done to how many codes goes to `mended`.
std::vector<Placement> place_codes(const CodedDocument& document, std::string_view post,
                                   std::map<std::string, std::size_t>& mended);

}  // namespace tarn::exchange
