#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tarn::aggregate {

/// What a cell of a summary counts. The comment names a, b, and the values in their order. Sums of
/// scores are whole units of 1e-4.
enum class CellKind : std::uint8_t {
  kTheme,     ///< theme, –: hits, sentences
  kStance,    ///< label, –, by voice: kHits … kNegativeSum
  kLink,      ///< theme, label: kHits … kAuthorSum
  kTogether,  ///< theme, label: sentences with both
  kPair,      ///< theme, theme: sentences with both; if pairs are of posts: 1
  kHolder,    ///< dimension (or "all"), holder (or "" for their sum): hits
  kScore,  ///< –, –, by voice: sum of the sentences' scores, sentences with a hit, mixed ones
  kClass,  ///< reflection class, –: sentences
  kLevel,  ///< reflection level, –: 1
  kWord,   ///< word, –: occurrences
};
inline constexpr std::size_t kCellKinds = 10;
inline constexpr std::size_t kMostValues = 8;

/// How many values each kind has.
inline constexpr std::array<std::uint8_t, kCellKinds> kValues = {2, 8, 8, 1, 1, 1, 3, 1, 1, 1};

/// Places of values. Those of kStance and kLink agree as far as they mean the same.
enum Value : std::size_t {
  kHits = 0,
  kThemeSentences = 1,
  kScored = 1,  ///< hits that have a score
  kSum = 2,
  kPositive = 3,  ///< hits with a score above 0
  kNegative = 4,
  kPositiveSum = 5,
  kNegativeSum = 6,
  kStanceSentences = 7,
  kAuthorHits = 5,
  kAuthorScored = 6,
  kAuthorSum = 7,
  kScoreSum = 0,
  kScoreSentences = 1,
  kScoreMixed = 2,
};

/// Of whose hits a cell counts: all, or those of the author's or a reported voice.
enum class Voice : std::uint8_t { kAll, kAuthor, kReported };

/// Stands for a cell's missing a or b.
inline constexpr std::uint32_t kNoName = 0;

/// One thing counted in one post. `a` and `b` are 1-based indices into PostSummary::names.
struct SummaryCell {
  CellKind kind = CellKind::kTheme;
  Voice voice = Voice::kAll;
  std::uint32_t a = kNoName;
  std::uint32_t b = kNoName;
  std::array<std::int64_t, kMostValues> values{};
};

/// A sentence that may become evidence, ready to be written.
struct EvidenceSentence {
  std::uint32_t sentence = 0;
  std::uint64_t hash = 0;  ///< of doc_id and sentence: the smallest are kept
  std::string text;
  std::string spans;  ///< JSON
  /// (theme, label), 1-based indices into PostSummary::names, kNoName for none.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> cells;
};

/// What a post says of itself in evidence rows.
struct EvidencePost {
  std::optional<std::string> date;
  std::optional<std::string> url;
  std::optional<std::string> title;
  std::string authors = "null";  ///< JSON
};

/// All that aggregation needs of one post: counts, and sums in whole units, so that summaries add
/// up to the same figures in any order.
struct PostSummary {
  std::string doc_id;
  std::vector<std::vector<std::string>> fields;  ///< values of each of fields_of(options)
  std::string day;                               ///< YYYY-MM-DD, empty without a date
  std::uint64_t tokens = 0;
  std::uint64_t sentences = 0;
  std::uint64_t theme_hits = 0;
  std::uint64_t theme_sentences = 0;
  std::uint64_t stance_hits = 0;
  std::uint64_t stance_sentences = 0;
  std::uint64_t default_hits = 0;  ///< stance hits whose holder is the default
  bool annotated = false;
  std::vector<std::pair<std::string, std::string>> lexicons;
  std::vector<std::string> names;
  std::vector<SummaryCell> cells;
  EvidencePost post;  ///< empty without evidence
  std::vector<EvidenceSentence> evidence;
};

}  // namespace tarn::aggregate
