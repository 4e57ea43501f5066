#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "stance/sentence.h"
#include "stance/surroundings.h"

namespace tarn::stance {

/// The rules that say whose stance a hit is, in their order; the first that fires decides.
enum class HolderRule : std::uint8_t {
  kQuote,        ///< in quotation marks: who says it, else somebody unknown
  kPossessive,   ///< "their hope"
  kAgent,        ///< "the hope felt by staff"
  kAttributive,  ///< a feeling right before who has it: "enthusiastic staff"
  kRelative,     ///< "staff who hope"
  kView,         ///< "the views of staff"
  kSubject,      ///< the subject of the clause: "staff hope"
  kInherit,      ///< an elliptic clause: the holder of an earlier one
  kDefault,      ///< nobody else is named: the author
  kOff,          ///< no attribution was asked for
};

/// "quote", "poss", "agent", "attrib", "who", "view", "subj", "inherit", "default", "" for off.
std::string_view name_of(HolderRule rule);

/// A holder and the rule that named it.
struct Attribution {
  Holder holder;
  HolderRule rule = HolderRule::kDefault;
};

/// Says for the hits of one sentence, in their order, whose stance they are.
class HolderFinder {
 public:
  explicit HolderFinder(const Model& model) : model_(model) {}

  /// Forgets the sentence before.
  void begin(const SentenceView& sentence);

  /// The holder of a cue of the sentence. REQUIRES that cues come in order: an elliptic clause
  /// inherits from those before it.
  Attribution attribute(const Cue& cue);

 private:
  struct Fired {
    HolderRule rule = HolderRule::kDefault;
    std::uint32_t clause = 0;
    std::uint32_t end = 0;  ///< behind the cue
    Holder holder;
  };
  using Rule = std::optional<Holder> (HolderFinder::*)(const Cue&) const;
  struct NamedRule {
    HolderRule name;
    Rule rule;
  };
  static const NamedRule kRules[];

  std::optional<Holder> quote_rule(const Cue& cue) const;
  std::optional<Holder> possessive_rule(const Cue& cue) const;
  std::optional<Holder> agent_rule(const Cue& cue) const;
  std::optional<Holder> attributive_rule(const Cue& cue) const;
  std::optional<Holder> relative_rule(const Cue& cue) const;
  std::optional<Holder> view_rule(const Cue& cue) const;
  std::optional<Holder> subject_rule(const Cue& cue) const;
  std::optional<Holder> inherit_rule(const Cue& cue) const;

  Holder find_speaker() const;
  std::optional<Holder> find_judge() const;
  Holder possessor(std::uint32_t token) const;
  Holder earlier_other(std::uint32_t token) const;
  bool qualifies_as_subject(const Mention& mention, const Cue& cue) const;
  std::optional<Holder> bearer_behind(const Cue& cue) const;
  bool is_predicate_of_pronoun(const Cue& cue) const;
  const Mention* feeling_object(const Cue& cue) const;
  const Mention* fronted_subject(const Cue& cue) const;
  bool is_next_in_list(const Cue& cue) const;
  bool is_attributed(std::uint32_t first, const Cue& cue) const;
  bool is_contact_relative(const Mention& pronoun, const Cue& cue) const;
  bool is_judgement(const Cue& cue) const;
  bool may_stand_before_ellipsis(std::uint32_t token) const;

  const Model& model_;
  const SentenceView* sentence_ = nullptr;
  Surroundings around_;
  mutable std::optional<Holder> speaker_;  ///< of the sentence's quotations, once looked for
  std::optional<Holder> judge_;            ///< "according to" whom the sentence judges
  std::vector<Fired> fired_;               ///< where rules poss, who and subj fired, in order
};

}  // namespace tarn::stance
