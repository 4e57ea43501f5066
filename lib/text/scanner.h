#pragma once

#include <string_view>
#include <vector>

#include "text/icu_words.h"
#include "text/tokens.h"

namespace tarn::text {

/// Appends the pieces of `part` of a text by the rules of words.rbbi, with their types. The text must be
/// cut by white space or an end on both sides. Scans by itself what it can; stretches between white
/// space that hold a character of kind kRare go to ICU, whose result is the same on every text.
/// REQUIRES valid UTF-8. Linear.
void append_pieces(std::string_view text, Span part, const IcuWords& icu, std::vector<Token>& out);

/// The same by ICU alone: the oracle of `append_pieces`.
void append_pieces_by_icu(std::string_view text, Span part, const IcuWords& icu,
                          std::vector<Token>& out);

}  // namespace tarn::text
