#include "record/annotation.h"

#include <tuple>

#include "format/json_members.h"

namespace tarn {
namespace {

void append_range(JsonWriter& out, Span span, const OffsetMap& offsets) {
  out.literal("[");
  out.whole(offsets.to_code_points(span.begin));
  out.literal(",");
  out.whole(offsets.to_code_points(span.end));
  out.literal("]");
}

template <typename Step>
void append_step(JsonWriter& out, const Step& step, const OffsetMap& offsets) {
  JsonObject object(out);
  optional_text(object, "op", step.op);
  optional_text(object, "entry", step.entry);
  object.whole("start", offsets.to_code_points(step.span.begin));
  object.whole("end", offsets.to_code_points(step.span.end));
  object.factor("value", step.value);
  object.close();
}

template <typename Any>
void append_any(JsonWriter& out, const Any& a, const OffsetMap& offsets) {
  if (!a.verbatim.empty()) return out.raw(a.verbatim);
  JsonObject object(out);
  object.whole("start", offsets.to_code_points(a.span.begin));
  object.whole("end", offsets.to_code_points(a.span.end));
  optional_text(object, "layer", a.layer);
  optional_text(object, "label", a.label);
  if (a.sentence) object.whole("sentence", *a.sentence);
  if (a.score) object.number("score", *a.score);
  optional_text(object, "voice", a.voice);
  optional_text(object, "holder", a.holder);
  if (!a.status.empty()) {
    append_list(object.key("status"), a.status, [&](const auto& word) { out.string(word); });
  }
  optional_text(object, "theme", a.theme);
  optional_text(object, "theme_level", a.theme_level);
  optional_text(object, "coder", a.coder);
  optional_text(object, "time", a.time);
  optional_text(object, "memo", a.memo);
  optional_text(object, "fragment", a.fragment);
  if (a.scope) append_range(object.key("scope"), *a.scope, offsets);
  if (a.consumed) object.boolean("consumed", true);
  optional_text(object, "lexicon", a.lexicon);
  optional_text(object, "entry", a.entry);
  if (a.base) object.factor("base", *a.base);
  optional_text(object, "holder_rule", a.holder_rule);
  if (a.evidence) {
    append_list(object.key("evidence"), *a.evidence,
                [&](const auto& step) { append_step(out, step, offsets); });
  }
  object.close();
}

}  // namespace

bool annotation_before(const Annotation& a, const Annotation& b) {
  return std::tie(a.span, a.layer, a.label) < std::tie(b.span, b.layer, b.label);
}

void append_annotation(JsonWriter& out, const AnnotationView& annotation,
                       const OffsetMap& offsets) {
  append_any(out, annotation, offsets);
}

void append_annotation(JsonWriter& out, const Annotation& annotation, const OffsetMap& offsets) {
  append_any(out, annotation, offsets);
}

std::string spans_json(std::span<const Span> spans, const OffsetMap& offsets) {
  std::string json;
  JsonWriter out(json);
  append_list(out, spans, [&](Span span) { append_range(out, span, offsets); });
  out.flush();
  return json;
}

}  // namespace tarn
