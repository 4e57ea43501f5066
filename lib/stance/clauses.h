#pragma once

#include "stance/sentence.h"

namespace tarn::stance {

/// Shallow clauses: fills `clauses` from marks and modifiers in one pass. A clause
/// ends at a mark of kind kBreak and at a comma that is none of a list; a clause marker, and a
/// coordinator before a subject, open one. Marks belong to the clause they end. Linear in the
/// tokens.
void cut_clauses(SentenceView& sentence);

/// Whether a coordinator at a token opens a finite verb phrase: "was not far away and was in the
/// house". The clause goes on, but what ruled the verb before rules no more.
inline bool opens_verb_phrase(const SentenceView& sentence, std::uint32_t token) {
  return sentence.begins(token, kCoordinators) && token + 1 < sentence.size() &&
         sentence.has_class(token + 1, kAuxiliary);
}

}  // namespace tarn::stance
