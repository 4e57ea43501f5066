#pragma once

#include <cstdint>
#include <vector>

namespace tarn {

/// A possible hit in the sentence at hand: its tokens are [first, end), numbered from the first of
/// the sentence.
struct Candidate {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t entry = 0;
  bool literal = false;  ///< every step was a word, none a glob or `_`
};

/// The candidates of a sentence, by layer.
using Candidates = std::vector<std::vector<Candidate>>;

}  // namespace tarn
