#include "stance/holders.h"

#include <algorithm>
#include <array>

#include "stance/clauses.h"

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 10> kRuleNames = {
    "quote", "poss", "agent", "attrib", "who", "view", "subj", "inherit", "default", ""};

// Reaches of the rules, in words.
constexpr std::uint32_t kReportReach = 3;
constexpr std::uint32_t kPossessiveReach = 3;
constexpr std::uint32_t kAgentReach = 3;
constexpr std::uint32_t kAntecedentGap = 1;
constexpr std::uint32_t kViewPossessiveReach = 2;
constexpr std::uint32_t kFrontingReach = 4;
constexpr std::uint32_t kFrontedReach = 6;
constexpr std::uint32_t kBearerReach = 6;

// A bound that no human sentence meets: it keeps the time linear.
constexpr std::size_t kMostMentions = 256;

}  // namespace

std::string_view name_of(HolderRule rule) { return kRuleNames[static_cast<std::size_t>(rule)]; }

const HolderFinder::NamedRule HolderFinder::kRules[] = {
    {HolderRule::kQuote, &HolderFinder::quote_rule},
    {HolderRule::kPossessive, &HolderFinder::possessive_rule},
    {HolderRule::kAgent, &HolderFinder::agent_rule},
    {HolderRule::kAttributive, &HolderFinder::attributive_rule},
    {HolderRule::kRelative, &HolderFinder::relative_rule},
    {HolderRule::kView, &HolderFinder::view_rule},
    {HolderRule::kSubject, &HolderFinder::subject_rule},
    {HolderRule::kInherit, &HolderFinder::inherit_rule},
};

void HolderFinder::begin(const SentenceView& sentence) {
  sentence_ = &sentence;
  fired_.clear();
  speaker_.reset();
  around_.begin(sentence);
  judge_ = find_judge();
}

Attribution HolderFinder::attribute(const Cue& cue) {
  for (const NamedRule& named : kRules) {
    const std::optional<Holder> holder = (this->*named.rule)(cue);
    if (!holder) continue;
    if (named.name == HolderRule::kPossessive || named.name == HolderRule::kRelative ||
        named.name == HolderRule::kSubject) {
      fired_.push_back({named.name, sentence_->clauses[cue.tokens.first], cue.tokens.end, *holder});
    }
    return {*holder, named.name};
  }
  return {};
}

// Rule 1: the hit is somebody's words; a holder near a verb of saying outside of them.
std::optional<Holder> HolderFinder::quote_rule(const Cue& cue) const {
  if (sentence_->quoted[cue.tokens.first] != Quoted::kReported) return std::nullopt;
  if (!speaker_) speaker_ = find_speaker();
  return speaker_;
}

/// The holder nearest to a verb of saying outside of quotations; unknown when there is none.
Holder HolderFinder::find_speaker() const {
  Holder speaker = model_.unknown_holder();
  std::uint32_t best = kReportReach + 1;
  for (std::uint32_t verb = 0; verb < sentence_->size(); ++verb) {
    if (!sentence_->has_class(verb, kReport) || !around_.outside_quotations(verb)) continue;
    const std::uint32_t end = around_.words_right(verb + 1, kReportReach);
    for (std::uint32_t t = around_.words_left_in_sentence(verb, kReportReach); t < end; ++t) {
      const Mention* mention = around_.mention_from(t);
      if (mention == nullptr || !around_.outside_quotations(t)) continue;
      const bool before = mention->tokens.end <= verb;
      if (!before && t <= verb) continue;
      const std::uint32_t away = 1 + (before ? sentence_->words_between(mention->tokens.end, verb)
                                             : sentence_->words_between(verb + 1, t));
      if (away >= best) continue;
      best = away;
      speaker = mention->holder;
    }
  }
  return speaker;
}

// Rule 2: "their fears", "my hopes", "the clinicians' hopes", "the hopes of the clinicians". "Their
// excellent work" is the author's praise, "my daughter at ease" is the daughter's feeling, and "the
// nurse's office was frightening" is not the nurse's.
std::optional<Holder> HolderFinder::possessive_rule(const Cue& cue) const {
  if ((sentence_->holders_present & (kPossessives | kBearers)) == 0) return std::nullopt;
  if (feeling_object(cue) != nullptr) return std::nullopt;
  // "My concerns" may be a hit as a whole.
  const std::uint32_t begin = cue.tokens.first + (cue.tokens.end - cue.tokens.first > 1 ? 1 : 0);
  const std::uint32_t first = around_.words_left(cue.tokens.first, kPossessiveReach);
  for (std::uint32_t t = begin; t > first; --t) {
    if (!sentence_->has_class(t - 1, kPossessives)) continue;
    const bool genitive = sentence_->has_class(t - 1, kPossessiveRole);
    if (around_.is_in_role_noun(t) || (!genitive && around_.is_in_role_noun(t - 1)))
      return std::nullopt;
    if (genitive && around_.any_class(t, cue.tokens.first, kAuxiliary)) return std::nullopt;
    const Holder owner = possessor(t - 1);
    if (!owner.author_voice() && is_judgement(cue)) return std::nullopt;
    return owner;
  }
  if (const std::optional<Holder> bearer = bearer_behind(cue)) return bearer;
  return is_next_in_list(cue) && !is_judgement(cue) ? std::optional(fired_.back().holder)
                                                    : std::nullopt;
}

