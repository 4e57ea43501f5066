#include "archive/records.h"

#include <algorithm>
#include <array>
#include <utility>

#include "archive/date.h"
#include "archive/line_reader.h"
#include "archive/record_fields.h"
#include "archive/strings.h"
#include "format/json.h"
#include "format/source.h"
#include "record/record.h"
#include "text/norm.h"

namespace tarn::archive {
namespace {

/// Fields whose offsets are of no use once the text has changed.
constexpr std::array<std::string_view, 7> kOffsetFields = {
    "paragraphs", "sentences", "tokens", "spans", "sentence_scores", "forms", "norms"};

bool is_offset_field(std::string_view name) {
  return std::find(kOffsetFields.begin(), kOffsetFields.end(), name) != kOffsetFields.end();
}

struct Fault {
  std::size_t byte;
  std::string reason;
};

class JsonlReader final : public Reader {
 public:
  explicit JsonlReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    LineReader lines(file.source, options_.max_record_bytes);
    std::string line;
    while (lines.next(line)) {
      if (lines.too_long()) {
        reject_long(file, lines, line, sink);
        continue;
      }
      if (trimmed(line).empty()) continue;
      RawPost raw;
      raw.post.source = source_of("jsonl", file, lines.number());
      raw.form = options_.body == BodyForm::kText ? BodyForm::kVerbatim : options_.body;
      raw.title_is_text = options_.body == BodyForm::kText;
      const std::optional<Fault> fault = read_line(line, raw);
      if (fault) {
        sink.reject({file.source.name(), lines.number(), fault->byte + 1}, fault->byte,
                    fault->reason, line);
      } else {
        sink.post(std::move(raw));
      }
    }
  }

 private:
  static void reject_long(const InputFile& file, const LineReader& lines, std::string_view line,
                          Sink& sink) {
    const std::size_t most = lines.max_bytes();
    sink.reject({file.source.name(), lines.number(), most + 1}, most,
                "a record longer than " + std::to_string(most) + " bytes (--max-record-bytes)",
                line);
  }

  std::optional<Fault> read_line(std::string_view line, RawPost& raw) {
    if (const std::optional<JsonError> error = tree_.parse(line))
      return Fault{error->byte, error->message};
    const JsonView root = tree_.root();
    if (!root.is(JsonType::kObject)) return Fault{root.byte(), "a record must be an object"};
    bool has_text = false;
    for (const std::string_view field : record_fields()) {
      const std::optional<JsonView> value = find(root, name_of(field));
      if (!value || value->is(JsonType::kNull)) continue;
      has_text = has_text || field == "text";
      if (std::optional<Fault> fault = set(raw, field, *value)) return fault;
    }
    if (!has_text)
      return Fault{root.byte(), "no text in '" + std::string(name_of("text")) +
                                    "'; --map text=NAME tells where it is"};
    if (raw.post.doc_id.empty()) {
      raw.post.doc_id = id_of("jsonl", raw.body);
      raw.has_native_id = false;
    }
    return keep_others(root, raw);
  }

  /// The name in the archive of a field of ours.
  std::string_view name_of(std::string_view field) const {
    for (const auto& [ours, theirs] : options_.map) {
      if (ours == field) return theirs;
    }
    return field;
  }

  static std::optional<JsonView> find(JsonView object, std::string_view name) {
    if (const std::optional<JsonView> direct = object.find(name)) return direct;
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::optional<JsonView> outer = object.find(name.substr(0, dot));
    return outer ? find(*outer, name.substr(dot + 1)) : std::nullopt;
  }

  std::optional<Fault> set(RawPost& raw, std::string_view field, JsonView value) const {
    if (field == "authors") return set_authors(raw.post, value);
    if (field == "tags") return set_tags(raw.post, value);
    if (field == "warnings") return set_warnings(raw.post, value);
    if (field == "schema") return std::nullopt;
    if (field == "source") {
      if (value.is(JsonType::kObject)) raw.post.source.verbatim = value.raw();
      return std::nullopt;
    }
    if (value.is(JsonType::kNumber) && field.starts_with("date_"))
      return set_epoch(raw.post, field, value);
    if (value.is(JsonType::kNumber) && field == "doc_id") {
      raw.post.doc_id = value.raw();
      return std::nullopt;
    }
    if (!value.is(JsonType::kString)) {
      return Fault{value.byte(), "'" + std::string(field) + "' is " +
                                     std::string(shown(value.type())) + ", wanted a string"};
    }
    std::string text = value.string();
    if (field == "kind")
      raw.post.kind = kind_of(text);
    else if (field == "status")
      raw.post.status = status_of(text);
    else
      set_text_field(raw, field, std::move(text), options_);
    return std::nullopt;
  }

