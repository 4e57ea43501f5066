// doccano: an example a line. Positions count characters. The forms of its versions: "label" or
// "labels" with [start,end,name] or, of whole examples, names; "entities" with start_offset,
// end_offset and label; of relation projects "relations", which are left out. Older ones have
// "annotations" with the number of a label and a user.
#include <fmt/format.h>

#include "base/error.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"
#include "format/json_members.h"

namespace tarn::exchange {
namespace {

class DoccanoReader {
 public:
  explicit DoccanoReader(CodeFile& out) : out_(out) {}

  void read(JsonView example, const Place& place) {
    const auto text = example.find("text");
    const std::string shown =
        text && text->is(JsonType::kString) ? text->string() : text_of(example, "data");
    if (shown.empty()) throw ResourceError(place, "an example without text");
    std::string name = doc_id_in(example);
    if (name.empty()) name = fmt::format("{}:{}", place.file, place.line);
    CodedDocument& document = out_.document(name);
    document.text = shown;
    document.coders.push_back(text_of(example, "annotator"));
    for (const char* const list : {"label", "labels", "entities", "annotations"}) {
      const auto value = example.find(list);
      if (!value || value->is(JsonType::kNull)) continue;
      if (!value->is(JsonType::kArray))
        throw ResourceError(place, fmt::format("'{}' is no list", list));
      for (const JsonView item : *value) document.codes.push_back(code(item, document, place));
    }
    const auto relations = example.find("relations");
    if (relations && relations->size() > 0) {
      tell_dropped(out_, place,
                   fmt::format("relations ({}): spans alone are read", relations->size()));
    }
  }

 private:
  Code code(JsonView item, CodedDocument& document, const Place& place) const {
    Code out;
    out.place = place;
    out.coder = document.coders.back();
    if (item.is(JsonType::kArray)) {
      if (item.size() != 3) throw ResourceError(place, "a label is not [start,end,name]");
      auto at = item.begin();
      out.start = offset(*at, place);
      out.end = offset(*++at, place);
      out.label = text_of(*++at);
    } else if (item.is(JsonType::kObject)) {
      out.start = position_of(item, "start_offset", place);
      out.end = position_of(item, "end_offset", place);
      out.label = text_of(item, "label");
      if (const std::string user = text_of(item, "user"); !user.empty()) out.coder = user;
      out.whole = !out.start && !out.end;
    } else {
      out.label = text_of(item);
      out.whole = true;
    }
    if (out.label.empty()) throw ResourceError(place, "a label without a name");
    if (out.start.has_value() != out.end.has_value())
      throw ResourceError(place, "a label with a start and no end, or an end and no start");
    return out;
  }

  static std::uint64_t offset(JsonView value, const Place& place) {
    const auto number = value.integer();
    if (!number || *number < 0) {
      throw ResourceError(
          place, fmt::format("{} is no position: a whole number from 0 on is wanted", value.raw()));
    }
    return static_cast<std::uint64_t>(*number);
  }

  CodeFile& out_;
};

/// An example for each post and coder, as people of doccano export one file each.
class DoccanoWriter final : public Writer {
 public:
  DoccanoWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::vector<CoderSpans> coders = by_coder(post, options_);
    if (coders.empty()) coders.emplace_back();
    std::string out;
    const OffsetMap& offsets = post.record.offsets();
    for (const CoderSpans& coder : coders) {
      JsonWriter json(out);
      JsonObject example(json);
      example.text("text", post.record.text());
      append_list(example.key("label"), coder.spans, [&](const Annotation* span) {
        json.raw(fmt::format("[{},{},", offsets.to_code_points(span->span.begin),
                             offsets.to_code_points(span->span.end)));
        json.string(span->label);
        json.literal("]");
      });
      example.text("doc_id", post.record.doc_id());
      optional_text(example, "annotator", coder.coder);
      example.close();
      json.literal("\n");
    }
    sink_.text(out);
  }

 private:
  WriteOptions options_;
  Sink& sink_;
};

}  // namespace

bool is_doccano(const Input& input) {
  return first_object(input, [](JsonView example) {
    return (example.find("text") || example.find("data")) && !example.find("type") &&
           (has_list(example, "label") || has_list(example, "labels") ||
            has_list(example, "entities") ||
            (has_list(example, "annotations") && example.find("text")));
  });
}

void read_doccano(const Input& input, CodeFile& out) {
  DoccanoReader reader(out);
  each_object(input, [&](JsonView example, const Place& place) { reader.read(example, place); });
}

std::unique_ptr<Writer> write_doccano(const WriteOptions& options, Sink& sink) {
  return std::make_unique<DoccanoWriter>(options, sink);
}

}  // namespace tarn::exchange
