#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tarn::stance {

/// Classes of the layer "modifier", one bit each, named as the categories of the lexicons.
enum ModifierClass : std::uint32_t {
  kNegator = 1U << 0U,
  kNegatorConcord = 1U << 1U,
  kNegatorPost = 1U << 2U,
  kNegatorPseudo = 1U << 3U,
  kCorrelative = 1U << 4U,
  kDegree = 1U << 5U,
  kDegreePost = 1U << 6U,
  kTransparent = 1U << 7U,
  kNonfactual = 1U << 8U,
  kAbility = 1U << 9U,
  kAdversative = 1U << 10U,
  kConcessive = 1U << 11U,
  kSubordinator = 1U << 12U,
  kNegatorAffix = 1U << 13U,  ///< a negative prefix or suffix: it acts on its own word alone
  // Word classes: they help to find clauses and chains, and modify nothing.
  kSubject = 1U << 16U,
  kSkip = 1U << 17U,
  kCoordinatorAnd = 1U << 18U,
  kCoordinatorOr = 1U << 19U,
};

inline constexpr std::uint32_t kCoordinators = kCoordinatorAnd | kCoordinatorOr;
inline constexpr std::uint32_t kWordClasses = kSubject | kSkip | kCoordinators;
inline constexpr std::uint32_t kClauseOpeners = kAdversative | kConcessive | kSubordinator;

/// Classes of the layer "holder" other than the holders themselves, one bit each.
enum HolderClass : std::uint32_t {
  kAttribution = 1U << 0U,  ///< verbs that ascribe an attitude to their subject
  kReport = 1U << 1U,       ///< verbs of saying
  kAgent = 1U << 2U,        ///< participles that "by" and a holder may follow
  kView = 1U << 3U,         ///< nouns for what people think and feel
  kAuxiliary = 1U << 4U,
  kDeterminer = 1U << 5U,
  kNominative = 1U << 6U,  ///< pronouns that can only be a subject
  kPossessiveSelf = 1U << 7U,
  kPossessiveGroup = 1U << 8U,
  kPossessiveReader = 1U << 9U,
  kPossessiveOther = 1U << 10U,
  kRelative = 1U << 11U,
  kAgentMarker = 1U << 12U,
  kSourceMarker = 1U << 13U,
  kAdverb = 1U << 14U,
  kInherit = 1U << 15U,  ///< words that may stand between a clause's begin and an elliptic hit
  kPossessiveRole = 1U << 16U,  ///< the genitive of a noun for somebody: the clinicians'
  kOwned = 1U << 17U,         ///< nouns for what somebody feels, whom "of" may follow: the hopes of
  kBearerMarker = 1U << 18U,  ///< behind a feeling it says whose that is: fear among staff
  kSeat = 1U << 19U,          ///< a preposition, whose, and where a feeling shows: in her eyes
  kAccording = 1U << 21U,     ///< who stands behind it judges: according to
  kExperiencer = 1U << 22U,   ///< verbs of feeling whose object feels: it frightened them
  kFronting = 1U << 20U,      ///< it puts a feeling before its subject: how anxious they were
};

inline constexpr std::uint32_t kPossessives =
    kPossessiveSelf | kPossessiveGroup | kPossessiveReader | kPossessiveOther | kPossessiveRole;

/// What tells of a feeling, or behind it, that somebody bears it who is named there.
inline constexpr std::uint32_t kBearers = kOwned | kBearerMarker | kSeat;

/// Who holds a stance.
enum class HolderKind : std::uint8_t { kAuthor, kSelf, kGroup, kReader, kOther };

/// A holder: `role` indexes Model::roles and is 0 but for kOther.
struct Holder {
  HolderKind kind = HolderKind::kAuthor;
  std::uint16_t role = 0;
  /// Whether it speaks with the author's voice: the author, self or group.
  constexpr bool author_voice() const { return kind <= HolderKind::kGroup; }
  friend bool operator==(const Holder&, const Holder&) = default;
};

/// What the level of reflection asks of a label.
enum class ReflectionClass : std::uint8_t {
  kFeel,
  kEvaluate,
  kBelief,
  kDifficulty,
  kLearn,
  kPlan,
  kChange,
  kThinking,  ///< analyse and perspective
  kNone,
};

/// The class of a label: of "reflection.feel" and the like, else kNone.
ReflectionClass reflection_class(std::string_view label);

/// The class of a category of layer "modifier"; a category without a class of its own has that of
/// its nearest parent; 0 when there is none.
std::uint32_t modifier_class(std::string_view category);

/// The same for the word classes of layer "holder".
std::uint32_t holder_class(std::string_view category);

/// The kind of a holder category ("self", "group", "reader", "other", "other:role"); empty for all
/// else.
std::optional<HolderKind> holder_kind(std::string_view category);

}  // namespace tarn::stance
