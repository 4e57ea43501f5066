#include "stance/scopes.h"

#include "stance/clauses.h"

namespace tarn::stance {
namespace {

/// Whether a clause that begins at a token belongs to the one before, as a restrictive relative or
/// an adverbial clause without a comma does: what is denied is denied with it.
bool continues(const SentenceView& sentence, std::uint32_t token) {
  return sentence.marks[token - 1] != Mark::kComma &&
         sentence.modifier_from(token, kSubordinator) != nullptr &&
         sentence.modifier_from(token, kAdversative) == nullptr;
}

/// Whether the stretch that ran up to the token before ends here.
bool ends_scope(const SentenceView& sentence, std::uint32_t token) {
  if (sentence.quoted[token] != sentence.quoted[token - 1]) return true;
  if (sentence.clauses[token] == sentence.clauses[token - 1]) {
    return opens_verb_phrase(sentence, token);
  }
  return !continues(sentence, token);
}

/// Tokens right of the modifier until its clause ends, subordinate clauses included, without marks
/// at the end.
TokenRange rest_of_clause(const SentenceView& sentence, const Modifier& modifier) {
  TokenRange range{modifier.tokens.end, modifier.tokens.end};
  for (std::uint32_t t = range.first; t < sentence.size() && !ends_scope(sentence, t); ++t) {
    if (sentence.marks[t] == Mark::kWord) range.end = t + 1;
  }
  return range;
}

/// The `reach` words left of the modifier, within its clause.
TokenRange words_before(const SentenceView& sentence, const Modifier& modifier, std::uint32_t reach) {
  TokenRange range{modifier.tokens.first, modifier.tokens.first};
  const std::uint32_t clause = sentence.clauses[modifier.tokens.first];
  while (range.first > 0 && sentence.clauses[range.first - 1] == clause &&
         sentence.words_between(range.first - 1, range.end) <= reach) {
    --range.first;
  }
  return range;
}

/// The word that a degree word grades, with what the chain steps over.
TokenRange graded(const SentenceView& sentence, const Modifier& modifier) {
  const std::uint32_t clause = sentence.clauses[modifier.tokens.first];
  TokenRange range{modifier.tokens.end, modifier.tokens.end};
  while (range.end < sentence.size() && sentence.clauses[range.end] == clause &&
         sentence.marks[range.end] == Mark::kWord) {
    const bool in_chain =
        sentence.modifier(range.end, kDegree | kTransparent | kSkip) != nullptr;
    ++range.end;
    if (!in_chain) break;
  }
  return range;
}

}  // namespace

std::optional<TokenRange> scope_of(const SentenceView& sentence, const Modifier& modifier,
                                   const Constants& constants) {
  const std::uint32_t classes = modifier.original & ~kWordClasses;
  const TokenRange nothing{modifier.tokens.end, modifier.tokens.end};
  if (classes == 0) return std::nullopt;
  if ((classes & (kNegator | kNegatorConcord | kNonfactual | kClauseOpeners)) != 0) {
    return rest_of_clause(sentence, modifier);
  }
  if ((classes & kNegatorPost) != 0) {
    return words_before(sentence, modifier, constants.post_neg_reach);
  }
  if ((classes & kDegreePost) != 0) {
    return words_before(sentence, modifier, constants.post_deg_reach);
  }
  if ((classes & kDegree) != 0) return graded(sentence, modifier);
  return nothing;
}

}  // namespace tarn::stance
