#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace tarn::text {

/// Appends the paragraphs of a text: what lies between blank lines (lines of white space alone),
/// without white space at its ends. Lines end in LF, CR LF, CR, NEL or U+2028; U+2029 ends a
/// paragraph. Linear.
void append_paragraphs(std::string_view text, std::vector<Span>& out);

}  // namespace tarn::text