  static std::optional<Fault> set_epoch(Post& post, std::string_view field, JsonView value) {
    const std::optional<std::int64_t> count = value.integer();
    const std::optional<StatedDate> date = count ? date_of_epoch(*count) : std::nullopt;
    if (!date) post.warn("date-unreadable");
    if (date) (field == "date_published" ? post.date_published : post.date_modified) = shown(*date);
    return std::nullopt;
  }

  /// A name, {"name": …}, or a list of these.
  static std::optional<Fault> set_authors(Post& post, JsonView value) {
    if (value.is(JsonType::kArray)) {
      for (const JsonView each : value) {
        if (std::optional<Fault> fault = set_authors(post, each)) return fault;
      }
      return std::nullopt;
    }
    const std::optional<JsonView> name = value.is(JsonType::kObject) ? value.find("name") : value;
    if (name && name->is(JsonType::kString)) {
      post.add_author(name->string());
      return std::nullopt;
    }
    if (value.is(JsonType::kObject) || value.is(JsonType::kNull)) return std::nullopt;
    return Fault{value.byte(),
                 "'authors' holds " + std::string(shown(value.type())) + ", wanted names"};
  }

  /// A list, or one string with commas.
  static std::optional<Fault> set_tags(Post& post, JsonView value) {
    if (value.is(JsonType::kString)) {
      const std::string text = value.string();
      for (const std::string_view tag : split(text, ',')) post.add_tag(tag);
      return std::nullopt;
    }
    if (!value.is(JsonType::kArray)) {
      return Fault{value.byte(),
                   "'tags' is " + std::string(shown(value.type())) + ", wanted a list"};
    }
    for (const JsonView each : value) {
      if (each.is(JsonType::kString))
        post.add_tag(each.string());
      else if (const auto name = each.find("name"); name && name->is(JsonType::kString))
        post.add_tag(name->string());
    }
    return std::nullopt;
  }

  static std::optional<Fault> set_warnings(Post& post, JsonView value) {
    if (!value.is(JsonType::kArray)) return std::nullopt;
    for (const JsonView each : value) {
      if (each.is(JsonType::kString)) post.warn(each.string());
    }
    return std::nullopt;
  }

  std::optional<Fault> keep_others(JsonView root, RawPost& raw) {
    const bool changes = raw.form != BodyForm::kVerbatim || !is_nfc(raw.body) ||
                         raw.body.find('\r') != std::string::npos;
    for (const JsonView member : root) {
      const std::string_view key = member.key();
      const auto fields = record_fields();
      const bool taken = std::any_of(fields.begin(), fields.end(),
                                     [&](std::string_view field) { return name_of(field) == key; });
      if (taken || is_record_field(key)) continue;
      if (changes && is_offset_field(key)) {
        raw.post.warn("offsets-dropped");
      } else {
        raw.post.extra.emplace_back(key, member.raw());
      }
    }
    return changes ? std::nullopt : offset_fault(root, raw.body);
  }

  /// Offsets leave with the record as they are: what the next tool would refuse is refused here, at
  /// its place in the archive.
  std::optional<Fault> offset_fault(JsonView root, std::string_view text) {
    std::string line = R"({"doc_id":"a","text":)";
    append_json_string(line, text);
    struct Place {
      std::size_t in_line;
      std::size_t in_archive;
    };
    std::vector<Place> places;
    for (const JsonView member : root) {
      if (!is_offset_field(member.key())) continue;
      (((line += ",\"") += member.key()) += "\":");
      places.push_back({line.size(), member.byte()});
      line += member.raw();
    }
    if (places.empty()) return std::nullopt;
    const std::optional<JsonError> error = record_.parse(line += '}');
    if (!error) return std::nullopt;
    std::size_t byte = 0;
    for (const Place& place : places) {
      if (place.in_line <= error->byte) byte = place.in_archive + error->byte - place.in_line;
    }
    return Fault{byte, error->message};
  }

  ReadOptions options_;
  JsonTree tree_;
  Record record_;  ///< to look at offsets with
};

}  // namespace

std::unique_ptr<Reader> make_jsonl_reader(const ReadOptions& options) {
  return std::make_unique<JsonlReader>(options);
}

}  // namespace tarn::archive
