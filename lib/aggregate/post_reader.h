#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aggregate/cell_table.h"
#include "aggregate/field_path.h"
#include "aggregate/options.h"
#include "aggregate/summary.h"
#include "format/json_cursor.h"
#include "record/read.h"
#include "record/record.h"
#include "stage/units.h"

namespace tarn::aggregate {

/// Turns the line of a post into its summary in one pass that reads the annotations and passes over
/// the rest, checking both. Not for several threads at once; keeps memory from post to post.
class PostReader {
 public:
  /// `options` must outlive the reader. Throws ResourceError if a field is no path.
  explicit PostReader(const AggregateOptions& options);

  /// Replaces `out`. On failure says where and why.
  std::optional<JsonError> read(std::string_view line, PostSummary& out);

 private:
  /// A theme or stance span, as far as it matters here.
  struct Mark {
    bool stance = false;
    bool reported = false;
    bool by_default = true;  ///< no holder was found
    bool linked = false;
    bool in_sentence = false;  ///< linked in the sentence, perhaps not in the clause
    bool scored = false;
    std::uint32_t sentence = UINT32_MAX;
    std::string_view label;  ///< lives as long as the line, or as spans_
    std::string_view holder;
    std::string_view theme;
    std::int64_t score = 0;
  };
  /// A field that stands before the text.
  struct EarlyField {
    std::string key;
    RawJson value;
  };
  /// A sentence and something that was seen in it, in one number, so that sorting puts sentences in
  /// order, and in each themes first, then stance by voice.
  static std::uint64_t seen(std::uint32_t sentence, bool stance, Voice voice, std::uint32_t name) {
    return std::uint64_t{sentence} << 32U | std::uint64_t{stance} << 31U |
           static_cast<std::uint64_t>(voice) << 28U | name;
  }

  void read_line(std::string_view line, PostSummary& out);
  bool read_member(std::string_view key, PostSummary& out);
  void read_text();
  bool read_annotations(std::string_view key);
  void read_what_came_before_the_text();
  void read_date(PostSummary& out);
  void read_counts(PostSummary& out);
  void read_provenance(PostSummary& out);
  void read_spans(JsonCursor& json, std::size_t base);
  void read_detail(const SpanDetail& detail, Mark& mark, JsonCursor& json, std::size_t base);
  void read_sentence_scores();
  void read_sentence_score();
  void read_post_scores();
  void read_engagement();
  void read_reflection();
  void read_graduation();
  void read_fields(PostSummary& out);
  std::string_view text_of(const SpanDetail& detail);
  std::uint64_t count();
  std::int64_t score();

  void count_marks(PostSummary& out);
  void count_theme(const Mark& mark);
  void count_stance(const Mark& mark, const std::vector<std::uint32_t>& labels);
  void add_hit(SummaryCell& cell, const Mark& mark) const;
  void count_link(const Mark& mark, const std::vector<std::uint32_t>& labels);
  void count_holder(const Mark& mark, std::uint32_t dimension);
  void count_post_pairs();
  void count_post_scores();
  void count_sentences(PostSummary& out);
  void count_sentence(std::size_t begin, std::size_t end, PostSummary& out);
  void count_units(std::string_view line, PostSummary& out);
  void count_words(std::string_view line, PostSummary& out);
  const Segmentation& segment(std::string_view line);
  void find_evidence(std::string_view line, PostSummary& out);

  const AggregateOptions& options_;
  std::vector<FieldPath> paths_;
  JsonCursor json_;
  CellTable cells_;
  PostNames names_;
  std::uint32_t author_ = 0;  ///< the name of the default holder
  std::uint32_t all_ = 0;     ///< stands for all dimensions
  std::vector<Mark> marks_;
  OffsetMap offsets_;  ///< of code points: bytes are for who looks at the text
  UnitLists lists_;
  SpanSpace spans_;
  std::vector<EarlyField> early_;
  JsonCursor part_;  ///< has what came before the text
  std::vector<std::uint64_t> seen_;
  std::vector<std::pair<std::string, std::string_view>> roots_;  ///< JSON of the fields asked for
  std::string buffer_;
  bool has_id_ = false;
  bool has_text_ = false;
  bool has_counts_ = false;
  std::string level_;  ///< of reflection
  struct Engagement {
    std::string label;
    Voice voice = Voice::kAll;
    std::int64_t hits = 0;
  };
  std::vector<Engagement> engagement_;
  std::optional<std::int64_t> graduation_;  ///< mean of abs(factor − 1) over valence hits
  Record record_;                           ///< for what needs the text
  Segmentation units_;
  Units cutter_;
  std::uint32_t last_sentence_ = 0;  ///< the largest sentence index, and where it stands
  std::size_t last_sentence_byte_ = 0;
};

}  // namespace tarn::aggregate
