#include "aggregate/post.h"

#include <cassert>

namespace tarn::aggregate {
namespace {

constexpr Ratio kThemeRatios[] = {Ratio::kRate};
constexpr Ratio kStanceRatios[] = {Ratio::kRate, Ratio::kMean, Ratio::kBalance};
constexpr Ratio kLinkRatios[] = {Ratio::kMean};
constexpr Ratio kHolderRatios[] = {Ratio::kShare};
constexpr Ratio kScoreRatios[] = {Ratio::kScore};

}  // namespace

CellKey cell_key(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b) {
  assert(a < (1U << 28U) && b < (1U << 28U));
  return static_cast<CellKey>(kind) << 60U | static_cast<CellKey>(voice) << 56U |
         static_cast<CellKey>(a) << 28U | b;
}

Base base_of(Ratio ratio) {
  switch (ratio) {
    case Ratio::kRate:
      return Base::kTokens;
    case Ratio::kScore:
      return Base::kSentences;
    case Ratio::kShare:
      return Base::kDimension;
    default:
      return Base::kOwn;
  }
}

RatioTerms terms(Ratio ratio, const std::array<std::int64_t, kMostValues>& values) {
  switch (ratio) {
    case Ratio::kRate:
    case Ratio::kShare:
      return {values[kHits], 0};
    case Ratio::kScore:
      return {values[kScoreSum], 0};
    case Ratio::kMean:
      return {values[kSum], values[kScored]};
    case Ratio::kBalance:
      return {values[kPositiveSum] - values[kNegativeSum],
              values[kPositiveSum] + values[kNegativeSum]};
  }
  return {};
}

std::span<const Ratio> ratios_of(CellKind kind) {
  switch (kind) {
    case CellKind::kTheme:
      return kThemeRatios;
    case CellKind::kStance:
      return kStanceRatios;
    case CellKind::kLink:
      return kLinkRatios;
    case CellKind::kHolder:
      return kHolderRatios;
    case CellKind::kScore:
      return kScoreRatios;
    default:
      return {};
  }
}

}  // namespace tarn::aggregate
