#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/record.h"

namespace tarn {

/// What made annotations: name and SHA-256 digest of each lexicon or table used.
using Digests = std::vector<std::pair<std::string, std::string>>;

/// Sets the field "tarn" of a record: the rule set of the tokenizer, and the digests beside those
/// that other stages have written, so that two runs can be told apart.
void set_provenance(Record& record, const Digests& digests);

}  // namespace tarn
