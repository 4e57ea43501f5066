#pragma once

#include <cstdint>
#include <string_view>

#include "text/language.h"
#include "text/tokens.h"

namespace tarn::text {

/// Cuts a paragraph of `units`, whose tokens are those from `first_token` on, into sentences at
/// token boundaries, and appends them (RULES.md, section 4). Linear.
void append_sentences(std::string_view text, const Language& language, std::uint32_t paragraph,
                      std::uint32_t first_token, Segmentation& units);

}  // namespace tarn::text
