#pragma once

#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/segmenter.h"

namespace tarn {

/// Short texts that an entry should match and that hold nothing else of meaning: one for each of
/// its first spellings. Empty for an entry with faults or with `@category`.
std::vector<std::string> examples(const LexiconEntry& row, const Segmenter& segmenter);

}  // namespace tarn
