#include "stance/clauses.h"

#include <algorithm>

namespace tarn::stance {
namespace {

constexpr std::uint32_t kCoordinators = kCoordinatorAnd | kCoordinatorOr;

// Words between two commas of a list, and in its last member but one before "and" or "or".
constexpr std::uint32_t kMemberMax = 3;
constexpr std::uint32_t kMemberMaxAnd = 2;
constexpr std::uint32_t kMemberMaxOr = 3;

bool is_subject(const SentenceView& sentence, std::uint32_t token) {
  return token < sentence.size() && sentence.modifier_from(token, kSubject) != nullptr;
}

bool opens_clause(const SentenceView& sentence, std::uint32_t token) {
  if (token == 0) return false;
  if (sentence.modifier_from(token, kClauseOpeners) != nullptr) return true;
  return sentence.modifier_from(token, kCoordinators) != nullptr &&
         is_subject(sentence, token + 1);
}

}  // namespace

bool is_list_comma(const SentenceView& sentence, std::uint32_t comma, bool after_list_comma) {
  std::uint32_t run = 0;
  std::uint32_t longest = 0;
  for (std::uint32_t i = comma + 1; i < sentence.size(); ++i) {
    if (sentence.marks[i] == Mark::kComma) {
      run = 0;
      continue;
    }
    if (sentence.marks[i] != Mark::kWord) return false;
    // "nor" is a negator of concord and coordinates like "or".
    const Modifier* coordinator = sentence.modifier_from(i, kCoordinators | kNegatorConcord);
    if (coordinator != nullptr) {
      const std::uint32_t limit = coordinator->is(kCoordinatorAnd) ? kMemberMaxAnd : kMemberMaxOr;
      return longest <= limit && !is_subject(sentence, i + 1) && (longest > 0 || after_list_comma);
    }
    if (is_subject(sentence, i) || sentence.modifier_from(i, kClauseOpeners) != nullptr) {
      return false;
    }
    if (++run > kMemberMax) return false;
    longest = std::max(longest, run);
  }
  return false;
}

void cut_clauses(SentenceView& sentence) {
  sentence.clauses.resize(sentence.size());
  std::uint32_t clause = 0;
  bool after_list_comma = false;
  for (std::uint32_t i = 0; i < sentence.size(); ++i) {
    if (sentence.marks[i] == Mark::kBreak || sentence.marks[i] == Mark::kQuestion) {
      sentence.clauses[i] = clause++;
      continue;
    }
    if (sentence.marks[i] == Mark::kComma) {
      sentence.clauses[i] = clause;
      after_list_comma = is_list_comma(sentence, i, after_list_comma);
      if (!after_list_comma) ++clause;
      continue;
    }
    if (opens_clause(sentence, i)) ++clause;
    sentence.clauses[i] = clause;
  }
}

bool opens_verb_phrase(const SentenceView& sentence, std::uint32_t token) {
  return sentence.modifier_from(token, kCoordinators) != nullptr && token + 1 < sentence.size() &&
         sentence.has_class(token + 1, kAuxiliary);
}

}  // namespace tarn::stance
