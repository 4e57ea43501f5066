#pragma once

#include <string_view>

#include "text/tokens.h"

namespace tarn::text {

/// Cuts the paragraphs of `units` into sentences at token boundaries. REQUIRES `units.paragraphs` and
/// `units.tokens`; fills `units.sentences`. Linear.
void cut_sentences(std::string_view text, Segmentation& units);

}  // namespace tarn::text
