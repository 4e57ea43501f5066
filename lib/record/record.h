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
  Record() = default;
  // Views into the record's own text would dangle.
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  /// Reads one line, without its newline. On failure gives the byte offset and the reason, and the
  /// record must not be used. Memory of an earlier line is reused.
  /// Refused: all of cli rule 12 (broken JSON, duplicate keys, invalid UTF-8, lone surrogates, depth
  /// over 64, offsets that are negative, fractional, unsorted or out of the text), a doc_id that is
  /// missing, empty or no string, a text that is missing or no string, tokens without sentences.
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

  /// The annotations in their order.
  const std::vector<Annotation>& annotations() const { return annotations_; }

  /// Replaces all annotations for which `mine(annotation)` holds by `made`, and sorts the list.
  /// This is how a stage run twice is a stage run once.
  template <typename Mine>
  void replace_annotations(Mine mine, std::vector<Annotation> made) {
    std::erase_if(annotations_, mine);
    merge_annotations(std::move(made));
  }

  /// The value of a top-level field as it was read; empty when absent. What a stage sets is for
  /// the writer alone and does not show here.
  std::optional<JsonView> field(std::string_view key) const;

  /// The JSON text that a field has now: as set, else as read; empty when absent or removed.
  std::string_view json(std::string_view key) const;

  /// Sets a top-level field to a JSON text: in its old place if the record had it, else at the end,
  /// in the order of the calls. REQUIRES valid JSON, and a key other than doc_id, text, spans.
  void set(std::string_view key, std::string json) { put(key, std::move(json)); }

  /// Removes a top-level field.
  void remove(std::string_view key) { put(key, {}); }

  /// Appends the line, with its newline.
  void append_line(std::string& out) const;

 private:
  /// A field that was set since; no JSON: removed.
  struct Change {
    std::string key;
    std::string json;
  };

  std::optional<JsonError> read_fields();
  /// Sorts `made` in among the annotations, which are sorted, and writes "spans".
  void merge_annotations(std::vector<Annotation> made);
  void write_annotations();
  const Change* change_of(std::string_view key) const;
  void put(std::string_view key, std::string json);

  JsonTree tree_;
  std::string doc_id_;
  std::string text_;
  OffsetMap offsets_;
  std::optional<Segmentation> units_;
  std::vector<Annotation> annotations_;
  std::vector<Change> changes_;
};

}  // namespace tarn
