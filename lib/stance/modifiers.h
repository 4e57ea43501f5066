#pragma once

#include <cstdint>
#include <vector>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// Consumption: a modifier that a longer cue of stance or certainty touches (*not* in *not bad*)
/// modifies nothing, unless the cue's entry is open (*I don't think*). Word classes stay. REQUIRES
/// that cues are read.
void consume_modifiers(SentenceView& sentence);

/// A degree word that acts on a hit.
struct DegreeShift {
  std::uint32_t modifier = 0;  ///< index into SentenceView::modifiers
  bool under_negator = false;  ///< some negator of the hit stands left of it
};

/// All that modifies one hit, before any dimension decides what it makes of it: negators, degree
/// words, non-factual markers, contrasts and concessions in reach. Indices into
/// SentenceView::modifiers. Objects are reused.
struct Shifts {
  std::vector<std::uint32_t> negators;
  std::vector<DegreeShift> degrees;  ///< inner, nearest first
  std::vector<std::uint32_t> degrees_post;
  std::vector<std::uint32_t> degrees_outer;  ///< before the leftmost negator
  std::uint32_t nonfactual = kAbsent;
  std::uint32_t contrast = kAbsent;    ///< the adversative that follows
  std::uint32_t concession = kAbsent;  ///< the concessive of the hit's clause
  bool question = false;
  void clear();
};

/// What holds for all hits of a sentence, found once in one pass. Objects are reused.
struct SentenceShifts {
  std::uint32_t contrast = kAbsent;  ///< the first adversative that no correlative switches off
  bool plain_stance = false;         ///< some stance hit stands in a clause without a concessive
  std::vector<std::uint32_t> nonfactuals;  ///< by modifier: the last non-factual one up to it
  std::vector<std::uint32_t> concessives;  ///< by clause: its concessive, or kAbsent

  /// Replaces all. REQUIRES that clauses are cut.
  void find(const SentenceView& sentence);

  /// The nearest non-factual marker before the hit in its clause, or kAbsent.
  std::uint32_t nonfactual_of(const SentenceView& sentence, TokenRange hit) const;
};

/// Finds what modifies the hit at `hit`; replaces `out`.
void find_shifts(const SentenceView& sentence, const SentenceShifts& whole, TokenRange hit,
                 const Constants& constants, Shifts& out);

/// Words from the end of one thing to the begin of another, adjacent = 1.
inline std::uint32_t distance(const SentenceView& sentence, std::uint32_t end,
                              std::uint32_t begin) {
  return 1 + sentence.words_between(end, begin);
}

}  // namespace tarn::stance
