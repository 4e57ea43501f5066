#include "record/annotation.h"

#include <tuple>

#include "base/numbers.h"
#include "format/json.h"

namespace tarn {
namespace {

/// Writes the members of one object.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) {}

  std::string& key(std::string_view name) {
    out_ += first_ ? '{' : ',';
    first_ = false;
    ((out_ += '"') += name) += "\":";
    return out_;
  }
  void whole(std::string_view name, std::uint64_t value) { key(name) += std::to_string(value); }
  void number(std::string_view name, double value) { append_number(key(name), value); }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) append_json_string(key(name), value);
  }
  void close() { out_ += first_ ? "{}" : "}"; }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_status(Members& members, const std::vector<std::string>& status) {
  if (status.empty()) return;
  std::string& out = members.key("status");
  char separator = '[';
  for (const std::string& word : status) {
    out += separator;
    append_json_string(out, word);
    separator = ',';
  }
  out += ']';
}

void append_evidence(Members& members, const std::vector<EvidenceStep>& steps,
                     const OffsetMap& offsets) {
  std::string& out = members.key("evidence");
  out += '[';
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) out += ',';
    Members step(out);
    step.text("op", steps[i].op);
    step.text("entry", steps[i].entry);
    step.whole("start", offsets.to_code_points(steps[i].span.begin));
    step.whole("end", offsets.to_code_points(steps[i].span.end));
    step.number("value", steps[i].value);
    step.close();
  }
  out += ']';
}

void append_range(std::string& out, Span span, const OffsetMap& offsets) {
  out += '[' + std::to_string(offsets.to_code_points(span.begin)) + ',' +
         std::to_string(offsets.to_code_points(span.end)) + ']';
}

}  // namespace

bool annotation_before(const Annotation& a, const Annotation& b) {
  return std::tie(a.span, a.layer, a.label) < std::tie(b.span, b.layer, b.label);
}

void append_annotation(std::string& out, const Annotation& a, const OffsetMap& offsets) {
  if (!a.verbatim.empty()) {
    out += a.verbatim;
    return;
  }
  Members members(out);
  members.whole("start", offsets.to_code_points(a.span.begin));
  members.whole("end", offsets.to_code_points(a.span.end));
  members.text("layer", a.layer);
  members.text("label", a.label);
  if (a.sentence) members.whole("sentence", *a.sentence);
  if (a.score) members.number("score", *a.score);
  members.text("voice", a.voice);
  members.text("holder", a.holder);
  append_status(members, a.status);
  members.text("theme", a.theme);
  members.text("theme_level", a.theme_level);
  members.text("coder", a.coder);
  members.text("time", a.time);
  members.text("memo", a.memo);
  members.text("fragment", a.fragment);
  if (a.scope) append_range(members.key("scope"), *a.scope, offsets);
  if (a.consumed) members.key("consumed") += "true";
  members.text("lexicon", a.lexicon);
  members.text("entry", a.entry);
  if (a.base) members.number("base", *a.base);
  members.text("holder_rule", a.holder_rule);
  if (a.evidence) append_evidence(members, *a.evidence, offsets);
  members.close();
}

std::string spans_json(const std::vector<Span>& spans, const OffsetMap& offsets) {
  std::string out = "[";
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (i > 0) out += ',';
    append_range(out, spans[i], offsets);
  }
  return out + ']';
}

}  // namespace tarn
