#include "stance/modifiers.h"

#include <algorithm>

namespace tarn::stance {
namespace {

constexpr std::uint32_t kForwardNegators = kNegator | kNegatorConcord;

std::uint32_t clause_of(const SentenceView& sentence, TokenRange tokens) {
  return sentence.clauses[tokens.first];
}

/// The number of modifiers that begin before a token: modifiers never overlap, so that those before
/// a hit stand before that place in the list and those behind it stand from there on.
std::uint32_t modifiers_before(const SentenceView& sentence, std::uint32_t token) {
  const auto at = std::partition_point(
      sentence.modifiers.begin(), sentence.modifiers.end(),
      [token](const Modifier& modifier) { return modifier.tokens.first < token; });
  return static_cast<std::uint32_t>(at - sentence.modifiers.begin());
}

/// Calls `take(index, modifier)` for the modifiers of the hit's clause that end before it, nearest
/// first, as long as it gives true.
template <typename Take>
void walk_left(const SentenceView& sentence, TokenRange hit, Take take) {
  for (std::uint32_t i = modifiers_before(sentence, hit.first); i > 0; --i) {
    const Modifier& modifier = sentence.modifiers[i - 1];
    if (modifier.tokens.end > hit.first) continue;
    if (clause_of(sentence, modifier.tokens) != clause_of(sentence, hit)) return;
    if (!take(i - 1, modifier)) return;
  }
}

/// The same for those that begin behind it, nearest first.
template <typename Take>
void walk_right(const SentenceView& sentence, TokenRange hit, Take take) {
  for (std::uint32_t i = modifiers_before(sentence, hit.end); i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (clause_of(sentence, modifier.tokens) != clause_of(sentence, hit)) return;
    if (!take(i, modifier)) return;
  }
}

/// The negators that stand before the hit, in reach; a concord negator there replaces the others.
void find_negators(const SentenceView& sentence, TokenRange hit, const Constants& constants,
                   Shifts& out) {
  if ((sentence.modifiers_present & kForwardNegators) == 0) return;
  std::uint32_t concord = kAbsent;
  walk_left(sentence, hit, [&](std::uint32_t index, const Modifier& modifier) {
    if (distance(sentence, modifier.tokens.end, hit.first) > constants.neg_reach) return false;
    if (modifier.is(kForwardNegators)) out.negators.push_back(index);
    if (modifier.is(kNegatorConcord) && concord == kAbsent) concord = index;
    return true;
  });
  std::reverse(out.negators.begin(), out.negators.end());
  if (concord != kAbsent) out.negators.assign(1, concord);
}

/// Collects what stands behind the hit within a reach.
void find_behind(const SentenceView& sentence, TokenRange hit, std::uint32_t wanted,
                 std::uint32_t reach, std::vector<std::uint32_t>& out) {
  if ((sentence.modifiers_present & wanted) == 0) return;
  walk_right(sentence, hit, [&](std::uint32_t index, const Modifier& modifier) {
    if (distance(sentence, hit.end, modifier.tokens.first) > reach) return false;
    if (modifier.is(wanted)) out.push_back(index);
    return true;
  });
}

/// The first token of the leftmost negator before the hit; kAbsent when there is none.
std::uint32_t leftmost_negator(const SentenceView& sentence, TokenRange hit, const Shifts& shifts) {
  if (shifts.negators.empty()) return kAbsent;
  const std::uint32_t first = sentence.modifiers[shifts.negators.front()].tokens.first;
  return first < hit.first ? first : kAbsent;
}

/// The chain of degree words that ends at the hit.
void find_degrees(const SentenceView& sentence, TokenRange hit, const Constants& constants,
                  Shifts& out) {
  if ((sentence.modifiers_present & kDegree) == 0) return;
  const std::uint32_t clause = clause_of(sentence, hit);
  const std::uint32_t negator = leftmost_negator(sentence, hit, out);
  std::uint32_t skipped = 0;
  std::uint32_t at = hit.first;
  while (at > 0 && sentence.clauses[at - 1] == clause) {
    const std::uint32_t index = sentence.modifier_at[at - 1];
    if (index == kAbsent) return;
    const Modifier& modifier = sentence.modifiers[index];
    if (modifier.is(kDegree) && out.degrees.size() < constants.deg_max) {
      out.degrees.push_back({index, negator != kAbsent && negator < modifier.tokens.first});
    } else if (modifier.is(kSkip) && skipped < constants.deg_skip) {
      ++skipped;
    } else if (!modifier.is(kTransparent)) {
      return;
    }
    at = modifier.tokens.first;
  }
}

/// The outer degree words: those contiguous to the left of the leftmost negator.
void find_outer_degrees(const SentenceView& sentence, TokenRange hit, Shifts& out) {
  std::uint32_t at = leftmost_negator(sentence, hit, out);
  if (at == kAbsent) return;
  while (at > 0 && sentence.clauses[at - 1] == clause_of(sentence, hit)) {
    const std::uint32_t index = sentence.modifier_at[at - 1];
    if (index == kAbsent || !sentence.modifiers[index].is(kDegree)) return;
    out.degrees_outer.push_back(index);
    at = sentence.modifiers[index].tokens.first;
  }
}

}  // namespace

void Shifts::clear() {
  negators.clear();
  degrees.clear();
  degrees_post.clear();
  degrees_outer.clear();
  nonfactual = contrast = concession = kAbsent;
  question = false;
}

void consume_modifiers(SentenceView& sentence) {
  for (const Cue& cue : sentence.cues) {
    if (!cue.consumes) continue;
    for (std::uint32_t t = cue.tokens.first; t < cue.tokens.end; ++t) {
      const std::uint32_t index = sentence.modifier_at[t];
      if (index != kAbsent) sentence.modifiers[index].classes &= kWordClasses;
    }
  }
}

void SentenceShifts::find(const SentenceView& sentence) {
  contrast = kAbsent;
  plain_stance = false;
  nonfactuals.clear();
  concessives.clear();
  if ((sentence.modifiers_present & (kAdversative | kConcessive | kNonfactual)) == 0) return;
  bool correlative = false;
  std::uint32_t nonfactual = kAbsent;
  concessives.assign(sentence.clause_ranges.size(), kAbsent);
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    const std::uint32_t clause = clause_of(sentence, modifier.tokens);
    // A correlative switches off all adversatives that follow.
    correlative = correlative || modifier.is(kCorrelative);
    if (modifier.is(kAdversative) && !correlative && contrast == kAbsent) contrast = i;
    if (modifier.is(kConcessive) && concessives[clause] == kAbsent) concessives[clause] = i;
    if (modifier.is(kNonfactual)) nonfactual = i;
    nonfactuals.push_back(nonfactual);
  }
  if ((sentence.modifiers_present & kConcessive) == 0) return;
  plain_stance = std::any_of(sentence.cues.begin(), sentence.cues.end(), [&](const Cue& cue) {
    return cue.layer == CueLayer::kStance &&
           concessives[clause_of(sentence, cue.tokens)] == kAbsent;
  });
}