/// Whose feeling it is by what stands behind it: "the hopes of the clinicians", "fear and anger
/// among staff", "anxiety is common among staff", "the fear in her eyes".
std::optional<Holder> HolderFinder::bearer_behind(const Cue& cue) const {
  if ((sentence_->holders_present & kBearers) == 0) return std::nullopt;
  const std::uint32_t end = around_.list_end(cue);
  if (sentence_->has_class(end - 1, kOwned)) {
    if (const Mention* owner = around_.mention_behind(kSourceMarker, end)) return owner->holder;
  }
  if (end == sentence_->size() || is_judgement(cue) || is_predicate_of_pronoun(cue)) {
    return std::nullopt;
  }
  if (sentence_->has_class(end, kSeat)) return possessor(end + 1);
  const bool is_subject = sentence_->has_class(end, kAuxiliary);
  const std::uint32_t reach =
      is_subject ? std::min(around_.words_right(end, kBearerReach), around_.clause_end(end))
                 : end + 1;
  for (std::uint32_t t = end; t < reach; ++t) {
    if (const Mention* bearer = around_.mention_behind(kBearerMarker, t)) return bearer->holder;
  }
  return std::nullopt;
}

/// Whether a pronoun is the subject of which a cue is said: "I was happy among friends". It may be
/// a part of the cue.
bool HolderFinder::is_predicate_of_pronoun(const Cue& cue) const {
  if (sentence_->has_class(cue.tokens.first, kNominative)) return true;
  const std::size_t before = around_.mentions_before(cue.tokens.first);
  if (before == 0) return false;
  const Mention& mention = sentence_->mentions[before - 1];
  if (!around_.is_nominative(mention) ||
      mention.tokens.first < around_.clause_begin(cue.tokens.first))
    return false;
  return around_.only_verbs(mention.tokens.end, cue.tokens.first);
}

/// Whether a cue is one more of what somebody has: "their hopes, fears and frustrations".
bool HolderFinder::is_next_in_list(const Cue& cue) const {
  if (fired_.empty() || fired_.back().rule != HolderRule::kPossessive) return false;
  const std::uint32_t end = fired_.back().end;
  if (fired_.back().clause != sentence_->clauses[cue.tokens.first] || end > cue.tokens.first) {
    return false;
  }
  for (std::uint32_t t = end; t < cue.tokens.first; ++t) {
    if (sentence_->marks[t] != Mark::kComma && !sentence_->begins(t, kCoordinators)) return false;
  }
  return end < cue.tokens.first;
}

// Rule 3: "fears … felt by the clinicians".
std::optional<Holder> HolderFinder::agent_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kAgent) == 0) return std::nullopt;
  const std::uint32_t end = around_.clause_end(cue.tokens.first);
  if (cue.tokens.end >= end) return std::nullopt;
  const std::uint32_t agent = around_.places(cue.tokens.end).next_agent;
  if (agent == kAbsent || agent + 1 >= end) return std::nullopt;
  const std::uint32_t reach = std::min(end, around_.words_right(agent + 2, kAgentReach));
  for (std::uint32_t t = agent + 2; t < reach; ++t) {
    if (const Mention* mention = around_.mention_from(t)) return mention->holder;
  }
  return std::nullopt;
}

// Rule 4: "anxious staff", "it frightened my mother".
std::optional<Holder> HolderFinder::attributive_rule(const Cue& cue) const {
  if (const Mention* object = feeling_object(cue)) return object->holder;
  if (!model_.facts(cue.entry).attitude) return std::nullopt;
  if (around_.any_class(cue.tokens.first, cue.tokens.end, kAttribution)) return std::nullopt;
  const Mention* mention = around_.mention_from(cue.tokens.end);
  if (mention == nullptr || !around_.is_role_noun(*mention)) return std::nullopt;
  if (around_.any_class(mention->tokens.first, mention->tokens.end, kView)) return std::nullopt;
  return mention->holder;
}

