#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace tarn::text {

/// The word rules of words.rbbi run by ICU: for scripts that need its dictionaries, and the oracle
/// of the scanner. One object serves many threads. The rules are compiled at the first use, which takes
/// some 10 ms.
class IcuWords {
 public:
  IcuWords();
  ~IcuWords();

  /// Appends the pieces of `part` of a text, white space included. REQUIRES valid UTF-8. Linear.
  void append_pieces(std::string_view text, Span part, std::vector<Span>& out) const;

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace tarn::text
