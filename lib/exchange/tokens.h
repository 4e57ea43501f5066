#pragma once

#include <utility>

#include "text/tokens.h"

namespace tarn::exchange {

/// The tokens that a span touches, as [first, end); empty where it touches none.
std::pair<std::size_t, std::size_t> tokens_of(const Segmentation& units, Span span);

/// The span from the first to the last token that it touches; an empty one where it touches none.
Span span_of_tokens(const Segmentation& units, Span span);

}  // namespace tarn::exchange
