#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/pool.h"
#include "record/record.h"
#include "stage/stance_json.h"
#include "stage/units.h"
#include "stance/analysis.h"

namespace tarn {

/// Which files make the stance model.
struct StanceSources {
  /// Lexicons by name or path; one whose name a shipped lexicon has replaces it, others add to the
  /// shipped ones.
  std::vector<std::string> lexicons;
  std::string constants;  ///< a file of rows that replace shipped constants; may be empty
  std::vector<std::string> lexicon_path;  ///< folders to search first
};

/// What the stance stage writes.
struct StanceOptions {
  bool holders = true;     ///< else no holder and no voice is attributed
  bool evidence = false;   ///< lexicon, entry, base, rule and steps on every span
  bool modifiers = false;  ///< spans of layer "modifier"
  bool all_spans = false;  ///< spans of what is else only counted
  bool sentence_scores = true;
  /// Names of dimensions ("valence", "affect") to write; all when empty.
  std::vector<std::string> dimensions;
};

/// The stance lexicons, constants and policies, ready for use.
struct StanceResources {
  stance::Model model;
  /// Name and "sha256:…" of all that made it.
  MadeBy::Lexicons identities;
};

/// Loads the shipped files and those that replace or add to them. Throws ResourceError.
StanceResources load_stance(const StanceSources& sources);

/// Marks stance in records: spans with score, holder and theme, values of sentences and of the post
/// (FORMAT.md). Themes are the spans of layer "theme" that the record has. One object serves many
/// threads.
class StanceScorer {
 public:
  /// Throws ResourceError for a dimension that no policy names.
  StanceScorer(StanceResources resources, StanceOptions options);
  ~StanceScorer();

  /// Replaces what an earlier run of this stage wrote, adds to the rest.
  void operator()(Record& record) const;

  /// Appends an account of every score, for people.
  void explain(Record& record, std::string& out) const;

 private:
  struct Scratch;
  void analyse(const Record& record, Scratch& scratch) const;
  void make_spans(const OffsetMap& offsets, Scratch& scratch) const;
  void add_span(const stance::Stance& stance, const OffsetMap& offsets, Scratch& scratch) const;
  void add_evidence(const stance::Stance& stance, Scratch& scratch, AnnotationView& out) const;
  void add_span(const stance::ModifierSpan& modifier, std::string_view category,
                const OffsetMap& offsets, Scratch& scratch) const;
  void add_source(std::uint32_t entry, AnnotationView& out) const;

  StanceResources resources_;
  StanceOptions options_;
  std::vector<std::string> lexicon_names_;  ///< "name@version", for evidence
  std::vector<bool> wanted_;                ///< whether to write a label, by index
  std::vector<JsonText> label_names_;       ///< by index
  std::vector<DimensionLabels> dimensions_;
  Units units_;
  Pool<Scratch> scratches_;
};

}  // namespace tarn
