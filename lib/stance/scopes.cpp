#include "stance/scopes.h"

#include "stance/clauses.h"

namespace tarn::stance {
namespace {

/// Whether a clause that begins at a token belongs to the one before, as a restrictive relative or
/// an adverbial clause without a comma does: what is denied is denied with it.
bool continues(const SentenceView& sentence, std::uint32_t token) {
  return sentence.marks[token - 1] != Mark::kComma &&
         sentence.begins(token, kSubordinator) && !sentence.begins(token, kAdversative);
}

/// Whether the stretch that ran up to the token before ends here.
bool ends_scope(const SentenceView& sentence, std::uint32_t token) {
  if (sentence.quoted[token] != sentence.quoted[token - 1]) return true;
  if (sentence.clauses[token] == sentence.clauses[token - 1]) {
    return opens_verb_phrase(sentence, token);
  }
  return !continues(sentence, token);
}

}  // namespace

void ScopeFinder::begin(const SentenceView& sentence) {
  sentence_ = &sentence;
  const std::uint32_t size = sentence.size();
  ends_.resize(size);
  std::uint32_t end = kAbsent;  // behind the last word seen since the last end, from the right
  for (std::uint32_t t = size; t > 0; --t) {
    if (end == kAbsent && sentence.marks[t - 1] == Mark::kWord) end = t;
    ends_[t - 1] = end;
    if (t > 1 && ends_scope(sentence, t - 1)) end = kAbsent;
  }
}

std::optional<TokenRange> ScopeFinder::of(const Modifier& modifier) const {
  const std::uint32_t classes = modifier.original & ~kWordClasses;
  if (classes == 0) return std::nullopt;
  if ((classes & (kNegator | kNegatorConcord | kNonfactual | kClauseOpeners)) != 0) {
    return rest_of_clause(modifier);
  }
  if ((classes & kNegatorPost) != 0) return words_before(modifier, constants_.post_neg_reach);
  if ((classes & kDegreePost) != 0) return words_before(modifier, constants_.post_deg_reach);
  if ((classes & kDegree) != 0) return graded(modifier);
  return TokenRange{modifier.tokens.end, modifier.tokens.end};
}

/// Tokens right of the modifier until its clause ends, subordinate clauses included, without marks
/// at the end.
TokenRange ScopeFinder::rest_of_clause(const Modifier& modifier) const {
  const std::uint32_t first = modifier.tokens.end;
  if (first == sentence_->size() || ends_scope(*sentence_, first)) return {first, first};
  return {first, ends_[first] == kAbsent ? first : ends_[first]};
}

/// The `reach` words left of the modifier, within its clause.
TokenRange ScopeFinder::words_before(const Modifier& modifier, std::uint32_t reach) const {
  TokenRange range{modifier.tokens.first, modifier.tokens.first};
  const std::uint32_t clause = sentence_->clauses[modifier.tokens.first];
  while (range.first > 0 && sentence_->clauses[range.first - 1] == clause &&
         sentence_->words_between(range.first - 1, range.end) <= reach) {
    --range.first;
  }
  return range;
}

/// The word that a degree word grades, with what the chain steps over.
TokenRange ScopeFinder::graded(const Modifier& modifier) const {
  const std::uint32_t clause = sentence_->clauses[modifier.tokens.first];
  TokenRange range{modifier.tokens.end, modifier.tokens.end};
  for (std::uint32_t chain = 0; chain <= constants_.deg_max; ++chain) {
    if (range.end == sentence_->size() || sentence_->clauses[range.end] != clause ||
        sentence_->marks[range.end] != Mark::kWord) {
      break;
    }
    const bool in_chain = sentence_->modifier(range.end, kDegree | kTransparent | kSkip) != nullptr;
    ++range.end;
    if (!in_chain) break;
  }
  return range;
}

}  // namespace tarn::stance
