// W3C Web Annotation (JSON-LD): an annotation has bodies (a tag each is a code, a comment is a
// memo) and targets, whose source is the document and whose selectors tell the place: by position,
// in characters, by quotation, or both. Also what Hypothesis exports: "tags", "text" and "user" in
// the place of bodies and creator.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/error.h"
#include "base/numbers.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"
#include "format/json_members.h"
#include "format/qda_codebook.h"

namespace tarn::exchange {
namespace {

using namespace std::string_view_literals;

/// Calls `visit` for a value, or for each element if it is an array: JSON-LD writes one as itself.
template <typename Visit>
void each_of(std::optional<JsonView> value, Visit visit) {
  if (!value || value->is(JsonType::kNull)) return;
  if (!value->is(JsonType::kArray)) return visit(*value);
  for (const JsonView item : *value) visit(item);
}

bool has_word(std::optional<JsonView> value, std::string_view word) {
  bool out = false;
  each_of(value, [&](JsonView item) {
    out = out || (item.is(JsonType::kString) && item.string() == word);
  });
  return out;
}

/// The name of an agent: a string, or an object with a name, nickname or id.
std::string agent_name(std::optional<JsonView> agent) {
  std::string out;
  each_of(agent, [&](JsonView item) {
    if (!out.empty()) return;
    out = text_of(item);
    for (const char* const key : {"name", "nickname", "id"}) {
      if (out.empty()) out = text_of(item, key);
    }
  });
  return out;
}

class AnnotationReader {
 public:
  explicit AnnotationReader(CodeFile& out) : out_(out) {}

  void read(JsonView object, const Place& place) {
    // Pages and collections hold annotations; a collection may hold its first page.
    for (const char* const list : {"items", "rows"}) {
      if (!has_list(object, list)) continue;
      for (const JsonView item : list_of(object, list)) read(item, place);
      return;
    }
    if (const auto first = object.find("first"); first && first->is(JsonType::kObject))
      return read(*first, place);
    if (!object.find("target")) {
      if (has_word(object.find("type"), "AnnotationPage") ||
          has_word(object.find("type"), "AnnotationCollection"))
        return;
      throw ResourceError(place, "an annotation without a target");
    }
    annotation(object, place);
  }

 private:
  void annotation(JsonView object, const Place& place) {
    Code common;
    common.place = place;
    common.coder = agent_name(object.find("creator"));
    if (common.coder.empty()) common.coder = text_of(object, "user");
    common.time = text_of(object, "created");
    common.memo = text_of(object, "bodyValue");
    if (common.memo.empty()) common.memo = text_of(object, "text");
    std::vector<std::string> labels;
    each_of(object.find("tags"), [&](JsonView tag) { labels.push_back(text_of(tag)); });
    each_of(object.find("body"), [&](JsonView body) { this->body(body, common, labels); });
    if (labels.empty()) return tell_dropped(out_, place, "an annotation without a tag");
    const std::string id = text_of(object, "id");
    std::vector<std::pair<std::string, Code>> targets;
    each_of(object.find("target"),
            [&](JsonView target) { this->target(target, object, common, targets); });
    for (auto& [source, code] : targets) {
      for (const std::string& label : labels) {
        code.label = label;
        // Several targets in one document are one code of several stretches.
        if (targets.size() > 1) code.fragment = id;
        out_.document(source).codes.push_back(code);
      }
    }
  }

  void body(JsonView body, Code& common, std::vector<std::string>& labels) const {
    if (!body.is(JsonType::kObject)) {
      labels.push_back(text_of(body));
      return;
    }
    const auto purpose = body.find("purpose");
    std::string value = text_of(body, "value");
    if (value.empty()) value = text_of(body, "label");
    if (value.empty()) value = text_of(body, "source");
    const bool is_comment = has_word(purpose, "commenting") || has_word(purpose, "describing") ||
                            has_word(purpose, "replying");
    if (has_word(purpose, "assessing")) {
      common.score = parse_decimal(value);
    } else if (is_comment) {
      common.memo += (common.memo.empty() ? "" : "\n") + value;
    } else if (!value.empty()) {
      labels.push_back(value);
    }
  }

  void target(JsonView target, JsonView object, Code code,
              std::vector<std::pair<std::string, Code>>& out) const {
    std::string source = text_of(target);
    if (source.empty()) source = text_of(target, "source");
    if (const auto inner = target.find("source"); source.empty() && inner)
      source = text_of(*inner, "id");
    if (source.empty()) source = text_of(object, "uri");
    if (source.empty()) throw ResourceError(code.place, "a target without a source");
    bool known = false;
    const auto selector = target.find("selector");
    each_of(selector, [&](JsonView each) {
      const auto type = each.find("type");
      if (has_word(type, "TextPositionSelector")) {
        code.start = position_of(each, "start", code.place);
        code.end = position_of(each, "end", code.place);
        if (!code.start || !code.end)
          throw ResourceError(code.place, "a position selector without start and end");
        known = true;
      } else if (has_word(type, "TextQuoteSelector")) {
        code.quote = text_of(each, "exact");
        code.prefix = text_of(each, "prefix");
        code.suffix = text_of(each, "suffix");
        known = true;
      }
    });
    code.whole = !selector;
    if (selector && !known) code.quote.clear();
    out.emplace_back(std::move(source), std::move(code));
  }

