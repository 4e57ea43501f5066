#include "stance/modifiers.h"

#include <algorithm>

namespace tarn::stance {
namespace {

constexpr std::uint32_t kForwardNegators = kNegator | kNegatorConcord;

std::uint32_t clause_of(const SentenceView& sentence, TokenRange tokens) {
  return sentence.clauses[tokens.first];
}

/// Step 1 of §4.5. A concord negator in reach replaces all that stand before the hit.
void find_negators(const SentenceView& sentence, TokenRange hit, const Constants& constants,
                   Shifts& out) {
  if ((sentence.modifiers_present & kForwardNegators) == 0) return;
  const std::uint32_t clause = clause_of(sentence, hit);
  std::uint32_t concord = kAbsent;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (modifier.tokens.end > hit.first) break;
    if (!modifier.is(kForwardNegators) || clause_of(sentence, modifier.tokens) != clause ||
        distance(sentence, modifier.tokens.end, hit.first) > constants.neg_reach) {
      continue;
    }
    out.negators.push_back(i);
    if (modifier.is(kNegatorConcord)) concord = i;
  }
  if (concord != kAbsent) out.negators.assign(1, concord);
}

void find_post_negators(const SentenceView& sentence, TokenRange hit, const Constants& constants,
                        Shifts& out) {
  if ((sentence.modifiers_present & kNegatorPost) == 0) return;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (modifier.tokens.first < hit.end || !modifier.is(kNegatorPost)) continue;
    if (clause_of(sentence, modifier.tokens) == clause_of(sentence, hit) &&
        distance(sentence, hit.end, modifier.tokens.first) <= constants.post_neg_reach) {
      out.negators.push_back(i);
    }
  }
}

/// The first token of the leftmost negator before the hit; kAbsent when there is none.
std::uint32_t leftmost_negator(const SentenceView& sentence, TokenRange hit, const Shifts& shifts) {
  if (shifts.negators.empty()) return kAbsent;
  const std::uint32_t first = sentence.modifiers[shifts.negators.front()].tokens.first;
  return first < hit.first ? first : kAbsent;
}

/// Step 2 of §4.5: the chain of degree words that ends at the hit.
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

void find_post_degrees(const SentenceView& sentence, TokenRange hit, const Constants& constants,
                       Shifts& out) {
  if ((sentence.modifiers_present & kDegreePost) == 0) return;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (modifier.tokens.first < hit.end || !modifier.is(kDegreePost)) continue;
    if (clause_of(sentence, modifier.tokens) == clause_of(sentence, hit) &&
        distance(sentence, hit.end, modifier.tokens.first) <= constants.post_deg_reach) {
      out.degrees_post.push_back(i);
    }
  }
}

/// Step 3 of §4.5: degree words contiguous to the left of the leftmost negator.
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

/// Step 6 of §4.5: the nearest non-factual marker before the hit in its clause.
std::uint32_t nonfactual_of(const SentenceView& sentence, TokenRange hit) {
  if ((sentence.modifiers_present & kNonfactual) == 0) return kAbsent;
  std::uint32_t nearest = kAbsent;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (modifier.tokens.end > hit.first) break;
    if (modifier.is(kNonfactual) && clause_of(sentence, modifier.tokens) == clause_of(sentence, hit)) {
      nearest = i;
    }
  }
  return nearest;
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
    if (cue.tokens.end - cue.tokens.first < 2) continue;
    if (cue.layer != CueLayer::kStance && cue.layer != CueLayer::kCertainty) continue;
    for (std::uint32_t t = cue.tokens.first; t < cue.tokens.end; ++t) {
      const std::uint32_t index = sentence.modifier_at[t];
      if (index != kAbsent) sentence.modifiers[index].classes &= kWordClasses;
    }
  }
}

std::uint32_t concessive_of(const SentenceView& sentence, std::uint32_t clause) {
  if ((sentence.modifiers_present & kConcessive) == 0) return kAbsent;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    const Modifier& modifier = sentence.modifiers[i];
    if (modifier.is(kConcessive) && clause_of(sentence, modifier.tokens) == clause) return i;
  }
  return kAbsent;
}

SentenceShifts sentence_shifts(const SentenceView& sentence) {
  SentenceShifts whole;
  if ((sentence.modifiers_present & (kAdversative | kConcessive)) == 0) return whole;
  for (std::uint32_t i = 0; i < sentence.modifiers.size(); ++i) {
    if (sentence.modifiers[i].is(kCorrelative)) break;  // switches off all that follow
    if (!sentence.modifiers[i].is(kAdversative)) continue;
    whole.contrast = i;
    break;
  }
  if ((sentence.modifiers_present & kConcessive) == 0) return whole;
  whole.plain_stance =
      std::any_of(sentence.cues.begin(), sentence.cues.end(), [&](const Cue& cue) {
        return cue.layer == CueLayer::kStance &&
               concessive_of(sentence, clause_of(sentence, cue.tokens)) == kAbsent;
      });
  return whole;
}

void find_shifts(const SentenceView& sentence, const SentenceShifts& whole, TokenRange hit,
                 const Constants& constants, Shifts& out) {
  out.clear();
  find_negators(sentence, hit, constants, out);
  find_degrees(sentence, hit, constants, out);
  find_outer_degrees(sentence, hit, out);
  find_post_negators(sentence, hit, constants, out);
  find_post_degrees(sentence, hit, constants, out);
  out.nonfactual = nonfactual_of(sentence, hit);
  out.question = sentence.question_mark != kAbsent;
  if (whole.contrast != kAbsent && hit.first < sentence.modifiers[whole.contrast].tokens.first) {
    out.contrast = whole.contrast;
  }
  if (whole.plain_stance) out.concession = concessive_of(sentence, clause_of(sentence, hit));
}

}  // namespace tarn::stance
