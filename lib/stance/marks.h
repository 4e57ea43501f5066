#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stance/sentence.h"

namespace tarn::stance {

/// What token `index` of a post is to the rules. A hyphen between spaces is a dash; a full
/// stop or an exclamation mark within a sentence breaks it as a semicolon does.
Mark mark_of(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index);

}  // namespace tarn::stance
