// W3C Web Annotation (JSON-LD): an annotation has bodies (a tag each is a code, a comment is a memo) and targets, whose
// source is the document and whose selectors tell the place: by position, in characters, by quotation, or both. Also
// what Hypothesis exports: "tags", "text" and "user" in the place of bodies and creator.
#include <fmt/format.h>

#include "base/error.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"

namespace tarn::exchange {
namespace {

/// Calls `visit` for a value, or for each element if it is an array: JSON-LD writes one as itself.
template <typename Visit>
void each_of(std::optional<JsonView> value, Visit visit) {
  if (!value || value->is(JsonType::kNull)) return;
  if (!value->is(JsonType::kArray)) return visit(*value);
  for (const JsonView item : *value) visit(item);
}

bool has_word(std::optional<JsonView> value, std::string_view word) {
  bool out = false;
  each_of(value, [&](JsonView item) { out = out || (item.is(JsonType::kString) && item.string() == word); });
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
      const auto items = object.find(list);
      for (const JsonView item : *items) read(item, place);
      return;
    }
    if (const auto first = object.find("first"); first && first->is(JsonType::kObject)) return read(*first, place);
    if (!object.find("target")) {
      if (has_word(object.find("type"), "AnnotationPage") || has_word(object.find("type"), "AnnotationCollection")) return;
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
    each_of(object.find("target"), [&](JsonView target) { this->target(target, object, common, targets); });
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
      if (const auto number = body.find("value")) common.score = number->number();
    } else if (is_comment) {
      common.memo += (common.memo.empty() ? "" : "\n") + value;
    } else if (!value.empty()) {
      labels.push_back(value);
    }
  }

  void target(JsonView target, JsonView object, Code code, std::vector<std::pair<std::string, Code>>& out) const {
    std::string source = text_of(target);
    if (source.empty()) source = text_of(target, "source");
    if (const auto inner = target.find("source"); source.empty() && inner) source = text_of(*inner, "id");
    if (source.empty()) source = text_of(object, "uri");
    if (source.empty()) throw ResourceError(code.place, "a target without a source");
    bool known = false;
    const auto selector = target.find("selector");
    each_of(selector, [&](JsonView each) {
      const auto type = each.find("type");
      if (has_word(type, "TextPositionSelector")) {
        code.start = position_of(each, "start", code.place);
        code.end = position_of(each, "end", code.place);
        if (!code.start || !code.end) throw ResourceError(code.place, "a position selector without start and end");
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

}  // namespace tarn::exchange