  CodeFile& out_;
};

constexpr std::string_view kHead =
    R"({"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[)";

/// One page with an annotation for each code; its targets are the fragments.
class AnnotationWriter final : public Writer {
 public:
  AnnotationWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::string out;
    for (const CoderSpans& coder : by_coder(post, options_)) {
      for (const auto& parts : whole_codes(coder.spans)) {
        out += first_ ? std::string(kHead) + "\n" : ",\n";
        first_ = false;
        append(out, post.record, coder.coder, parts);
      }
    }
    sink_.text(out);
  }

  void finish() override { sink_.text(first_ ? std::string(kHead) + "]}\n" : "\n]}\n"); }

 private:
  void append(std::string& out, const Record& record, const std::string& coder,
              const std::vector<const Annotation*>& parts) {
    const Annotation& first = *parts.front();
    std::string name = fmt::format("{}\n{}\n{}", record.doc_id(), coder, first.label);
    for (const Annotation* part : parts)
      name += fmt::format("\n{} {}", part->span.begin, part->span.end);
    // The same code twice at one place is two annotations.
    const std::size_t again = seen_[name]++;
    JsonWriter json(out);
    JsonObject annotation(json);
    annotation.text("id",
                    "urn:uuid:" + guid_of(again == 0 ? name : fmt::format("{}\n{}", name, again)));
    annotation.text("type", "Annotation"sv).text("motivation", "classifying"sv);
    JsonObject creator(annotation.key("creator"));
    creator.text("type", coder == options_.coder ? "Software"sv : "Person"sv)
        .text("name", coder)
        .close();
    optional_text(annotation, "created", first.time);
    annotation.key("body").literal("[");
    append_body(json, "classifying", first.label);
    if (!first.memo.empty()) append_body(json, "commenting", first.memo);
    if (first.score) append_body(json, "assessing", format_number(*first.score));
    json.literal("]");
    annotation.key("target");
    if (parts.size() > 1) json.literal("[");
    for (const Annotation* part : parts) {
      if (part != parts.front()) json.literal(",");
      append_target(json, record, part->span);
    }
    if (parts.size() > 1) json.literal("]");
    annotation.close();
  }

  /// The first body is the code.
  static void append_body(JsonWriter& json, std::string_view purpose, std::string_view value) {
    if (purpose != "classifying") json.literal(",");
    JsonObject body(json);
    body.text("type", "TextualBody"sv).text("purpose", purpose).text("value", value).close();
  }

  static void append_target(JsonWriter& json, const Record& record, Span span) {
    const OffsetMap& offsets = record.offsets();
    const std::uint32_t start = offsets.to_code_points(span.begin);
    const std::uint32_t end = offsets.to_code_points(span.end);
    const auto words = [&](std::uint32_t from, std::uint32_t to) {
      const std::uint32_t begin = offsets.to_bytes(from).value_or(0);
      return slice(record.text(), {begin, offsets.to_bytes(to).value_or(begin)});
    };
    constexpr std::uint32_t kContext = 32;
    JsonObject target(json);
    target.text("source", record.doc_id());
    target.key("selector").literal("[");
    JsonObject quote(json);
    quote.text("type", "TextQuoteSelector"sv).text("exact", words(start, end));
    quote.text("prefix", words(start > kContext ? start - kContext : 0, start));
    quote.text("suffix", words(end, std::min(offsets.size(), end + kContext))).close();
    json.literal(",");
    JsonObject position(json);
    position.text("type", "TextPositionSelector"sv).whole("start", start).whole("end", end).close();
    json.literal("]");
    target.close();
  }

  WriteOptions options_;
  Sink& sink_;
  bool first_ = true;
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace

bool is_web_annotation(const Input& input) {
  return first_object(input, [](JsonView object) {
    return object.find("target") || has_word(object.find("type"), "AnnotationPage") ||
           has_word(object.find("type"), "AnnotationCollection") ||
           (has_list(object, "rows") && object.find("total"));
  });
}

void read_web_annotation(const Input& input, CodeFile& out) {
  AnnotationReader reader(out);
  each_object(input, [&](JsonView object, const Place& place) { reader.read(object, place); });
}

std::unique_ptr<Writer> write_web_annotation(const WriteOptions& options, Sink& sink) {
  return std::make_unique<AnnotationWriter>(options, sink);
}

}  // namespace tarn::exchange
