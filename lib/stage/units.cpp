#include "stage/units.h"

#include <algorithm>

#include "format/json.h"
#include "record/annotation.h"

namespace tarn {
namespace {

std::string language_of(const Record& record) {
  const std::string_view json = record.json("language");
  if (json.empty() || json.front() != '"') return {};
  if (json.find('\\') != std::string_view::npos) return record.field("language")->string();
  return std::string(json.substr(1, json.size() - 2));
}

/// The members of a JSON object, names to JSON texts, in their order; none when it is no object.
std::vector<std::pair<std::string, std::string>> members_of(std::string_view json) {
  std::vector<std::pair<std::string, std::string>> members;
  JsonTree tree;
  if (json.empty() || tree.parse(json) || !tree.root().is(JsonType::kObject)) return members;
  for (const JsonView member : tree.root()) {
    members.emplace_back(std::string(member.key()), std::string(member.raw()));
  }
  return members;
}

std::string object_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    if (json.size() > 1) json += ',';
    append_json_string(json, name);
    json += ':' + value;
  }
  return json + '}';
}

void set_member(std::vector<std::pair<std::string, std::string>>& members, const std::string& name,
                std::string json) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first == name; });
  if (found == members.end()) {
    members.emplace_back(name, std::move(json));
  } else {
    found->second = std::move(json);
  }
}

/// The field "tarn" with what is to be in it.
std::string made_by(std::string_view before, bool tokenizer, const MadeBy::Lexicons& lexicons) {
  auto members = members_of(before);
  if (tokenizer) set_member(members, "tokenizer", json_string(Segmenter::rule_set()));
  if (!lexicons.empty()) {
    const auto old = std::find_if(members.begin(), members.end(),
                                  [](const auto& member) { return member.first == "lexicons"; });
    auto named = old == members.end() ? decltype(members)() : members_of(old->second);
    for (const auto& [name, identity] : lexicons) set_member(named, name, json_string(identity));
    std::sort(named.begin(), named.end());
    set_member(members, "lexicons", object_of(named));
  }
  return object_of(members);
}

}  // namespace

Units::Units(std::string_view language) : language_(language) {
  for (const std::string_view name : Segmenter::languages()) {
    segmenters_.emplace_back(std::string(name), Segmenter(name));
  }
}

const Segmentation& Units::of(const Record& record, Segmentation& space) const {
  if (record.units()) return *record.units();
  cut(record, space);
  return space;
}

void Units::cut(const Record& record, Segmentation& out) const {
  const std::string language = language_.empty() ? language_of(record) : language_;
  const std::string_view wanted = Segmenter::rules_for(language);
  const auto found = std::find_if(segmenters_.begin(), segmenters_.end(),
                                  [&](const auto& one) { return one.first == wanted; });
  found->second.segment(record.text(), out);
}

void write_units(Record& record, const Segmentation& units) {
  std::vector<Span> sentences;
  sentences.reserve(units.sentences.size());
  for (const Sentence& sentence : units.sentences) sentences.push_back(sentence.span);
  record.set("sentences", spans_json(sentences, record.offsets()));
  JsonWriter out(record.writable("counts"));
  JsonObject counts(out);
  counts.whole("words", units.words()).whole("sentences", sentences.size()).close();
}

void MadeBy::write(Record& record, bool tokenizer) {
  const std::string_view before = record.json("tarn");
  if (after_.empty() || tokenizer != tokenizer_ || before != before_) {
    before_ = before;
    tokenizer_ = tokenizer;
    after_ = made_by(before, tokenizer, lexicons_);
  }
  record.set("tarn", after_);
}

}  // namespace tarn
