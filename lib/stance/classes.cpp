#include "stance/classes.h"

#include <span>

namespace tarn::stance {
namespace {

struct Named {
  std::string_view category;
  std::uint32_t bit;
};

constexpr Named kModifiers[] = {
    {"negator", kNegator},
    {"negator.concord", kNegatorConcord},
    {"negator.post", kNegatorPost},
    {"negator.pseudo", kNegatorPseudo},
    {"negator.affix", kNegatorAffix},
    {"correlative", kCorrelative},
    {"degree", kDegree},
    {"degree.post", kDegreePost},
    {"transparent", kTransparent},
    {"nonfactual", kNonfactual},
    {"ability", kAbility},
    {"adversative", kAdversative},
    {"concessive", kConcessive},
    {"subordinator", kSubordinator},
    {"subject", kSubject},
    {"skip", kSkip},
    {"coordinator.and", kCoordinatorAnd},
    {"coordinator.or", kCoordinatorOr},
};

constexpr Named kHolders[] = {
    {"attribution", kAttribution},
    {"report", kReport},
    {"agent", kAgent},
    {"view", kView},
    {"auxiliary", kAuxiliary},
    {"determiner", kDeterminer},
    {"nominative", kNominative},
    {"possessive.self", kPossessiveSelf},
    {"possessive.group", kPossessiveGroup},
    {"possessive.reader", kPossessiveReader},
    {"possessive.other", kPossessiveOther},
    {"possessive.role", kPossessiveRole},
    {"owned", kOwned},
    {"relative", kRelative},
    {"agent_marker", kAgentMarker},
    {"source_marker", kSourceMarker},
    {"adverb", kAdverb},
    {"inherit", kInherit},
    {"bearer_marker", kBearerMarker},
    {"seat", kSeat},
    {"fronting", kFronting},
    {"according", kAccording},
    {"experiencer", kExperiencer},
};

struct NamedReflection {
  std::string_view label;
  ReflectionClass kind;
};

constexpr NamedReflection kReflections[] = {
    {"reflection.feel", ReflectionClass::kFeel},
    {"reflection.evaluate", ReflectionClass::kEvaluate},
    {"reflection.belief", ReflectionClass::kBelief},
    {"reflection.difficulty", ReflectionClass::kDifficulty},
    {"reflection.learn", ReflectionClass::kLearn},
    {"reflection.plan", ReflectionClass::kPlan},
    {"reflection.change", ReflectionClass::kChange},
    {"reflection.analyse", ReflectionClass::kThinking},
    {"reflection.perspective", ReflectionClass::kThinking},
};

std::uint32_t bit_of(std::span<const Named> table, std::string_view category) {
  for (;;) {
    for (const Named& named : table) {
      if (named.category == category) return named.bit;
    }
    const std::size_t dot = category.rfind('.');
    if (dot == std::string_view::npos) return 0;
    category = category.substr(0, dot);
  }
}

}  // namespace

std::uint32_t modifier_class(std::string_view category) { return bit_of(kModifiers, category); }

std::uint32_t holder_class(std::string_view category) { return bit_of(kHolders, category); }

ReflectionClass reflection_class(std::string_view label) {
  for (const NamedReflection& named : kReflections) {
    if (named.label == label) return named.kind;
  }
  return ReflectionClass::kNone;
}

std::optional<HolderKind> holder_kind(std::string_view category) {
  if (category == "self") return HolderKind::kSelf;
  if (category == "group") return HolderKind::kGroup;
  if (category == "reader") return HolderKind::kReader;
  if (category == "other" || category.starts_with("other:")) return HolderKind::kOther;
  return std::nullopt;
}

}  // namespace tarn::stance
