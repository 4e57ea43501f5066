#include "record/record.h"

#include <cassert>
#include <utility>

#include "record/read.h"

namespace tarn {
namespace {

/// Offsets of spans are 32 bits wide.
constexpr std::size_t kMaxTextBytes = (std::size_t{1} << 32) - 1;

}  // namespace

std::optional<JsonError> Record::parse(std::string_view line) {
  doc_id_.clear();
  text_.clear();
  units_.reset();
  spans_.clear();
  spans_replaced_ = annotations_made_ = false;
  changed_ = 0;
  if (line.size() > kMaxTextBytes) return JsonError{0, "a line of 4 GiB or more"};
  if (auto error = tree_.parse(line)) return error;
  return read_fields();
}

void Record::reset(std::string_view doc_id, std::string_view text) {
  std::string line = R"({"schema":"tarn.post/1","doc_id":)";
  append_json_string(line, doc_id);
  line += R"(,"text":)";
  append_json_string(line, text);
  line += '}';
  [[maybe_unused]] const auto error = parse(line);
  assert(!error);
}

std::optional<JsonError> Record::read_fields() {
  const JsonView root = tree_.root();
  if (!root.is(JsonType::kObject))
    return JsonError{root.byte(), "a record is an object, found " + std::string(shown(root.type()))};
  std::optional<JsonView> doc_id, text, spans, paragraphs, sentences, tokens;
  for (const JsonView member : root) {
    const std::string_view key = member.key();
    if (key == "doc_id") doc_id = member;
    else if (key == "text") text = member;
    else if (member.is(JsonType::kNull)) continue;
    else if (key == "spans") spans = member;
    else if (key == "paragraphs") paragraphs = member;
    else if (key == "sentences") sentences = member;
    else if (key == "tokens") tokens = member;
  }
  if (!doc_id) return JsonError{0, "no doc_id"};
  if (!doc_id->is(JsonType::kString))
    return JsonError{doc_id->byte(), "doc_id is " + std::string(shown(doc_id->type())) +
                                         ", a string is wanted"};
  doc_id->append_string(doc_id_);
  if (doc_id_.empty()) return JsonError{doc_id->byte(), "doc_id is empty"};
  if (!text) return JsonError{0, "no text"};
  if (!text->is(JsonType::kString))
    return JsonError{text->byte(),
                     "text is " + std::string(shown(text->type())) + ", a string is wanted"};
  text->append_string(text_);
  offsets_ = OffsetMap(text_);
  if (tokens && !sentences) return JsonError{tokens->byte(), "tokens without sentences"};
  if (tokens) {
    units_.emplace();
    if (auto e = read_units(paragraphs, *sentences, *tokens, text_, offsets_, *units_)) return e;
  }
  return spans ? read_spans(*spans, offsets_, spans_) : std::nullopt;
}

std::optional<JsonView> Record::field(std::string_view key) const { return tree_.root().find(key); }

std::string_view Record::json(std::string_view key) const {
  if (const Change* change = change_of(key)) return change->json;
  const auto read = field(key);
  return read ? read->raw() : std::string_view();
}

const Record::Change* Record::change_of(std::string_view key) const {
  for (std::size_t i = 0; i < changed_; ++i)
    if (changes_[i].key == key) return &changes_[i];
  return nullptr;
}

std::string& Record::writable(std::string_view key) {
  assert(key != "doc_id" && key != "text");
  std::size_t at = 0;
  while (at < changed_ && changes_[at].key != key) ++at;
  if (at == changes_.size()) changes_.emplace_back();
  Change& change = changes_[at];
  if (at == changed_) {
    change.key = key;
    ++changed_;
  }
  change.json.clear();
  return change.json;
}

const std::vector<SpanView>& Record::spans() const {
  if (spans_replaced_) {
    spans_replaced_ = false;
    [[maybe_unused]] auto error = replaced_tree_.parse(json("spans"));
    assert(!error);
    error = read_spans(replaced_tree_.root(), offsets_, spans_);
    assert(!error);
  }
  return spans_.items;
}

const std::vector<Annotation>& Record::annotations() const {
  if (!annotations_made_) {
    annotations_.clear();
    for (const SpanView& span : spans()) annotations_.push_back(read_annotation(span, offsets_));
    annotations_made_ = true;
  }
  return annotations_;
}

void Record::merge_spans(SpanList& made) {
  made.sort();
  const std::vector<SpanView>& old = spans();
  std::string& json = writable("spans");
  json += '[';
  const auto append = [&](std::string_view object) {
    if (json.size() > 1) json += ',';
    json += object;
  };
  std::size_t next = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (!keep_[i]) continue;
    for (; next < made.size() && made.key(next) < old[i]; ++next) append(made.json(next));
    append(old[i].json.raw());
  }
  for (; next < made.size(); ++next) append(made.json(next));
  json += ']';
  spans_replaced_ = true;
  annotations_made_ = false;
}

void Record::append_line(std::string& out) const {
  const JsonView root = tree_.root();
  const std::string_view source = tree_.source();
  out += '{';
  std::size_t at = root.byte() + 1;  // end of the member before
  bool first = true;
  for (const JsonView member : root) {
    const Change* change = change_of(member.key());
    const std::size_t end = member.byte() + member.raw().size();
    if (change == nullptr || !change->json.empty()) {
      // What stands before the first member that stays must not be the comma of a removed one.
      if (first) at = source.find('"', at);
      out.append(source, at, member.byte() - at);
      out += change == nullptr ? member.raw() : std::string_view(change->json);
      first = false;
    }
    at = end;
  }
  for (std::size_t i = 0; i < changed_; ++i) {
    const Change& change = changes_[i];
    if (change.json.empty() || root.find(change.key)) continue;
    if (!first) out += ',';
    append_json_string(out, change.key);
    (out += ':') += change.json;
    first = false;
  }
  out += "}\n";
}

}  // namespace tarn