/// Who feels what a verb says, as its object: "her arrogance shocked me", where the cue may take
/// the object in. Null when there is none.
const Mention* HolderFinder::feeling_object(const Cue& cue) const {
  if ((sentence_->holders_present & kExperiencer) == 0 || is_judgement(cue)) return nullptr;
  const Mention* object = around_.mention_ending(cue.tokens.end);
  std::uint32_t verb = cue.tokens.end - 1;
  if (object != nullptr && object->tokens.first > cue.tokens.first) {
    verb = object->tokens.first - 1;
  } else {
    object = around_.mention_behind_determiners(cue.tokens.end);
  }
  if (object == nullptr || !sentence_->has_class(verb, kExperiencer)) return nullptr;
  return around_.is_nominative(*object) || around_.is_possessive(*object) ? nullptr : object;
}

// Rule 5: "patients who feel overwhelmed"; but "staff who were excellent" is the author's praise.
std::optional<Holder> HolderFinder::relative_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kRelative) == 0) return std::nullopt;
  const std::uint32_t relative = around_.last_in_clause(cue, &Surroundings::Places::relative);
  if (relative == kAbsent) return std::nullopt;
  if (is_judgement(cue) && !is_attributed(relative + 1, cue)) return std::nullopt;
  for (std::uint32_t gap = 0; gap <= kAntecedentGap && gap <= relative; ++gap) {
    if (const Mention* mention = around_.mention_ending(relative - gap)) return mention->holder;
  }
  return std::nullopt;
}

// Rule 6: "perceptions of staff ranged from …", "according to staff it was good".
std::optional<Holder> HolderFinder::view_rule(const Cue& cue) const {
  if (judge_ && is_judgement(cue) && !subject_rule(cue)) return judge_;
  if ((sentence_->holders_present & kView) == 0) return std::nullopt;
  const std::uint32_t view = around_.last_in_clause(cue, &Surroundings::Places::view);
  if (view == kAbsent) return std::nullopt;
  if (is_judgement(cue) && !is_attributed(view + 1, cue)) return std::nullopt;
  const std::uint32_t near = around_.words_left(view, kViewPossessiveReach);
  for (std::uint32_t p = view; p > near; --p) {
    if (sentence_->has_class(p - 1, kPossessives & ~kPossessiveOther)) return possessor(p - 1);
  }
  if (const Mention* source = around_.mention_behind(kSourceMarker, view + 1))
    return source->holder;
  return model_.diffuse_holder();
}

/// Whom "according to" names first; nobody when it does not.
std::optional<Holder> HolderFinder::find_judge() const {
  if ((sentence_->holders_present & kAccording) == 0) return std::nullopt;
  for (std::uint32_t t = 0; t < sentence_->size(); ++t) {
    // Of words in a row the first is asked for all of them.
    if (!sentence_->has_class(t, kAccording) || (t > 0 && sentence_->has_class(t - 1, kAccording)))
      continue;
    if (const Mention* judge = around_.mention_behind(kAccording, t)) return judge->holder;
  }
  return std::nullopt;
}

// Rule 7: the subject of the clause.
std::optional<Holder> HolderFinder::subject_rule(const Cue& cue) const {
  const Mention* const behind = fronted_subject(cue);
  if (behind != nullptr && (!is_judgement(cue) || behind->holder.author_voice()))
    return behind->holder;
  const std::uint32_t begin = around_.clause_begin(cue.tokens.first);
  std::size_t tried = 0;
  for (std::size_t i = around_.mentions_before(cue.tokens.end); i > 0 && tried < kMostMentions;
       --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.first < begin) break;
    if (sentence_->clauses[mention.tokens.first] != sentence_->clauses[cue.tokens.first]) continue;
    if (qualifies_as_subject(mention, cue)) return mention.holder;
    ++tried;
  }
  return std::nullopt;
}

/// The subject of a feeling that stands before it: "I saw how anxious the students were". Null when
/// there is none.
const Mention* HolderFinder::fronted_subject(const Cue& cue) const {
  if ((sentence_->holders_present & kFronting) == 0) return nullptr;
  const std::uint32_t how = around_.last_in_clause(cue, &Surroundings::Places::fronting);
  const std::uint32_t first = cue.tokens.first;
  if (how == kAbsent || sentence_->words_between(how + 1, first) > kFrontingReach) return nullptr;
  if (around_.any_class(how + 1, first, kAuxiliary | kAttribution | kDeterminer)) return nullptr;
  const std::uint32_t end =
      std::min(around_.clause_end(first), around_.words_right(cue.tokens.end, kFrontedReach));
  for (std::uint32_t t = cue.tokens.end; t < end; ++t) {
    if (sentence_->has_class(t, kAuxiliary | kAttribution)) break;
    if (const Mention* subject = around_.subject_from(t)) return subject;
  }
  return nullptr;
}

