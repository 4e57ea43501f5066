#include "record/record.h"

#include <cassert>
#include <utility>

#include "record/read.h"

namespace tarn {
namespace {

constexpr std::string_view kMadeBy = "tarn";

}  // namespace

std::optional<JsonError> Record::parse(std::string_view line) {
  fields_.clear();
  keys_.clear();
  doc_id_.clear();
  text_.clear();
  units_.reset();
  lists_.clear();
  spans_.clear();
  tree_made_ = spans_replaced_ = annotations_made_ = false;
  changed_ = 0;
  if (line.size() > kMaxLineBytes) return JsonError{0, "a line of 4 GiB or more"};
  try {
    json_.reset(line);
    read_members();
    read_what_came_before_the_text();
    check_units(lists_);
    if (lists_.tokens.given) make_units(lists_, text_, units_.emplace());
  } catch (const JsonFailure& failure) {
    // A fault of the JSON itself goes before what it says, wherever it stands.
    if (auto error = tree_.parse(line)) return error;
    return failure.error;
  }
  return std::nullopt;
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

void Record::read_members() {
  const JsonType found = json_.peek();
  if (found != JsonType::kObject)
    json_.fail(json_.byte(), "a record is an object, found " + std::string(shown(found)));
  json_.enter_object();
  fields_begin_ = json_.byte();
  std::string_view key;
  while (json_.next_member(key)) {
    const bool in_source = key.data() > json_.source().data() &&
                           key.data() < json_.source().data() + json_.source().size();
    const std::string_view name = in_source ? key : std::string_view(keys_.emplace_back(key));
    const JsonType type = json_.peek();
    const std::size_t byte = json_.byte();
    if (name == "doc_id") {
      read_string(name, doc_id_);
      if (doc_id_.empty()) json_.fail(byte, "doc_id is empty");
    } else if (name == "text") {
      read_string(name, text_);
      offsets_.reset(text_);
    } else if (name == kMadeBy) {
      pass_made_by(byte);
    } else if (type == JsonType::kNull || !read_annotations(name)) {
      json_.skip();
    }
    fields_.push_back({name, {json_.source().substr(byte, json_.byte() - byte), byte}});
  }
  json_.finish();
  if (find("doc_id") == nullptr) json_.fail(0, "no doc_id");
  if (find("text") == nullptr) json_.fail(0, "no text");
}

/// Passes over the field "tarn", an object that most records of a run share: one that was there
/// before is known to be good.
void Record::pass_made_by(std::size_t byte) {
  const bool known = !made_by_.empty() && json_.source().substr(byte).starts_with(made_by_);
  if (known) return json_.pass(made_by_.size());
  const JsonType type = json_.peek();
  const std::string_view value = json_.skip();
  if (type == JsonType::kObject) made_by_ = value;
}

void Record::read_string(std::string_view name, std::string& out) {
  const JsonType found = json_.peek();
  if (found != JsonType::kString)
    json_.fail(json_.byte(),
               std::string(name) + " is " + std::string(shown(found)) + ", a string is wanted");
  const std::string_view text = json_.string(out);
  if (text.data() != out.data()) out = text;
}

/// Reads spans or units if they stand next and the text is known; false: it is another field, or
/// stands before the text.
bool Record::read_annotations(std::string_view key) {
  UnitList* const list = lists_.find(key);
  if ((list == nullptr && key != "spans") || find("text") == nullptr) return false;
  if (list != nullptr)
    read_unit_list(json_, key, offsets_, 0, *list);
  else
    read_spans(json_, offsets_, spans_);
  return true;
}

void Record::read_what_came_before_the_text() {
  const RawJson* spans = nullptr;
  for (const Field& field : fields_) {
    if (field.key == "text") break;
    if (field.value.json == "null") continue;
    if (field.key == "spans") spans = &field.value;
    UnitList* const list = lists_.find(field.key);
    if (list == nullptr) continue;
    read_again(field.value, part_, [&](JsonCursor& json) {
      read_unit_list(json, field.key, offsets_, field.value.byte, *list);
    });
  }
  // Last: they are views into what was read again.
  if (spans != nullptr)
    read_again(*spans, part_, [this](JsonCursor& json) { read_spans(json, offsets_, spans_); });
}

const Record::Field* Record::find(std::string_view key) const {
  for (const Field& field : fields_)
    if (field.key == key) return &field;
  return nullptr;
}

std::optional<JsonView> Record::field(std::string_view key) const {
  if (find(key) == nullptr) return std::nullopt;
  if (!tree_made_) {
    [[maybe_unused]] const auto error = tree_.parse(json_.source());
    assert(!error);
    tree_made_ = true;
  }
  return tree_.root().find(key);
}

std::string_view Record::json(std::string_view key) const {
  if (const Change* change = change_of(key)) return change->json;
  const Field* read = find(key);
  return read == nullptr ? std::string_view() : read->value.json;
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
    part_.reset(json("spans"));
    read_spans(part_, offsets_, spans_);
  }
  return spans_.items;
}

const std::vector<Annotation>& Record::annotations() const {
  if (!annotations_made_) {
    annotations_.clear();
    JsonTree tree;
    for (const SpanView& span : spans()) {
      annotations_.push_back(read_annotation(span, offsets_, tree));
    }
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
    append(old[i].json);
  }
  for (; next < made.size(); ++next) append(made.json(next));
  json += ']';
  spans_replaced_ = true;
  annotations_made_ = false;
}

void Record::append_line(std::string& out) const {
  const std::string_view source = json_.source();
  out += '{';
  std::size_t at = fields_begin_;  // end of the member before
  bool first = true;
  for (const Field& field : fields_) {
    const Change* change = change_of(field.key);
    if (change == nullptr || !change->json.empty()) {
      // What stands before the first member that stays must not be the comma of a removed one.
      if (first) at = source.find('"', at);
      out += source.substr(at, field.value.byte - at);
      out += change == nullptr ? field.value.json : std::string_view(change->json);
      first = false;
    }
    at = field.value.byte + field.value.json.size();
  }
  for (std::size_t i = 0; i < changed_; ++i) {
    const Change& change = changes_[i];
    if (change.json.empty() || find(change.key) != nullptr) continue;
    if (!first) out += ',';
    append_json_string(out, change.key);
    (out += ':') += change.json;
    first = false;
  }
  out += "}\n";
}

}  // namespace tarn
