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

// Bounds that no human sentence meets: they keep the time linear.
constexpr std::uint32_t kLongestHolder = 16;  // words
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
  measure_places();
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

/// Notes for each token where the words last stood that rules look back for, and next, forward.
void HolderFinder::measure_places() {
  const std::uint32_t size = sentence_->size();
  places_.resize(size);
  Places last;
  for (std::uint32_t t = 0; t < size; ++t) {
    const std::uint32_t classes = sentence_->holder_classes[t];
    if ((classes & kAttribution) != 0) {
      last.attribution = t;
    } else if (opens_verb_phrase(*sentence_, t)) {
      last.attribution = kAbsent;
    }
    if ((classes & kAuxiliary) != 0) last.auxiliary = t;
    if ((classes & kRelative) != 0) last.relative = t;
    if ((classes & kView) != 0) last.view = t;
    places_[t] = last;
  }
  if ((sentence_->holders_present & kAgent) == 0) return;
  std::uint32_t agent = kAbsent;
  for (std::uint32_t t = size; t > 0; --t) {
    const bool marked = t < size && sentence_->has_class(t, kAgentMarker);
    if (marked && sentence_->has_class(t - 1, kAgent)) agent = t - 1;
    places_[t - 1].next_agent = agent;
  }
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
    if (!sentence_->has_class(verb, kReport) || !outside_quotations(verb)) continue;
    const std::uint32_t end = words_right(verb + 1, kReportReach);
    for (std::uint32_t t = words_left_in_sentence(verb, kReportReach); t < end; ++t) {
      const Mention* mention = mention_from(t);
      if (mention == nullptr || !outside_quotations(t)) continue;
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

bool HolderFinder::outside_quotations(std::uint32_t token) const {
  return sentence_->quoted[token] != Quoted::kReported;
}

// Rule 2: "their fears", "my hopes", "the clinicians' hopes", "the hopes of the clinicians". "Their
// excellent work" is the author's praise, "my daughter at ease" is the daughter's feeling, and "the
// nurse's office was frightening" is not the nurse's.
std::optional<Holder> HolderFinder::possessive_rule(const Cue& cue) const {
  if ((sentence_->holders_present & (kPossessives | kOwned)) == 0) return std::nullopt;
  const std::uint32_t first = words_left(cue.tokens.first, kPossessiveReach);
  for (std::uint32_t t = cue.tokens.first; t > first; --t) {
    if (!sentence_->has_class(t - 1, kPossessives)) continue;
    const bool genitive = sentence_->has_class(t - 1, kPossessiveRole);
    if (is_in_role_noun(t) || (!genitive && is_in_role_noun(t - 1))) return std::nullopt;
    if (genitive && any_class(t, cue.tokens.first, kAuxiliary)) return std::nullopt;
    const Holder owner = possessor(t - 1);
    if (!owner.author_voice() && is_judgement(cue)) return std::nullopt;
    return owner;
  }
  if (sentence_->has_class(cue.tokens.end - 1, kOwned)) {
    if (const Mention* owner = source_from(cue.tokens.end)) return owner->holder;
  }
  return is_next_in_list(cue) && !is_judgement(cue) ? std::optional(fired_.back().holder)
                                                    : std::nullopt;
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
  const std::uint32_t end = clause_end(cue.tokens.first);
  if (cue.tokens.end >= end) return std::nullopt;
  const std::uint32_t agent = places_[cue.tokens.end].next_agent;
  if (agent == kAbsent || agent + 1 >= end) return std::nullopt;
  const std::uint32_t reach = std::min(end, words_right(agent + 2, kAgentReach));
  for (std::uint32_t t = agent + 2; t < reach; ++t) {
    if (const Mention* mention = mention_from(t)) return mention->holder;
  }
  return std::nullopt;
}

// Rule 4: "anxious staff".
std::optional<Holder> HolderFinder::attributive_rule(const Cue& cue) const {
  if (!model_.facts(cue.entry).attitude) return std::nullopt;
  if (any_class(cue.tokens.first, cue.tokens.end, kAttribution)) return std::nullopt;
  const Mention* mention = mention_from(cue.tokens.end);
  if (mention == nullptr || !is_role_noun(*mention)) return std::nullopt;
  if (any_class(mention->tokens.first, mention->tokens.end, kView)) return std::nullopt;
  return mention->holder;
}

// Rule 5: "patients who feel overwhelmed"; but "staff who were excellent" is the author's praise.
std::optional<Holder> HolderFinder::relative_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kRelative) == 0) return std::nullopt;
  const std::uint32_t relative = last_in_clause(cue, &Places::relative);
  if (relative == kAbsent) return std::nullopt;
  if (is_judgement(cue) && !is_attributed(relative + 1, cue)) return std::nullopt;
  for (std::uint32_t gap = 0; gap <= kAntecedentGap && gap <= relative; ++gap) {
    if (const Mention* mention = mention_ending(relative - gap)) return mention->holder;
  }
  return std::nullopt;
}

