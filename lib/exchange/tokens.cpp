#include "exchange/tokens.h"

#include <algorithm>

namespace tarn::exchange {

std::pair<std::size_t, std::size_t> tokens_of(const Segmentation& units, Span span) {
  const auto& tokens = units.tokens;
  const auto first =
      std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                       [](const Token& token, std::uint32_t at) { return token.span.end <= at; });
  auto end = first;
  while (end != tokens.end() && end->span.begin < span.end) ++end;
  return {static_cast<std::size_t>(first - tokens.begin()),
          static_cast<std::size_t>(end - tokens.begin())};
}

Span span_of_tokens(const Segmentation& units, Span span) {
  const auto [first, end] = tokens_of(units, span);
  if (first == end) return {span.begin, span.begin};
  return {units.tokens[first].span.begin, units.tokens[end - 1].span.end};
}

}  // namespace tarn::exchange
