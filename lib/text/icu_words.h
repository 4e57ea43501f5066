#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace tarn::text {

/// The word rules of words.rbbi run by ICU: for scripts that need its dictionaries, and the oracle
/// of the scanner. One object serves many threads.
class IcuWords {
 public:
  IcuWords();
  ~IcuWords();

  /// Appends the pieces of [begin, end) of `text` that are not all white space. REQUIRES valid
  /// UTF-8. Linear.
  void append_pieces(std::string_view text, std::uint32_t begin, std::uint32_t end,
                     std::vector<Span>& out) const;

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace tarn::text
