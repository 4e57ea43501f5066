#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "text/span.h"
#include "text/tokens.h"

namespace tarn::text {

/// The word rules of words.rbbi run by ICU: for scripts that need its dictionaries, and the oracle
/// of the scanner. One object serves many threads.
class IcuWords {
 public:
  IcuWords();
  ~IcuWords();

  /// Appends the pieces of `part` of a text, white space included. REQUIRES valid UTF-8. Linear.
  void append_pieces(std::string_view text, Span part, std::vector<Span>& out) const;

 private:
  struct Iterators;
  std::unique_ptr<Iterators> iterators_;
};

/// Appends the pieces of `part` of a text by the rules of words.rbbi, run by ICU, with their types:
/// none within a grapheme cluster, none of white space alone. REQUIRES valid UTF-8. Linear.
void append_pieces_by_icu(std::string_view text, Span part, const IcuWords& icu,
                          std::vector<Token>& out);

}  // namespace tarn::text
