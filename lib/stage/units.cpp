#include "stage/units.h"

#include <algorithm>

#include "format/json.h"
#include "record/annotation.h"

namespace tarn {
namespace {

std::string language_of(const Record& record) {
  const auto field = record.field("language");
  return field && field->is(JsonType::kString) ? field->string() : std::string();
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
  record.set("counts", "{\"words\":" + std::to_string(units.words()) +
                           ",\"sentences\":" + std::to_string(sentences.size()) + "}");
  if (!record.units()) write_tokenizer(record);
}

void write_lexicons(Record& record,
                    const std::vector<std::pair<std::string, std::string>>& lexicons) {
  auto made_by = members_of(record.json("tarn"));
  const auto old = std::find_if(made_by.begin(), made_by.end(),
                                [](const auto& member) { return member.first == "lexicons"; });
  auto named = old == made_by.end() ? decltype(made_by)() : members_of(old->second);
  for (const auto& [name, identity] : lexicons) set_member(named, name, json_string(identity));
  std::sort(named.begin(), named.end());
  set_member(made_by, "lexicons", object_of(named));
  record.set("tarn", object_of(made_by));
}

void write_tokenizer(Record& record) {
  auto made_by = members_of(record.json("tarn"));
  set_member(made_by, "tokenizer", json_string(Segmenter::rule_set()));
  record.set("tarn", object_of(made_by));
}

}  // namespace tarn
