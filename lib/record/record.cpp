#include "record/record.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <numeric>
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
  annotations_.clear();
  changes_.clear();
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
  return spans ? read_annotations(*spans, offsets_, annotations_) : std::nullopt;
}

std::optional<JsonView> Record::field(std::string_view key) const { return tree_.root().find(key); }

std::string_view Record::json(std::string_view key) const {
  if (const Change* change = change_of(key)) return change->json;
  const auto read = field(key);
  return read ? read->raw() : std::string_view();
}

const Record::Change* Record::change_of(std::string_view key) const {
  for (const Change& change : changes_)
    if (change.key == key) return &change;
  return nullptr;
}

void Record::put(std::string_view key, std::string json) {
  assert(key != "doc_id" && key != "text");
  for (Change& change : changes_) {
    if (change.key != key) continue;
    change.json = std::move(json);
    return;
  }
  changes_.push_back({std::string(key), std::move(json)});
}

void Record::merge_annotations(std::vector<Annotation> made) {
  // Annotations are large: indices are sorted, and each object is moved once.
  std::vector<std::size_t> order(made.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return annotation_before(made[a], made[b]);
  });
  std::vector<Annotation> merged;
  merged.reserve(annotations_.size() + made.size());
  auto old = annotations_.begin();
  for (const std::size_t i : order) {
    for (; old != annotations_.end() && !annotation_before(made[i], *old); ++old) {
      merged.push_back(std::move(*old));
    }
    merged.push_back(std::move(made[i]));
  }
  std::move(old, annotations_.end(), std::back_inserter(merged));
  annotations_ = std::move(merged);
  write_annotations();
}

void Record::write_annotations() {
  constexpr std::size_t kUsualSize = 128;
  std::string json = "[";
  json.reserve(annotations_.size() * kUsualSize);
  for (const Annotation& annotation : annotations_) {
    if (json.size() > 1) json += ',';
    append_annotation(json, annotation, offsets_);
  }
  json += ']';
  put("spans", std::move(json));
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
  for (const Change& change : changes_) {
    if (change.json.empty() || root.find(change.key)) continue;
    if (!first) out += ',';
    append_json_string(out, change.key);
    (out += ':') += change.json;
    first = false;
  }
  out += "}\n";
}

}  // namespace tarn
