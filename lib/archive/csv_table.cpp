#include <algorithm>
#include <utility>

#include "archive/record_fields.h"
#include "archive/records.h"
#include "archive/strings.h"
#include "format/charset.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/source.h"
#include "text/utf8.h"

namespace tarn::archive {
namespace {

class CsvTableReader final : public Reader {
 public:
  explicit CsvTableReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    PeekSource peeked(file.source);
    const char delimiter = sniff_delimiter(peeked.peek(std::size_t{64} << 10));
    CsvReader reader(peeked, delimiter);
    reader.max_bytes = options_.max_record_bytes;
    std::vector<std::string> header;
    if (!reader.next(header)) return;
    const std::vector<std::string> fields = fields_of(header);
    if (std::find(fields.begin(), fields.end(), "text") == fields.end()) {
      throw ResourceError({file.source.name(), 1, 1},
                          "no column 'text'; --map text=NAME tells which one it is");
    }
    std::vector<std::string> row;
    while (reader.next(row)) read_row(file, reader, fields, row, sink);
  }

 private:
  /// For each column the field that it fills; empty for none.
  std::vector<std::string> fields_of(const std::vector<std::string>& header) const {
    std::vector<std::string> fields;
    for (const std::string& raw_name : header) {
      const std::string_view name = trimmed(raw_name);
      std::string field;
      for (const auto& [ours, theirs] : options_.map) {
        if (theirs == name) field = ours;
      }
      const bool renamed = std::any_of(options_.map.begin(), options_.map.end(),
                                       [&](const auto& each) { return each.first == name; });
      if (field.empty() && !renamed && is_record_field(name)) field = name;
      if (field.empty() && !renamed && same_text(name, "author")) field = "authors";
      fields.push_back(std::move(field));
    }
    return fields;
  }

  void read_row(const InputFile& file, const CsvReader& reader,
                const std::vector<std::string>& fields, std::vector<std::string>& row,
                Sink& sink) const {
    const Place place{file.source.name(), reader.line(), 1};
    if (row.size() != fields.size()) {
      sink.reject(
          place, 0,
          std::to_string(row.size()) + " fields, the header has " + std::to_string(fields.size()),
          joined(row));
      return;
    }
    RawPost raw;
    raw.post.source = source_of("csv", file, reader.line());
    raw.form = options_.body;
    raw.title_is_text = options_.body == BodyForm::kText;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string value = decoded(row[i]);
      if (first_invalid_utf8(value)) {
        sink.reject(place, 0, "invalid UTF-8; --encoding windows-1252 reads old files of Windows",
                    joined(row));
        return;
      }
      set(raw, fields[i], std::move(value));
    }
    if (raw.post.doc_id.empty()) {
      raw.post.doc_id = id_of("csv", raw.body);
      raw.has_native_id = false;
    }
    sink.post(std::move(raw));
  }

  std::string decoded(const std::string& cell) const {
    if (options_.encoding.empty()) return cell;
    return to_utf8(cell, options_.encoding).value_or(cell);
  }

  void set(RawPost& raw, std::string_view field, std::string value) const {
    Post& post = raw.post;
    if (field.empty() || trimmed(value).empty()) return;
    if (field == "authors") {
      for (const std::string_view name : split(value, ';')) post.add_author(name);
    } else if (field == "tags") {
      const char separator = value.find(';') != std::string::npos ? ';' : ',';
      for (const std::string_view tag : split(value, separator)) post.add_tag(tag);
    } else if (field == "kind") {
      post.kind = kind_of(value);
    } else if (field == "status") {
      post.status = status_of(value);
    } else if (!is_record_field(field)) {
      post.extra.emplace_back(field, json_string(value));
    } else {
      set_text_field(raw, field, std::move(value), options_);
    }
  }

  static std::string joined(const std::vector<std::string>& row) {
    std::string out;
    for (const std::string& cell : row) out += (&cell == &row.front() ? "" : ",") + cell;
    return out;
  }

  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_csv_reader(const ReadOptions& options) {
  return std::make_unique<CsvTableReader>(options);
}

}  // namespace tarn::archive
