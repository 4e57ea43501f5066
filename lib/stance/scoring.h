#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stance/constants.h"
#include "stance/dimensions.h"
#include "stance/modifiers.h"

namespace tarn::stance {

/// What a step of the formula does, in the order in which steps are applied.
enum class Operation : std::uint8_t {
  kDegree,
  kDegreePost,
  kNegation,
  kDegreeOuter,
  kNonfactual,
  kQuestion,
  kContrast,
  kConcession,
};

/// "degree", "degree.post", "negation", "degree.outer", "nonfactual", "question", "contrast",
/// "concession".
std::string_view name_of(Operation operation);

/// One factor of a score: score = clip(base × product of values).
struct Step {
  Operation operation = Operation::kDegree;
  std::uint32_t modifier = kAbsent;  ///< index into SentenceView::modifiers; kAbsent for a question
  double value = 1;
};

/// What is worth saying of a hit beside its score, one bit each, in the order in which records
/// list them.
enum Status : std::uint16_t {
  kNegated = 1U << 0U,
  kDoubleNegated = 1U << 1U,
  kHypothetical = 1U << 2U,
  kQuestioned = 1U << 3U,
  kReported = 1U << 4U,
  kContrastPre = 1U << 5U,
  kConceded = 1U << 6U,
  kHedged = 1U << 7U,
  kScareQuoted = 1U << 8U,
};
inline constexpr std::size_t kStatusCount = 9;

/// "negated", "double_negated", "hypothetical", "question", "reported", "contrast_pre",
/// "concessive", "hedged", "scare_quoted", by the number of the bit.
std::string_view name_of_status(std::size_t bit);

/// A score, and the bits of its status.
struct Score {
  double value = 0;
  std::uint16_t status = 0;
};

/// The score of one hit on one dimension: base times what the policy makes of the shifts (degree,
/// negation, non-factual, contrast, concession), clipped. Appends the steps taken, in order.
/// `words`: tokens of the entry's hit; a booster counts as negated only when it is one word.
Score score_hit(double base, std::uint32_t words, const Dimension& policy,
                const Constants& constants, const Model& model, const SentenceView& sentence,
                const Shifts& shifts, std::vector<Step>& steps);

}  // namespace tarn::stance
