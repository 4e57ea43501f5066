#pragma once

#include <cstdint>
#include <vector>

#include "stance/holders.h"
#include "stance/links.h"
#include "stance/model.h"
#include "stance/modifiers.h"
#include "stance/scopes.h"
#include "stance/scoring.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// One step of the account of a score, with its place in the post.
struct Evidence {
  Operation operation = Operation::kDegree;
  std::uint32_t entry = kAbsent;  ///< of the cue; kAbsent for a question mark
  PostRange tokens;
  double value = 1;
};

/// One stance record: a hit on one label, who holds it, what it is about, and its score.
struct Stance {
  std::uint32_t sentence = 0;
  PostRange tokens;
  std::uint32_t label = 0;        ///< index into Model::labels
  std::uint32_t entry = kAbsent;  ///< index into the matcher's entries; kAbsent for punctuation
  double base = 0;
  double score = 0;
  std::uint16_t status = 0;  ///< Status bits
  Attribution attribution;
  bool reported = false;  ///< voice: reported, else the author's
  ThemeLink link;
  std::uint32_t first_evidence = 0;  ///< range of Analysis::evidence
  std::uint32_t end_evidence = 0;
};

/// A modifier as it was found.
struct ModifierSpan {
  std::uint32_t sentence = 0;
  PostRange tokens;
  std::uint32_t entry = 0;
  PostRange scope;
  bool consumed = false;
};

/// All of one post, sorted by sentence, then token, then layer.
struct Analysis {
  std::vector<Stance> stances;
  std::vector<Evidence> evidence;
  std::vector<ModifierSpan> modifiers;
  std::vector<Quotation> quotations;
  void clear();
};

/// What is found beside scores.
struct AnalysisOptions {
  bool holders = true;     ///< else everything is the author's
  bool modifiers = false;  ///< list modifiers with their scopes
};

/// Analyses posts, one at a time; keeps the memory of the one before. One per thread.
class Analyser {
 public:
  /// `model` must outlive the object.
  Analyser(const Model& model, AnalysisOptions options);

  /// Replaces `out`. Linear in the tokens of the post.
  void analyse(const Post& post, Analysis& out);

 private:
  void analyse_sentence(const Post& post, Analysis& out);
  void add_cue(const Post& post, const Cue& cue, Analysis& out);
  void add_label(const Cue& cue, const CueLabel& label, const Stance& common, Analysis& out);
  void add_engagement(const Post& post, std::uint32_t index, SentenceReader& reader, Analysis& out);
  Stance& add_presence(std::uint32_t sentence, std::uint32_t label, PostRange tokens,
                       Analysis& out) const;
  void add_modifiers(Analysis& out);
  void find_hedged_clauses();
  bool is_hedged(std::uint32_t clause) const;
  PostRange in_post(TokenRange tokens) const;

  const Model& model_;
  AnalysisOptions options_;
  SentenceView sentence_;
  HolderFinder holders_;
  ScopeFinder scopes_;
  std::vector<Quoted> quoted_;  ///< by token of the post
  SentenceShifts whole_;
  Shifts shifts_;
  std::vector<Step> steps_;
  std::vector<std::uint32_t> hedged_clauses_;  ///< ascending
  std::vector<PostRange> asides_;
};

}  // namespace tarn::stance
