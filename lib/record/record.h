#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "format/json.h"
#include "record/annotation.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn {

/// A post as it passes down the pipe: one line of JSON Lines (FORMAT.md). The line is kept; stages
/// look at the text and its annotations, and set fields of their own; `append_line` splices: what
/// nobody set is written byte for byte as it was read, in the order in which it came.
class Record {
 public:
  /// Reads one line, without its newline. On failure gives the byte offset and the reason, and the
  /// record must not be used. Memory of an earlier line is reused.
  /// Refused: all of cli.md 12 (broken JSON, duplicate keys, invalid UTF-8, lone surrogates, depth
  /// over 64, offsets that are negative, fractional, unsorted, out of the text, within a
  /// character), a missing or empty doc_id, a text that is missing or no string.
  std::optional<JsonError> parse(std::string_view line);

  /// Makes a record that was not read from a line, with these two fields.
  void reset(std::string_view doc_id, std::string_view text);

  const std::string& doc_id() const { return doc_id_; }
  /// UTF-8 of the field "text".
  const std::string& text() const { return text_; }
  const OffsetMap& offsets() const { return offsets_; }

  /// The units that the record itself carries ("sentences" and "tokens", perhaps "paragraphs");
  /// empty when it has no tokens: then who needs them segments the text.
  const std::optional<Segmentation>& units() const { return units_; }

  /// Annotations in their order. After a change call `annotations_changed`.
  const std::vector<Annotation>& annotations() const { return annotations_; }

  /// Replaces all annotations for which `mine(annotation)` holds by `made` and sorts the list.
  /// This is how a stage run twice is a stage run once.
  template <typename Mine>
  void replace_annotations(Mine mine, std::vector<Annotation> made) {
    std::erase_if(annotations_, mine);
    for (Annotation& annotation : made) annotations_.push_back(std::move(annotation));
    annotations_changed();
  }

  /// The value of a top-level field that was read, as a view into the record; empty when absent
  /// (or when it was set since: what a stage sets is for the writer).
  std::optional<JsonView> field(std::string_view key) const;

  /// Sets a top-level field to a JSON text: in its old place if the record had it, else at the end,
  /// in the order of the calls. REQUIRES valid JSON, and a key other than doc_id, text, spans.
  void set(std::string_view key, std::string json);

  /// Removes a top-level field.
  void remove(std::string_view key);

  /// Appends the line, with its newline.
  void append_line(std::string& out) const;

 private:
  struct Set {
    std::string key;
    std::string json;  ///< empty: removed
  };
  void annotations_changed();
  const Set* set_of(std::string_view key) const;
  void put(std::string_view key, std::string json);
  void append_new_line(std::string& out) const;

  JsonTree tree_;
  std::string doc_id_;
  std::string text_;
  OffsetMap offsets_;
  std::optional<Segmentation> units_;
  std::vector<Annotation> annotations_;
  bool had_spans_ = false;
  bool spans_changed_ = false;
  std::vector<Set> sets_;
  friend class RecordParser;
};

/// "sentences", "paragraphs", "tokens" as JSON: [[0,62],[63,80]], in code points.
std::string spans_json(const std::vector<Span>& spans, const OffsetMap& offsets);

}  // namespace tarn
