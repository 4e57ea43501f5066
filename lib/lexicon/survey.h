#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "text/tokens.h"

namespace tarn {

/// What the entries of lexicons do in posts: sums that can be added up. O(distinct forms).
struct LexiconSurvey {
  std::uint64_t posts = 0;
  std::uint64_t posts_covered = 0;  ///< with a hit that is no exclusion
  std::uint64_t words = 0;
  std::uint64_t words_covered = 0;  ///< inside of such a hit
  /// Hits by entry and by the norms of their tokens.
  std::map<std::pair<std::uint32_t, std::string>, std::uint64_t> forms;
  std::map<std::string, std::uint64_t> uncovered;  ///< norms of words in no hit

  void add(const LexiconSurvey& other);
};

/// Surveys one post. A scratch belongs to one matcher and one thread.
LexiconSurvey survey_post(const Matcher& matcher, std::string_view text, const Segmentation& units,
                          Matcher::Scratch& scratch);

/// What each entry with a wildcard, gap or alternative catches: a table of tab-separated values,
/// columns pattern, category, form, count; entries in their order, forms by count.
std::string expansion_table(const Matcher& matcher, const LexiconSurvey& survey);

/// Shares of words and posts, entries without a hit, the `most` most frequent words in no hit:
/// a table of tab-separated values, columns what, item, count, share.
std::string coverage_table(const Matcher& matcher, const LexiconSurvey& survey, std::size_t most);

/// The tree of categories with the number of entries of each, its children included.
std::string category_tree(const Lexicon& lexicon);

/// Rows that differ between two lexicons: tab-separated change (+ - ~), pattern, category, weight,
/// flags; empty when they decide alike.
std::string row_differences(const Lexicon& before, const Lexicon& after);

/// Hits that two lexicons do not share in one corpus: tab-separated change (+ -), category, form,
/// count.
std::string hit_differences(const Matcher& before, const LexiconSurvey& old_hits,
                            const Matcher& after, const LexiconSurvey& new_hits);

}  // namespace tarn
