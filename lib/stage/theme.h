#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/pool.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "record/record.h"
#include "stage/units.h"

namespace tarn {

/// What the theme stage takes and writes.
struct ThemeOptions {
  /// Lexicons by name or path. Those of layer theme are marked; others are there for `@category`.
  std::vector<std::string> lexicons;
  std::vector<std::string> lexicon_path;  ///< folders to search first
  std::string overlap;  ///< "longest" or "all" for every lexicon; empty: as each lexicon says
  /// Categories to write, with all below them; all when empty.
  std::vector<std::string> categories;
  /// Entries of a smaller weight are left out; nothing is when it is not set.
  double min_weight = 0;
  bool has_min_weight = false;
  bool evidence = false;  ///< lexicon and entry on every span
};

/// Loads the lexicons of the options. Throws ResourceError, also when none is of layer theme.
std::vector<Lexicon> load_themes(const ThemeOptions& options);

/// Marks the themes of lexicons in records: spans of layer "theme", "theme_counts" (hits of each
/// category and of all above it), and what every stage with units writes (FORMAT.md). One object
/// serves many threads.
class ThemeTagger {
 public:
  /// Throws ResourceError for entries that cannot be compiled and for unknown categories.
  ThemeTagger(std::vector<Lexicon> lexicons, ThemeOptions options);
  ~ThemeTagger();

  /// Replaces what an earlier run of this stage wrote.
  void operator()(Record& record) const;

 private:
  struct Scratch;
  /// A category that is written, with the numbers of it and of those above.
  struct Theme {
    JsonText label;  ///< lives in an entry
    std::vector<std::uint32_t> counted;
  };
  void choose_themes();
  Theme theme_of(const std::string& category);
  void check_categories() const;
  bool chosen(const std::string& category) const;
  std::uint32_t number_of(const std::string& category);
  void mark(const Record& record, const Segmentation& units, Scratch& scratch) const;
  void mark_hit(const Hit& hit, const Record& record, const Segmentation& units,
                std::uint32_t sentence, Scratch& scratch) const;
  void append_counts(const Scratch& scratch, std::string& out) const;

  ThemeOptions options_;
  Matcher matcher_;
  std::size_t layer_ = 0;
  Units units_;
  std::vector<Theme> themes_;
  std::vector<std::uint32_t> themes_of_entries_;  ///< indices into themes_, entry by entry
  /// By entry: where its themes begin in themes_of_entries_; those of the next follow.
  std::vector<std::uint32_t> first_theme_;
  std::vector<std::string> categories_;                      ///< names by number
  std::vector<std::pair<JsonText, std::uint32_t>> by_name_;  ///< names, sorted, with their numbers
  MadeBy::Lexicons identities_;
  std::vector<std::string> lexicon_names_;  ///< "name@version", for evidence
  Pool<Scratch> scratches_;
};

}  // namespace tarn
