#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lexicon/flags.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "lexicon/pattern_trie.h"
#include "lexicon/token_classes.h"

namespace tarn {

/// Rules on rules on rules: more steps are refused.
inline constexpr std::uint32_t kMostStrata = 16;

/// A context flag. Its words are a test of one token, numbered: CompiledLexicons::tests_of.
struct ClassContext {
  bool before = false;
  bool negated = false;
  std::uint32_t test = 0;
};

/// What a candidate must pass beside its pattern.
struct EntryCheck {
  bool not_initial = false;
  bool keep_all = false;  ///< of an `overlap: all` lexicon
  std::uint32_t layer = 0;  ///< that of its MatchEntry
  std::uint32_t first_context = 0;  ///< range of CompiledLexicons::contexts
  std::uint32_t end_context = 0;
  std::vector<std::uint32_t> labels;  ///< the categories of its MatchEntry, numbered
  bool plain() const { return !not_initial && first_context == end_context; }
};

/// `@category` as seen from one layer.
struct CategoryReference {
  std::vector<std::uint32_t> layers;  ///< where its hits are, ascending
  std::vector<bool> entries;          ///< by number of the entry: whether a hit of it counts
};

/// The tables of a Matcher.
///
/// Entries without `@category` are of stratum 0. An entry that refers to a category stands one
/// stratum above all entries of that category (above the whole layer, if it is another one), so
/// that the hits it refers to are settled before it is looked for.
struct CompiledLexicons {
  std::vector<MatchEntry> entries;  ///< in the order of lexicons, then of lines
  std::vector<EntryCheck> checks;   ///< of each entry
  std::vector<ClassContext> contexts;
  std::vector<std::string> layers;
  std::vector<CategoryReference> references;
  TokenClasses classes;
  std::vector<PatternTrie> tries;  ///< one a stratum
  /// References that each stratum looks up.
  std::vector<std::vector<std::uint32_t>> references_of;
  std::uint32_t context_tests = 0;  ///< their number
  /// By token class, as far as there are any: the numbers of the context tests that it passes.
  std::vector<std::vector<std::uint32_t>> tests;

  std::span<const std::uint32_t> tests_of(std::uint32_t token_class) const {
    if (token_class >= tests.size()) return {};
    return tests[token_class];
  }
};

/// Whether a category is `parent` or below it.
bool is_within(std::string_view category, std::string_view parent);

/// Fills `out` with the tables of some lexicons; gives every fault that keeps an entry from being
/// compiled, at its file and line, and then `out` is of no use.
Diagnostics compile(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter,
                    CompiledLexicons& out);

/// Throws a ResourceError that lists every entry that cannot be compiled.
CompiledLexicons compile(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter);

}  // namespace tarn
