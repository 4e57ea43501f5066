#include "stance/surroundings.h"

#include <algorithm>

#include "stance/clauses.h"

namespace tarn::stance {
namespace {

// Bounds that no human sentence meets: they keep the time linear.
constexpr std::uint32_t kLongestHolder = 16;  // words
constexpr std::uint32_t kLongestList = 16;

}  // namespace

void Surroundings::begin(const SentenceView& sentence) {
  sentence_ = &sentence;
  measure_places();
}

/// Notes for each token where the words last stood that rules look back for, and next, forward.
void Surroundings::measure_places() {
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
    if ((classes & kFronting) != 0) last.fronting = t;
    if ((classes & (kAdverb | kAuxiliary)) == 0 &&
        sentence_->modifier(t, kDegree | kTransparent) == nullptr) {
      last.no_adverb = t;
      if ((classes & kAttribution) == 0) last.no_verb = t;
    }
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

std::uint32_t Surroundings::list_end(const Cue& cue) const {
  const auto is_joint = [&](std::uint32_t t) {
    return sentence_->marks[t] == Mark::kComma || sentence_->begins(t, kCoordinators);
  };
  std::uint32_t end = cue.tokens.end;
  const std::vector<Cue>& cues = sentence_->cues;
  auto next = std::partition_point(cues.begin(), cues.end(),
                                   [end](const Cue& c) { return c.tokens.first <= end; });
  for (std::uint32_t members = 1; members < kLongestList && next != cues.end(); ++next) {
    if (next->tokens.first < end) continue;
    std::uint32_t t = end;
    while (t < next->tokens.first && is_joint(t)) ++t;
    if (t != next->tokens.first) break;
    end = next->tokens.end;
    ++members;
  }
  return end;
}

bool Surroundings::any_class(std::uint32_t first, std::uint32_t end, std::uint32_t classes) const {
  for (std::uint32_t t = first; t < end; ++t) {
    if (sentence_->has_class(t, classes)) return true;
  }
  return false;
}

bool Surroundings::only_adverbs(std::uint32_t first, std::uint32_t end) const {
  if (first >= end) return true;
  const std::uint32_t other = places_[end - 1].no_adverb;
  return other == kAbsent || other < first;
}

bool Surroundings::only_verbs(std::uint32_t first, std::uint32_t end) const {
  if (first >= end) return true;
  const std::uint32_t other = places_[end - 1].no_verb;
  return other == kAbsent || other < first;
}

bool Surroundings::outside_quotations(std::uint32_t token) const {
  return sentence_->quoted[token] != Quoted::kReported;
}

std::uint32_t Surroundings::clause_begin(std::uint32_t token) const {
  return sentence_->clause_ranges[sentence_->clauses[token]].first;
}

std::uint32_t Surroundings::clause_end(std::uint32_t token) const {
  return sentence_->clause_ranges[sentence_->clauses[token]].end;
}

std::uint32_t Surroundings::words_left(std::uint32_t token, std::uint32_t count) const {
  const std::uint32_t begin = clause_begin(token);
  std::uint32_t at = token;
  while (at > begin && sentence_->words_between(at - 1, token) <= count) --at;
  return at;
}

std::uint32_t Surroundings::words_left_in_sentence(std::uint32_t token, std::uint32_t count) const {
  std::uint32_t at = token;
  while (at > 0 && sentence_->words_between(at - 1, token) <= count + kLongestHolder) --at;
  return at;
}

std::uint32_t Surroundings::words_right(std::uint32_t token, std::uint32_t count) const {
  std::uint32_t at = token;
  while (at < sentence_->size() && sentence_->words_between(token, at + 1) <= count) ++at;
  return at;
}

std::uint32_t Surroundings::last_in_clause(const Cue& cue, std::uint32_t Places::*place) const {
  const std::uint32_t begin = clause_begin(cue.tokens.first);
  if (cue.tokens.first == begin) return kAbsent;
  const std::uint32_t at = places_[cue.tokens.first - 1].*place;
  return at != kAbsent && at >= begin ? at : kAbsent;
}

std::size_t Surroundings::mentions_before(std::uint32_t token) const {
  const auto at = std::partition_point(
      sentence_->mentions.begin(), sentence_->mentions.end(),
      [token](const Mention& mention) { return mention.tokens.first < token; });
  return static_cast<std::size_t>(at - sentence_->mentions.begin());
}

const Mention* Surroundings::mention_from(std::uint32_t token) const {
  while (token < sentence_->size()) {
    const std::uint32_t index = sentence_->mention_at[token];
    if (index == kAbsent || sentence_->mentions[index].tokens.first != token) break;
    const Mention& mention = sentence_->mentions[index];
    if (!sentence_->has_class(token, kPossessiveRole)) return &mention;
    token = mention.tokens.end;
  }
  return nullptr;
}

const Mention* Surroundings::mention_behind_determiners(std::uint32_t token) const {
  const Mention* found = nullptr;
  for (; token < sentence_->size(); ++token) {
    if (const Mention* mention = mention_from(token)) found = mention;
    if (!sentence_->has_class(token, kDeterminer)) break;
  }
  return found;
}

const Mention* Surroundings::mention_ending(std::uint32_t end) const {
  if (end == 0) return nullptr;
  const std::uint32_t index = sentence_->mention_at[end - 1];
  if (index == kAbsent || sentence_->mentions[index].tokens.end != end) return nullptr;
  return &sentence_->mentions[index];
}

const Mention* Surroundings::mention_behind(std::uint32_t marker, std::uint32_t token) const {
  const std::uint32_t first = token;
  while (token < sentence_->size() && sentence_->has_class(token, marker)) ++token;
  return token == first ? nullptr : mention_behind_determiners(token);
}

const Mention* Surroundings::subject_from(std::uint32_t token) const {
  const Mention* const subject = mention_behind_determiners(token);
  if (subject == nullptr) return nullptr;
  std::uint32_t verb = subject->tokens.end;
  while (verb < sentence_->size() && sentence_->has_class(verb, kAdverb)) ++verb;
  const bool found =
      verb < sentence_->size() && sentence_->has_class(verb, kAuxiliary | kAttribution);
  return found ? subject : nullptr;
}

bool Surroundings::is_nominative(const Mention& mention) const {
  return sentence_->has_class(mention.tokens.first, kNominative);
}

bool Surroundings::is_possessive(const Mention& mention) const {
  return any_class(mention.tokens.first, mention.tokens.end, kPossessives);
}

bool Surroundings::is_role_noun(const Mention& mention) const {
  return mention.holder.kind == HolderKind::kOther && mention.holder.role != 0;
}

bool Surroundings::is_in_role_noun(std::uint32_t token) const {
  const std::uint32_t index = sentence_->mention_at[token];
  return index != kAbsent && is_role_noun(sentence_->mentions[index]);
}

}  // namespace tarn::stance