// Rule 6: "perceptions of staff ranged from …".
std::optional<Holder> HolderFinder::view_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kView) == 0) return std::nullopt;
  const std::uint32_t view = last_in_clause(cue, &Places::view);
  if (view == kAbsent) return std::nullopt;
  if (is_judgement(cue) && !is_attributed(view + 1, cue)) return std::nullopt;
  const std::uint32_t near = words_left(view, kViewPossessiveReach);
  for (std::uint32_t p = view; p > near; --p) {
    if (sentence_->has_class(p - 1, kPossessives & ~kPossessiveOther)) return possessor(p - 1);
  }
  if (const Mention* source = source_from(view + 1)) return source->holder;
  return model_.diffuse_holder();
}

/// Who stands behind "of", "from", "among" at a token; null when it is no such word.
const Mention* HolderFinder::source_from(std::uint32_t token) const {
  const bool marked = token < sentence_->size() && sentence_->has_class(token, kSourceMarker);
  return marked ? mention_behind_determiners(token + 1) : nullptr;
}

/// The last place before a cue, in its clause, of what `place` notes; kAbsent when there is none.
std::uint32_t HolderFinder::last_in_clause(const Cue& cue, std::uint32_t Places::*place) const {
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  if (cue.tokens.first == begin) return kAbsent;
  const std::uint32_t at = places_[cue.tokens.first - 1].*place;
  return at != kAbsent && at >= begin ? at : kAbsent;
}

// Rule 7: the subject of the clause.
std::optional<Holder> HolderFinder::subject_rule(const Cue& cue) const {
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  std::size_t tried = 0;
  for (std::size_t i = mentions_before(cue.tokens.end); i > 0 && tried < kMostMentions; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.first < begin) break;
    if (sentence_->clauses[mention.tokens.first] != sentence_->clauses[cue.tokens.first]) continue;
    if (qualifies_as_subject(mention, cue)) return mention.holder;
    ++tried;
  }
  return std::nullopt;
}

bool HolderFinder::qualifies_as_subject(const Mention& mention, const Cue& cue) const {
  const bool attitude = model_.facts(cue.entry).attitude;
  // Within the hit only its first word can be its subject: "I would ask", but "made me happy".
  if (mention.tokens.first >= cue.tokens.first) {
    if (is_nominative(mention)) return mention.tokens.first == cue.tokens.first;
    return attitude && mention.holder.author_voice() && !is_possessive(mention);
  }
  const bool attributed = is_attributed(mention.tokens.end, cue);
  if (is_nominative(mention)) {
    if (is_contact_relative(mention, cue)) return false;
    return mention.holder.author_voice() || attributed || !is_judgement(cue);
  }
  if (sentence_->has_class(mention.tokens.first, kPossessiveRole)) return false;
  if (is_role_noun(mention)) {
    const std::uint32_t auxiliary = places_[cue.tokens.end - 1].auxiliary;
    const bool predicated = auxiliary != kAbsent && auxiliary >= mention.tokens.end;
    return attributed ||
           (attitude && (predicated || only_adverbs(mention.tokens.end, cue.tokens.first)));
  }
  // An object that feels: "gave me the confidence"; not "told us".
  return attitude && !is_possessive(mention) &&
         !(mention.tokens.first > 0 && sentence_->has_class(mention.tokens.first - 1, kReport));
}

/// Whether a verb between a token and the end of the hit ascribes the hit to its subject.
bool HolderFinder::is_attributed(std::uint32_t first, const Cue& cue) const {
  const std::uint32_t verb = places_[cue.tokens.end - 1].attribution;
  return verb != kAbsent && verb >= first;
}

/// Whether a pronoun is the subject of a relative clause without a relative pronoun, which the hit
/// is not part of: "the clinicians I spoke to empathised", but "the people I admire".
bool HolderFinder::is_contact_relative(const Mention& pronoun, const Cue& cue) const {
  const Mention* before = mention_ending(pronoun.tokens.first);
  return before != nullptr && is_role_noun(*before) &&
         !only_adverbs(pronoun.tokens.end, cue.tokens.first);
}

/// Whether nothing but adverbs and auxiliaries stands in a range.
bool HolderFinder::only_adverbs(std::uint32_t first, std::uint32_t end) const {
  for (std::uint32_t t = first; t < end; ++t) {
    const bool skipped = sentence_->has_class(t, kAdverb | kAuxiliary) ||
                         sentence_->modifier(t, kDegree | kTransparent) != nullptr;
    if (!skipped) return false;
  }
  return true;
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
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  for (std::uint32_t t = begin; t < cue.tokens.first; ++t) {
    if (!may_stand_before_ellipsis(t)) return std::nullopt;
  }
  for (std::size_t i = fired_.size(); i > 0; --i) {
    if (fired_[i - 1].clause < clause) return fired_[i - 1].holder;
  }
  const std::size_t before = mentions_before(begin);
  for (std::size_t i = before; i > 0 && before - i < kMostMentions; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (is_nominative(mention)) return mention.holder;
  }
  return std::nullopt;
}