std::uint32_t SentenceShifts::nonfactual_of(const SentenceView& sentence, TokenRange hit) const {
  const std::uint32_t before = modifiers_before(sentence, hit.first);
  if (nonfactuals.empty() || before == 0) return kAbsent;
  std::uint32_t index = nonfactuals[before - 1];
  // The last one may reach into the hit.
  if (index != kAbsent && sentence.modifiers[index].tokens.end > hit.first) {
    index = index == 0 ? kAbsent : nonfactuals[index - 1];
  }
  const bool same = index != kAbsent && clause_of(sentence, sentence.modifiers[index].tokens) ==
                                            clause_of(sentence, hit);
  return same ? index : kAbsent;
}

void find_shifts(const SentenceView& sentence, const SentenceShifts& whole, TokenRange hit,
                 const Constants& constants, Shifts& out) {
  out.clear();
  find_negators(sentence, hit, constants, out);
  find_degrees(sentence, hit, constants, out);
  find_outer_degrees(sentence, hit, out);
  find_behind(sentence, hit, kNegatorPost, constants.post_neg_reach, out.negators);
  find_behind(sentence, hit, kDegreePost, constants.post_deg_reach, out.degrees_post);
  out.nonfactual = whole.nonfactual_of(sentence, hit);
  out.question = sentence.question_mark != kAbsent;
  if (whole.contrast != kAbsent && hit.first < sentence.modifiers[whole.contrast].tokens.first) {
    out.contrast = whole.contrast;
  }
  if (whole.plain_stance) out.concession = whole.concessives[clause_of(sentence, hit)];
}

}  // namespace tarn::stance