bool HolderFinder::qualifies_as_subject(const Mention& mention, const Cue& cue) const {
  const bool attitude = model_.facts(cue.entry).attitude;
  // Within the hit only its first word can be its subject: "I would ask", but "made me happy".
  if (mention.tokens.first >= cue.tokens.first) {
    if (around_.is_nominative(mention)) return mention.tokens.first == cue.tokens.first;
    return attitude && mention.holder.author_voice() && !around_.is_possessive(mention);
  }
  const bool attributed = is_attributed(mention.tokens.end, cue);
  if (around_.is_nominative(mention)) {
    if (is_contact_relative(mention, cue)) return false;
    return mention.holder.author_voice() || attributed || !is_judgement(cue);
  }
  if (sentence_->has_class(mention.tokens.first, kPossessiveRole)) return false;
  if (around_.is_role_noun(mention)) {
    const std::uint32_t auxiliary = around_.places(cue.tokens.end - 1).auxiliary;
    const bool predicated = auxiliary != kAbsent && auxiliary >= mention.tokens.end;
    return attributed ||
           (attitude && (predicated || around_.only_adverbs(mention.tokens.end, cue.tokens.first)));
  }
  // An object that feels: "gave me the confidence"; not "told us".
  return attitude && !around_.is_possessive(mention) &&
         !(mention.tokens.first > 0 && sentence_->has_class(mention.tokens.first - 1, kReport));
}

/// Whether a verb between a token and the end of the hit ascribes the hit to its subject.
bool HolderFinder::is_attributed(std::uint32_t first, const Cue& cue) const {
  const std::uint32_t verb = around_.places(cue.tokens.end - 1).attribution;
  return verb != kAbsent && verb >= first;
}

/// Whether a pronoun is the subject of a relative clause without a relative pronoun, which the hit
/// is not part of: "the clinicians I spoke to empathised", but "the people I admire".
bool HolderFinder::is_contact_relative(const Mention& pronoun, const Cue& cue) const {
  const Mention* before = around_.mention_ending(pronoun.tokens.first);
  return before != nullptr && around_.is_role_noun(*before) &&
         !around_.only_verbs(pronoun.tokens.end, cue.tokens.first);
}

/// Whether a cue judges something or says how sure one is, and is no feeling, position, need or
/// thought of its subject: then it is the author's unless a verb ascribes it to somebody.
bool HolderFinder::is_judgement(const Cue& cue) const {
  return cue.layer == CueLayer::kCertainty ||
         (cue.layer == CueLayer::kStance && !model_.facts(cue.entry).attitude);
}

// Rule 8: an elliptic clause, "but quite proud by the end".
std::optional<Holder> HolderFinder::inherit_rule(const Cue& cue) const {
  const std::uint32_t clause = sentence_->clauses[cue.tokens.first];
  if (clause == 0) return std::nullopt;
  const std::uint32_t begin = around_.clause_begin(cue.tokens.first);
  for (std::uint32_t t = begin; t < cue.tokens.first; ++t) {
    if (!may_stand_before_ellipsis(t)) return std::nullopt;
  }
  for (std::size_t i = fired_.size(); i > 0; --i) {
    if (fired_[i - 1].clause < clause) return fired_[i - 1].holder;
  }
  const std::size_t before = around_.mentions_before(begin);
  for (std::size_t i = before; i > 0 && before - i < kMostMentions; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (around_.is_nominative(mention)) return mention.holder;
  }
  return std::nullopt;
}

bool HolderFinder::may_stand_before_ellipsis(std::uint32_t token) const {
  if (sentence_->marks[token] != Mark::kWord) return true;
  if (sentence_->has_class(token, kInherit | kAdverb | kAuxiliary | kAttribution)) return true;
  return sentence_->modifier(token, ~kWordClasses) != nullptr;
}

Holder HolderFinder::possessor(std::uint32_t token) const {
  if (sentence_->has_class(token, kPossessiveSelf)) return {HolderKind::kSelf, 0};
  if (sentence_->has_class(token, kPossessiveGroup)) return {HolderKind::kGroup, 0};
  if (sentence_->has_class(token, kPossessiveReader)) return {HolderKind::kReader, 0};
  if (sentence_->has_class(token, kPossessiveRole)) {
    return sentence_->mentions[sentence_->mention_at[token]].holder;
  }
  return earlier_other(token);
}

/// The nearest other person before a token, for a pronoun of the third person.
Holder HolderFinder::earlier_other(std::uint32_t token) const {
  const std::size_t before = around_.mentions_before(token);
  for (std::size_t i = before; i > 0 && before - i < kMostMentions; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.end <= token && mention.holder.kind == HolderKind::kOther) {
      return mention.holder;
    }
  }
  return model_.unknown_holder();
}

}  // namespace tarn::stance
