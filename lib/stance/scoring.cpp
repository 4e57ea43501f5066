#include "stance/scoring.h"

#include <algorithm>
#include <array>

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 8> kOperations = {"degree",       "degree.post", "negation",
                                                         "degree.outer", "nonfactual",  "question",
                                                         "contrast",     "concession"};
constexpr std::array<std::string_view, kStatusCount> kStatuses = {
    "negated",      "double_negated", "hypothetical", "question",    "reported",
    "contrast_pre", "concessive",     "hedged",       "scare_quoted"};

/// One run of the formula: the value as it stands, and the steps that led to it.
class Formula {
 public:
  Formula(double base, const Dimension& policy, const Constants& constants, const Model& model,
          const SentenceView& sentence, std::vector<Step>& steps)
      : policy_(policy),
        constants_(constants),
        model_(model),
        sentence_(sentence),
        steps_(steps),
        score_{base, 0} {}

  /// Under a negator a degree word turns round: "not very good" is milder than "not
  /// good" (Taboada et al. 2011).
  void apply_degrees(const Shifts& shifts) {
    if (policy_.degree == DegreePolicy::kNone) return;
    for (const DegreeShift& shift : shifts.degrees) {
      const bool reversed = policy_.degree == DegreePolicy::kSigned && shift.under_negator;
      const double v = weights(shift.modifier).degree;
      multiply(Operation::kDegree, shift.modifier, reversed ? 1 - v : 1 + v);
    }
    for (const std::uint32_t modifier : shifts.degrees_post) {
      multiply(Operation::kDegreePost, modifier, 1 + weights(modifier).degree_post);
    }
  }

  /// Negators in pairs undo each other; the rest is the dimension's to decide.
  void apply_negation(const Shifts& shifts, std::uint32_t words) {
    if (shifts.negators.empty()) return;
    if (shifts.negators.size() % 2 == 0) {
      score_.status |= kDoubleNegated;
      for (const std::uint32_t modifier : shifts.negators) {
        if (policy_.scored()) multiply(Operation::kNegation, modifier, 1);
      }
      return;
    }
    score_.status |= kNegated;
    switch (policy_.negation) {
      case NegationPolicy::kShift:
        apply_shift(shifts);
        break;
      case NegationPolicy::kZero:
        multiply_all(shifts.negators, 0);
        break;
      case NegationPolicy::kBooster:
        if (score_.value > 0 && words == 1) multiply_all(shifts.negators, -1 / score_.value);
        break;
      case NegationPolicy::kKeep:
        break;
    }
  }

  /// Non-factual clauses and questions do not multiply, the smaller factor counts.
  void apply_nonfactual(const Shifts& shifts) {
    if (!policy_.nonfactual) return;
    const bool unreal = shifts.nonfactual != kAbsent;
    const bool by_question = shifts.question && (!unreal || constants_.f_q < constants_.f_irr);
    if (unreal) {
      score_.status |= kHypothetical;
      multiply(Operation::kNonfactual, shifts.nonfactual, by_question ? 1 : constants_.f_irr);
    }
    if (shifts.question) {
      score_.status |= kQuestioned;
      multiply(Operation::kQuestion, kAbsent, by_question ? constants_.f_q : 1);
    }
  }

  /// What an adversative takes back, and what is conceded.
  void apply_contrast(const Shifts& shifts) {
    if (!policy_.contrast) return;
    if (shifts.contrast != kAbsent) {
      score_.status |= kContrastPre;
      multiply(Operation::kContrast, shifts.contrast, constants_.f_but);
    }
    if (shifts.concession != kAbsent) {
      score_.status |= kConceded;
      multiply(Operation::kConcession, shifts.concession, constants_.f_conc);
    }
  }

  Score clipped() const {
    return {std::clamp(score_.value, -constants_.clip, constants_.clip), score_.status};
  }

 private:
  const ModifierWeights& weights(std::uint32_t modifier) const {
    return model_.weights(sentence_.modifiers[modifier].entry);
  }

  void multiply(Operation operation, std::uint32_t modifier, double value) {
    score_.value *= value;
    steps_.push_back({operation, modifier, value});
  }

  /// The factor stands at the first negator, the others are there with 1.
  void multiply_all(const std::vector<std::uint32_t>& negators, double value) {
    for (const std::uint32_t modifier : negators) {
      multiply(Operation::kNegation, modifier, modifier == negators.front() ? value : 1);
    }
  }

  void apply_shift(const Shifts& shifts) {
    const double nu = score_.value > 0 ? constants_.nu_pos : constants_.nu_neg;
    for (const std::uint32_t modifier : shifts.negators) {
      const double strength = weights(modifier).negator;
      multiply(Operation::kNegation, modifier,
               modifier == shifts.negators.front() ? -nu * strength : strength);
    }
    for (const std::uint32_t modifier : shifts.degrees_outer) {
      multiply(Operation::kDegreeOuter, modifier, 1 + weights(modifier).degree);
    }
  }

  const Dimension& policy_;
  const Constants& constants_;
  const Model& model_;
  const SentenceView& sentence_;
  std::vector<Step>& steps_;
  Score score_;
};

}  // namespace

std::string_view name_of(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)];
}

std::string_view name_of_status(std::size_t bit) { return kStatuses[bit]; }

Score score_hit(double base, std::uint32_t words, const Dimension& policy,
                const Constants& constants, const Model& model, const SentenceView& sentence,
                const Shifts& shifts, std::vector<Step>& steps) {
  Formula formula(base, policy, constants, model, sentence, steps);
  formula.apply_degrees(shifts);
  formula.apply_negation(shifts, words);
  formula.apply_nonfactual(shifts);
  formula.apply_contrast(shifts);
  return formula.clipped();
}

}  // namespace tarn::stance
