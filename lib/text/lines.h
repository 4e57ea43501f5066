#pragma once

#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace tarn::text {

/// The lines of one paragraph: which of their ends the writer meant, and which an editor made when
/// it wrapped the text. An end is wrapped when the next word would not have fitted.
class Lines {
 public:
  Lines(std::string_view text, Span paragraph);

  /// Whether the paragraph is one line, so that nobody needs to ask more.
  bool is_single() const { return single_; }

  /// Whether a line ends in the white space between two tokens.
  bool ends_between(std::uint32_t end, std::uint32_t begin) const;

  /// Whether the word at `begin`, the first of a line, would have fitted into the line that ends at
  /// `end`: then its end was meant. Costs as much as the line is long.
  bool would_fit(std::uint32_t end, std::uint32_t begin) const;

 private:
  std::string_view text_;
  Span paragraph_;
  bool single_ = true;
  std::uint32_t width_ = 0;  ///< bytes of the longest line
};

}  // namespace tarn::text
