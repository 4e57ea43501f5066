#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::aggregate {

/// The tables, in the order in which their rows are written (ROWS.md).
enum class Table : std::uint8_t {
  kCoverage,
  kTheme,
  kTrend,
  kSlope,
  kStance,
  kMatrix,
  kCooccurrence,
  kDispersion,
  kReflection,
  kHolders,
  kKeyness,
  kEvidence,
};
inline constexpr std::size_t kTables = 12;

/// "coverage", "theme" …
std::string_view name_of(Table table);

/// A condition on a post: the field has this value (one of them, if it has several).
struct FieldTest {
  std::string field;
  std::string value;
  friend bool operator==(const FieldTest&, const FieldTest&) = default;
};

/// What `tarn-aggregate` can be asked for.
struct AggregateOptions {
  /// Groupings beside the whole corpus; each crosses its fields.
  std::vector<std::vector<std::string>> by;
  bool total = true;            ///< the whole corpus too
  std::vector<Table> tables;    ///< empty: all that the other options allow
  std::string layer = "theme";  ///< the layer whose spans are the themes
  bool link_sentence = false;   ///< take links within the sentence, not the clause alone
  bool pair_posts = false;      ///< co-occurrence within posts, not sentences
  std::string parts = "post";   ///< the parts of dispersion: post, or a field
  std::uint64_t min_hits = 5;
  std::uint64_t min_posts = 3;
  double per = 1000;
  std::size_t evidence = 0;          ///< sentences per cell
  std::vector<FieldTest> target;     ///< keyness: posts that pass any of these
  std::vector<FieldTest> reference;  ///< empty: all posts outside of the target
  std::string reference_list;        ///< a file of word frequencies instead
  bool key_themes = true;
  bool key_stance = true;
  bool key_words = false;
  double min_bic = 2;
  double min_log_ratio = 1;
  bool keep_duplicates = false;
};

/// Reads "month,author" as fields. Throws ResourceError on an empty name.
std::vector<std::string> parse_fields(std::string_view text);

/// Reads "author=Ann". Throws ResourceError if there is no '='.
FieldTest parse_field_test(std::string_view text);

/// Reads "theme,stance" as tables. Throws ResourceError that names the tables there are.
std::vector<Table> parse_tables(std::string_view text);

/// Sets the kinds of keyness from "theme,stance,word". Throws ResourceError on another word.
void parse_key_kinds(std::string_view text, AggregateOptions& options);

/// Throws ResourceError if the options contradict each other.
void check(const AggregateOptions& options);

/// The tables to write: those asked for, or all whose needs are met.
std::vector<Table> tables_of(const AggregateOptions& options);

/// Every field that the options name, each once, in a fixed order: what a summary must carry.
std::vector<std::string> fields_of(const AggregateOptions& options);

/// The options that decide what a partial summary holds, as one readable string.
std::string shape_of(const AggregateOptions& options);

}  // namespace tarn::aggregate
