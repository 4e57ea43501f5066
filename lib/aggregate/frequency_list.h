#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/bytes.h"

namespace tarn::aggregate {

/// A reference corpus as its word frequencies.
struct FrequencyList {
  std::unordered_map<std::string, std::uint64_t> counts;  ///< by norm
  std::uint64_t tokens = 0;
};

/// Reads lines `WORD TAB COUNT`; `#` begins a comment, `# tokens: N` gives the size of the corpus,
/// which else is the sum of the counts. Words are folded as in matching, and those that fall
/// together are added. Throws ResourceError with the line that is no such thing, or if tokens is
/// less than the sum.
FrequencyList read_frequency_list(ByteSource& source);

}  // namespace tarn::aggregate
