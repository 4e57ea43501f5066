#include "stance/holders.h"

#include <algorithm>
#include <array>

#include "stance/clauses.h"

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 10> kRuleNames = {
    "quote", "poss", "agent", "attrib", "who", "view", "subj", "inherit", "default", ""};

// Reaches of §4.7, in words.
constexpr std::uint32_t kReportReach = 3;
constexpr std::uint32_t kPossessiveReach = 3;
constexpr std::uint32_t kAgentReach = 3;
constexpr std::uint32_t kAntecedentGap = 1;
constexpr std::uint32_t kViewPossessiveReach = 2;

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
}

Attribution HolderFinder::attribute(const Cue& cue) {
  for (const NamedRule& named : kRules) {
    const std::optional<Holder> holder = (this->*named.rule)(cue);
    if (!holder) continue;
    if (named.name == HolderRule::kPossessive || named.name == HolderRule::kRelative ||
        named.name == HolderRule::kSubject) {
      fired_.push_back({sentence_->clauses[cue.tokens.first], *holder});
    }
    return {*holder, named.name};
  }
  return {};
}

// Rule 1: the hit is somebody's words; a holder near a verb of saying outside of them.
std::optional<Holder> HolderFinder::quote_rule(const Cue& cue) const {
  if (sentence_->quoted[cue.tokens.first] != Quoted::kReported) return std::nullopt;
  const auto outside = [&](std::uint32_t token) {
    return sentence_->quoted[token] != Quoted::kReported;
  };
  std::optional<Holder> nearest;
  std::uint32_t best = kReportReach + 1;
  for (std::uint32_t verb = 0; verb < sentence_->size(); ++verb) {
    if (!outside(verb) || !sentence_->has_class(verb, kReport)) continue;
    for (const Mention& mention : sentence_->mentions) {
      if (!outside(mention.tokens.first)) continue;
      const bool before = mention.tokens.end <= verb;
      if (!before && mention.tokens.first <= verb) continue;
      const std::uint32_t away =
          1 + (before ? sentence_->words_between(mention.tokens.end, verb)
                      : sentence_->words_between(verb + 1, mention.tokens.first));
      if (away < best) {
        best = away;
        nearest = mention.holder;
      }
    }
  }
  return nearest ? *nearest : model_.unknown_holder();
}

// Rule 2: "their fears", "my hopes". "Their excellent work" is the author's praise, and "my
// daughter at ease" is the daughter's feeling.
std::optional<Holder> HolderFinder::possessive_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kPossessives) == 0) return std::nullopt;
  const std::uint32_t first = words_left(cue.tokens.first, kPossessiveReach);
  for (std::uint32_t t = cue.tokens.first; t > first; --t) {
    if (!sentence_->has_class(t - 1, kPossessives)) continue;
    if (is_in_role_noun(t - 1) || is_in_role_noun(t)) return std::nullopt;
    const Holder owner = possessor(t - 1);
    if (!owner.author_voice() && is_judgement(cue)) return std::nullopt;
    return owner;
  }
  return std::nullopt;
}

// Rule 3: "fears … felt by the clinicians".
std::optional<Holder> HolderFinder::agent_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kAgent) == 0) return std::nullopt;
  const std::uint32_t end = clause_end(cue.tokens.first);
  for (std::uint32_t t = cue.tokens.end; t + 1 < end; ++t) {
    if (!sentence_->has_class(t, kAgent) || !sentence_->has_class(t + 1, kAgentMarker)) continue;
    const std::uint32_t reach = std::min(end, words_right(t + 2, kAgentReach));
    for (std::uint32_t m = t + 2; m < reach; ++m) {
      if (const Mention* mention = mention_from(m)) return mention->holder;
    }
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
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  for (std::uint32_t t = cue.tokens.first; t > begin; --t) {
    if (!sentence_->has_class(t - 1, kRelative)) continue;
    if (is_judgement(cue) && !any_class(t, cue.tokens.end, kAttribution)) return std::nullopt;
    for (std::uint32_t gap = 0; gap <= kAntecedentGap && gap < t; ++gap) {
      if (const Mention* mention = mention_ending(t - 1 - gap)) return mention->holder;
    }
  }
  return std::nullopt;
}

