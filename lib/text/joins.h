#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/tokens.h"

namespace tarn::text {

/// Joins pieces of words.rbbi to tokens where that takes a look around or a word list:
/// abbreviations with their stop, initials, addresses and file names, emoticons, signs of numbers,
/// AT&T, w/o, 'tis, patients' (RULES.md, section 3). Works on the tokens from index `first` on,
/// which are those of one paragraph. Linear; only marks cost more than a copy.
void join_tokens(std::string_view text, const Language& language, std::size_t first,
                 std::vector<Token>& tokens);

}  // namespace tarn::text
