#include "stance/clauses.h"

#include <algorithm>

namespace tarn::stance {
namespace {

// Words between two commas of a list, and in its last member but one before "and" or "or".
constexpr std::uint32_t kMemberMax = 3;
constexpr std::uint32_t kMemberMaxAnd = 2;
constexpr std::uint32_t kMemberMaxOr = 3;

bool is_subject(const SentenceView& sentence, std::uint32_t token) {
  return token < sentence.size() && sentence.begins(token, kSubject);
}

bool opens_clause(const SentenceView& sentence, std::uint32_t token) {
  if (token == 0) return false;
  if (sentence.begins(token, kClauseOpeners)) return true;
  return sentence.begins(token, kCoordinators) && is_subject(sentence, token + 1);
}

/// Whether a token is a word that neither opens a clause nor ends a list.
bool is_plain_word(const SentenceView& sentence, std::uint32_t token) {
  return sentence.marks[token] == Mark::kWord && sentence.modifier_begun[token] == 0;
}

/// What follows a comma: the members of a list up to the coordinator that ends it.
struct Members {
  std::uint32_t coordinator = kAbsent;  ///< kAbsent: it is no list
  std::uint32_t longest = 0;            ///< words of the longest member before the coordinator
};

/// Extends what is known of the text behind `token` by the token.
class MembersReader {
 public:
  explicit MembersReader(const SentenceView& sentence) : sentence_(sentence) {}

  /// Call for each token, last to first. At a comma it gives what follows.
  Members take(std::uint32_t token) {
    if (is_plain_word(sentence_, token)) {
      if (++run_ > kMemberMax) coordinator_ = kAbsent;
      return {};
    }
    if (sentence_.marks[token] == Mark::kComma) {
      const Members behind = members();
      run_ = 0;
      longest_behind_ = behind.longest;
      return behind;
    }
    const bool is_word = sentence_.marks[token] == Mark::kWord;
    if (is_word && sentence_.begins(token, kCoordinators | kNegatorConcord)) {
      // "nor" is a negator of concord and coordinates like "or".
      coordinator_ = token;
      run_ = longest_behind_ = 0;
    } else if (!is_word || is_subject(sentence_, token) ||
               sentence_.begins(token, kClauseOpeners) || ++run_ > kMemberMax) {
      coordinator_ = kAbsent;
    }
    return {};
  }

 private:
  Members members() const { return {coordinator_, std::max(run_, longest_behind_)}; }

  const SentenceView& sentence_;
  std::uint32_t coordinator_ = kAbsent;
  std::uint32_t run_ = 0;  ///< words since the last comma seen, that is, before the next one
  std::uint32_t longest_behind_ = 0;
};

/// Whether a comma parts the members of a list ("supported, valued or hopeful").
/// `after_list_comma`: the previous comma of the sentence did.
bool is_list_comma(const SentenceView& sentence, const Members& members, bool after_list_comma) {
  if (members.coordinator == kAbsent) return false;
  const bool is_and = sentence.begins(members.coordinator, kCoordinatorAnd);
  return members.longest <= (is_and ? kMemberMaxAnd : kMemberMaxOr) &&
         !is_subject(sentence, members.coordinator + 1) &&
         (members.longest > 0 || after_list_comma);
}

/// Writes where each clause begins and ends.
void measure_clauses(SentenceView& sentence) {
  const std::uint32_t count = sentence.clauses.empty() ? 0 : sentence.clauses.back() + 1;
  sentence.clause_ranges.assign(count, {});
  const std::uint32_t size = sentence.size();
  for (std::uint32_t t = 0; t < size;) {
    const std::uint32_t clause = sentence.clauses[t];
    TokenRange& range = sentence.clause_ranges[clause];
    range.first = t;
    while (t < size && sentence.clauses[t] == clause) ++t;
    range.end = t;
  }
}

}  // namespace

void cut_clauses(SentenceView& sentence) {
  const std::uint32_t size = sentence.size();
  sentence.clauses.resize(size);
  sentence.lists.clear();
  MembersReader reader(sentence);
  const auto first_comma = static_cast<std::uint32_t>(
      std::find(sentence.marks.begin(), sentence.marks.end(), Mark::kComma) -
      sentence.marks.begin());
  for (std::uint32_t i = size; i > first_comma; --i) {
    const Members members = reader.take(i - 1);
    if (sentence.marks[i - 1] == Mark::kComma) {
      sentence.lists.push_back({members.coordinator, members.longest});
    }
  }
  std::uint32_t clause = 0;
  bool after_list_comma = false;
  for (std::uint32_t i = 0; i < size; ++i) {
    const Mark mark = sentence.marks[i];
    if (is_plain_word(sentence, i)) {
      sentence.clauses[i] = clause;
    } else if (mark == Mark::kBreak || mark == Mark::kQuestion) {
      sentence.clauses[i] = clause++;
    } else if (mark == Mark::kComma) {
      sentence.clauses[i] = clause;
      const auto [coordinator, longest] = sentence.lists.back();
      sentence.lists.pop_back();
      after_list_comma = is_list_comma(sentence, {coordinator, longest}, after_list_comma);
      if (!after_list_comma) ++clause;
    } else {
      if (opens_clause(sentence, i)) ++clause;
      sentence.clauses[i] = clause;
    }
  }
  measure_clauses(sentence);
}

}  // namespace tarn::stance
