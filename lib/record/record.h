#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "format/json.h"
#include "format/json_cursor.h"
#include "record/annotation.h"
#include "record/read.h"
#include "record/span_list.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn {

/// A post as it passes down the pipe: one line of JSON Lines (FORMAT.md). The line is kept; stages
/// look at the text and its annotations, and set fields of their own; `append_line` splices: what
/// nobody set is written byte for byte as it was read, in the order in which it came.
class Record {
 public:
  /// Offsets of spans are 32 bits wide.
  static constexpr std::size_t kMaxLineBytes = (std::size_t{1} << 32) - 1;

  Record() = default;
  // Views into the record's own text would dangle.
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  /// Reads one line, without its newline. On failure gives the byte offset and the reason, and the
  /// record must not be used. Memory of an earlier line is reused.
  /// Refused: broken JSON, duplicate keys, invalid UTF-8, lone surrogates, depth over 64; offsets
  /// that are negative, fractional, unsorted or out of the text; a doc_id
  /// that is missing, empty or no string, a text that is missing or no string, units that do not
  /// lie in each other, spans whose members are not those of FORMAT.md.
  std::optional<JsonError> parse(std::string_view line);

  /// Makes a record that was not read from a line, with these two fields. REQUIRES valid UTF-8.
  void reset(std::string_view doc_id, std::string_view text);

  const std::string& doc_id() const { return doc_id_; }
  /// The field "text", as UTF-8.
  const std::string& text() const { return text_; }
  const OffsetMap& offsets() const { return offsets_; }

  /// The units that the record itself carries ("sentences" and "tokens", perhaps "paragraphs");
  /// empty when it has no tokens: then who needs them segments the text.
  const std::optional<Segmentation>& units() const { return units_; }

  /// The field "sentences" as it was read, in bytes; none when the record has no such list.
  const std::vector<Span>* sentences() const {
    return lists_.sentences.given ? &lists_.sentences.spans : nullptr;
  }

  /// The annotations in their order, each with its place, layer and label. Views live until the
  /// annotations are replaced.
  const std::vector<SpanView>& spans() const;

  /// The annotations in their order with all they hold. Made at the first call.
  const std::vector<Annotation>& annotations() const;

  /// Replaces all annotations for which `mine(annotation)` holds by `made`, and sorts the list.
  /// This is how a stage run twice is a stage run once.
  template <typename Mine>
  void replace_annotations(Mine mine, const std::vector<Annotation>& made) {
    keep_.clear();
    for (const Annotation& annotation : annotations()) keep_.push_back(!mine(annotation));
    SpanList list;
    for (const Annotation& annotation : made) list.add(annotation, offsets_);
    merge_spans(list);
  }

  /// The same for a stage that makes many: `mine(span)` sees a SpanView, and nothing is copied but
  /// the JSON texts.
  template <typename Mine>
  void replace_spans(Mine mine, SpanList& made) {
    keep_.clear();
    for (const SpanView& span : spans()) keep_.push_back(!mine(span));
    merge_spans(made);
  }

  /// The value of a top-level field as it was read; empty when absent. What a stage sets is for
  /// the writer alone and does not show here. The first call builds a tree of the line.
  std::optional<JsonView> field(std::string_view key) const;

  /// The JSON text that a field has now: as set, else as read; empty when absent or removed.
  /// Cheaper than `field`.
  std::string_view json(std::string_view key) const;

  /// Sets a top-level field to a JSON text: in its old place if the record had it, else at the end,
  /// in the order of the calls. REQUIRES valid JSON, and a key other than doc_id, text, spans.
  void set(std::string_view key, std::string_view json) { writable(key) = json; }

  /// The same for a JSON text that is written in place: gives an empty string to append it to,
  /// which lives as long as the record.
  std::string& writable(std::string_view key);

  /// Removes a top-level field.
  void remove(std::string_view key) { writable(key); }

  /// Appends the line, with its newline.
  void append_line(std::string& out) const;

 private:
  /// A field that was set since; no JSON: removed.
  struct Change {
    std::string key;
    std::string json;
  };

  /// A top-level member of the line.
  struct Field {
    std::string_view key;
    RawJson value;
  };

  void read_members();
  void read_string(std::string_view name, std::string& out);
  void pass_made_by(std::size_t byte);
  bool read_annotations(std::string_view key);
  void read_what_came_before_the_text();
  const Field* find(std::string_view key) const;
  /// Writes "spans": those of spans() that `keep_` marks, and `made`, in order.
  void merge_spans(SpanList& made);
  const Change* change_of(std::string_view key) const;

  JsonCursor json_;  ///< has the line
  std::vector<Field> fields_;
  std::size_t fields_begin_ = 0;  ///< behind the bracket of the line
  std::deque<std::string> keys_;  ///< those that had escapes
  std::string made_by_;           ///< the last object "tarn" that was read
  std::string doc_id_;
  std::string text_;
  OffsetMap offsets_;
  UnitLists lists_;
  std::optional<Segmentation> units_;
  std::deque<Change> changes_;  ///< those of earlier records behind `changed_`, for their memory
  std::size_t changed_ = 0;
  std::vector<bool> keep_;

  mutable JsonCursor part_;  ///< has "spans" where they stood before the text, or were replaced

  // What is made on demand.
  mutable JsonTree tree_;
  mutable bool tree_made_ = false;
  mutable SpanViews spans_;
  mutable bool spans_replaced_ = false;
  mutable std::vector<Annotation> annotations_;
  mutable bool annotations_made_ = false;
};

}  // namespace tarn