// Rule 6: "perceptions of staff ranged from …".
std::optional<Holder> HolderFinder::view_rule(const Cue& cue) const {
  if ((sentence_->holders_present & kView) == 0) return std::nullopt;
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  for (std::uint32_t t = cue.tokens.first; t > begin; --t) {
    const std::uint32_t view = t - 1;
    if (!sentence_->has_class(view, kView)) continue;
    if (is_judgement(cue) && !any_class(t, cue.tokens.end, kAttribution)) return std::nullopt;
    const std::uint32_t near = words_left(view, kViewPossessiveReach);
    for (std::uint32_t p = view; p > near; --p) {
      if (sentence_->has_class(p - 1, kPossessives & ~kPossessiveOther)) return possessor(p - 1);
    }
    const std::uint32_t at = view + 1;
    if (at < sentence_->size() && sentence_->has_class(at, kSourceMarker)) {
      if (const Mention* source = mention_behind_determiners(at + 1)) return source->holder;
    }
    return model_.diffuse_holder();
  }
  return std::nullopt;
}

// Rule 7: the subject of the clause.
std::optional<Holder> HolderFinder::subject_rule(const Cue& cue) const {
  const std::uint32_t clause = sentence_->clauses[cue.tokens.first];
  for (std::size_t i = sentence_->mentions.size(); i > 0; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.first >= cue.tokens.end ||
        sentence_->clauses[mention.tokens.first] != clause) {
      continue;
    }
    if (qualifies_as_subject(mention, cue)) return mention.holder;
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
  if (is_role_noun(mention)) {
    return attributed || (attitude && (any_class(mention.tokens.end, cue.tokens.end, kAuxiliary) ||
                                       only_adverbs(mention.tokens.end, cue.tokens.first)));
  }
  // An object that feels: "gave me the confidence"; not "told us".
  return attitude && !is_possessive(mention) &&
         !(mention.tokens.first > 0 && sentence_->has_class(mention.tokens.first - 1, kReport));
}

/// Whether a verb between a token and the end of the hit ascribes the hit to its subject.
bool HolderFinder::is_attributed(std::uint32_t first, const Cue& cue) const {
  for (std::uint32_t t = cue.tokens.end; t > first; --t) {
    if (sentence_->has_class(t - 1, kAttribution)) return true;
    if (opens_verb_phrase(*sentence_, t - 1)) return false;
  }
  return false;
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
  for (std::size_t i = sentence_->mentions.size(); i > 0; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.first < begin && is_nominative(mention)) return mention.holder;
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
  while (token > 0 && sentence_->clauses[token - 1] == sentence_->clauses[token]) --token;
  return token;
}

std::uint32_t HolderFinder::clause_end(std::uint32_t token) const {
  const std::uint32_t clause = sentence_->clauses[token];
  while (token < sentence_->size() && sentence_->clauses[token] == clause) ++token;
  return token;
}

/// The first of the `count` words left of a token, within its clause.
std::uint32_t HolderFinder::words_left(std::uint32_t token, std::uint32_t count) const {
  const std::uint32_t begin = clause_begin(token);
  std::uint32_t at = token;
  while (at > begin && sentence_->words_between(at - 1, token) <= count) --at;
  return at;
}

/// Behind the last of the `count` words from a token on.
std::uint32_t HolderFinder::words_right(std::uint32_t token, std::uint32_t count) const {
  std::uint32_t at = token;
  while (at < sentence_->size() && sentence_->words_between(token, at + 1) <= count) ++at;
  return at;
}

/// The mention that begins at a token, or null.
const Mention* HolderFinder::mention_from(std::uint32_t token) const {
  if (token >= sentence_->size()) return nullptr;
  const std::uint32_t index = sentence_->mention_at[token];
  if (index == kAbsent || sentence_->mentions[index].tokens.first != token) return nullptr;
  return &sentence_->mentions[index];
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
  return earlier_other(token);
}

/// The nearest other person before a token, for a pronoun of the third person.
Holder HolderFinder::earlier_other(std::uint32_t token) const {
  for (std::size_t i = sentence_->mentions.size(); i > 0; --i) {
    const Mention& mention = sentence_->mentions[i - 1];
    if (mention.tokens.end <= token && mention.holder.kind == HolderKind::kOther) {
      return mention.holder;
    }
  }
  return model_.unknown_holder();
}

}  // namespace tarn::stance
