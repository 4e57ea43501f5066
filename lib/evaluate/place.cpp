#include "evaluate/place.h"

#include <algorithm>
#include <vector>

namespace tarn::evaluate {
namespace {

Span span_of(const Span& span) { return span; }
Span span_of(const Sentence& sentence) { return sentence.span; }
Span span_of(const Token& token) { return token.span; }

template <typename Item>
UnitRange range_in(const std::vector<Item>& items, Span span) {
  const auto first = std::partition_point(items.begin(), items.end(), [&](const Item& item) {
    return span_of(item).end <= span.begin;
  });
  const auto end = std::partition_point(first, items.end(), [&](const Item& item) {
    const std::uint32_t begin = span_of(item).begin;
    return span.begin == span.end ? begin <= span.begin : begin < span.end;
  });
  return {static_cast<std::uint32_t>(first - items.begin()),
          static_cast<std::uint32_t>(end - items.begin())};
}

}  // namespace

UnitRange range_of(Span span, Unit unit, const Segmentation& units) {
  switch (unit) {
    case Unit::kPost:
      return {0, 1};
    case Unit::kParagraph:
      return range_in(units.paragraphs, span);
    case Unit::kSentence:
      return range_in(units.sentences, span);
    case Unit::kToken:
    case Unit::kOverlap:
      return range_in(units.tokens, span);
    case Unit::kSpan:
      break;
  }
  return {span.begin, span.end};
}

std::uint32_t unit_count(Unit unit, const Segmentation& units) {
  switch (unit) {
    case Unit::kPost:
      return 1;
    case Unit::kParagraph:
      return static_cast<std::uint32_t>(units.paragraphs.size());
    case Unit::kSentence:
      return static_cast<std::uint32_t>(units.sentences.size());
    case Unit::kToken:
      return static_cast<std::uint32_t>(units.tokens.size());
    case Unit::kSpan:
    case Unit::kOverlap:
      break;
  }
  return 0;
}

}  // namespace tarn::evaluate