bool HolderFinder::may_stand_before_ellipsis(std::uint32_t token) const {
  if (sentence_->marks[token] != Mark::kWord) return true;
  if (sentence_->has_class(token, kInherit | kAdverb | kAuxiliary | kAttribution)) return true;
  return sentence_->modifier(token, ~kWordClasses) != nullptr;
}

/// The first token of the clause of a token.
std::uint32_t HolderFinder::clause_begin(std::uint32_t token) const {
  return sentence_->clause_ranges[sentence_->clauses[token]].first;
}

std::uint32_t HolderFinder::clause_end(std::uint32_t token) const {
  return sentence_->clause_ranges[sentence_->clauses[token]].end;
}

/// The number of mentions that begin before a token.
std::size_t HolderFinder::mentions_before(std::uint32_t token) const {
  const auto at = std::partition_point(
      sentence_->mentions.begin(), sentence_->mentions.end(),
      [token](const Mention& mention) { return mention.tokens.first < token; });
  return static_cast<std::size_t>(at - sentence_->mentions.begin());
}

/// The first of the `count` words left of a token, within its clause.
std::uint32_t HolderFinder::words_left(std::uint32_t token, std::uint32_t count) const {
  const std::uint32_t begin = clause_begin(token);
  std::uint32_t at = token;
  while (at > begin && sentence_->words_between(at - 1, token) <= count) --at;
  return at;
}

/// The same across clauses.
std::uint32_t HolderFinder::words_left_in_sentence(std::uint32_t token, std::uint32_t count) const {
  std::uint32_t at = token;
  while (at > 0 && sentence_->words_between(at - 1, token) <= count + kLongestHolder) --at;
  return at;
}

/// Behind the last of the `count` words from a token on.
std::uint32_t HolderFinder::words_right(std::uint32_t token, std::uint32_t count) const {
  std::uint32_t at = token;
  while (at < sentence_->size() && sentence_->words_between(token, at + 1) <= count) ++at;
  return at;
}

/// The mention that begins at a token, or null; behind a genitive the one that it belongs to: "the
/// patients' relatives" are relatives.
const Mention* HolderFinder::mention_from(std::uint32_t token) const {
  while (token < sentence_->size()) {
    const std::uint32_t index = sentence_->mention_at[token];
    if (index == kAbsent || sentence_->mentions[index].tokens.first != token) break;
    const Mention& mention = sentence_->mentions[index];
    if (!sentence_->has_class(token, kPossessiveRole)) return &mention;
    token = mention.tokens.end;
  }
  return nullptr;
}

/// The mention behind any determiners from a token on; a determiner that is itself a holder ("all")
/// counts where nothing better follows. Null when there is none.
const Mention* HolderFinder::mention_behind_determiners(std::uint32_t token) const {
  const Mention* found = nullptr;
  for (; token < sentence_->size(); ++token) {
    if (const Mention* mention = mention_from(token)) found = mention;
    if (!sentence_->has_class(token, kDeterminer)) break;
  }
  return found;
}

/// The mention whose last token stands before `end`, or null.
const Mention* HolderFinder::mention_ending(std::uint32_t end) const {
  if (end == 0) return nullptr;
  const std::uint32_t index = sentence_->mention_at[end - 1];
  if (index == kAbsent || sentence_->mentions[index].tokens.end != end) return nullptr;
  return &sentence_->mentions[index];
}

bool HolderFinder::is_nominative(const Mention& mention) const {
  return sentence_->has_class(mention.tokens.first, kNominative);
}

bool HolderFinder::is_possessive(const Mention& mention) const {
  return any_class(mention.tokens.first, mention.tokens.end, kPossessives);
}

/// Whether a token is part of a noun for somebody else.
bool HolderFinder::is_in_role_noun(std::uint32_t token) const {
  const std::uint32_t index = sentence_->mention_at[token];
  return index != kAbsent && is_role_noun(sentence_->mentions[index]);
}

/// Whether a mention names somebody else by a noun.
bool HolderFinder::is_role_noun(const Mention& mention) const {
  return mention.holder.kind == HolderKind::kOther && mention.holder.role != 0;
}

bool HolderFinder::any_class(std::uint32_t first, std::uint32_t end, std::uint32_t classes) const {
  for (std::uint32_t t = first; t < end; ++t) {
    if (sentence_->has_class(t, classes)) return true;
  }
  return false;
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
  const std::size_t before = mentions_before(token);
  for (std::size_t i = before; i > 0 && before - i < kMostMentions; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.end <= token && mention.holder.kind == HolderKind::kOther) {
      return mention.holder;
    }
  }
  return model_.unknown_holder();
}

}  // namespace tarn::stance
