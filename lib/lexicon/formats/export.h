#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "lexicon/lexicon.h"

namespace tarn {

/// What a format can say of a term.
struct TermLimits {
  bool any_run_inside = true;   ///< '*' anywhere, else at the end alone
  bool any_one = true;          ///< '?'
  bool weights = false;
  bool literal_marks = false;  ///< in terms without letters '*' is itself
};

/// The terms that an entry stands for in a format that knows words, spaces and wildcards:
/// alternatives and hyphens spelled out. None, and the reason told in `lost`, where the format
/// cannot say it: gaps, any word, references, exclusions, flags. In a term '*' and '?' are
/// wildcards; where the characters themselves are meant, that is told as weakened.
std::vector<std::string> terms_of(const Lexicon& lexicon, const LexiconEntry& entry,
                                  TermLimits limits, Diagnostics& lost);

/// As terms_of without a look at flags.
std::vector<std::string> terms_without_flags(const Lexicon& lexicon, const LexiconEntry& entry,
                                             TermLimits limits, Diagnostics& lost);

/// Tells that an entry is dropped or weakened.
void tell_lost(const Lexicon& lexicon, const LexiconEntry& entry, const char* code,
               std::string_view reason, Diagnostics& lost);

/// The categories of a lexicon in the order of their first rows, without exclusions.
std::vector<std::string> categories_in_order(const Lexicon& lexicon);

/// A tree of categories with the terms of each, in order.
struct CategoryTree {
  std::string name;  ///< the last part of the path
  std::string path;
  std::vector<std::string> terms;
  std::vector<CategoryTree> children;

  /// The node of a path, made if it is not there.
  CategoryTree& at(std::string_view wanted);
};

/// All that a format of nested categories and terms can say of a lexicon.
CategoryTree category_terms(const Lexicon& lexicon, TermLimits limits, Diagnostics& lost);

}  // namespace tarn
