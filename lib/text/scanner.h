#pragma once

#include <string_view>
#include <vector>

#include "text/icu_words.h"
#include "text/tokens.h"

namespace tarn::text {

/// Appends the pieces of `part` of a text by the rules of words.rbbi, with their types. The part
/// must end at white space or an end of the text on both sides. Scans by itself what it can;
/// stretches between white space that hold a character of kind kRare go to ICU. The result is that
/// of `append_pieces_by_icu`, on every text. REQUIRES valid UTF-8. Linear.
void append_pieces(std::string_view text, Span part, const IcuWords& icu, std::vector<Token>& out);

}  // namespace tarn::text
