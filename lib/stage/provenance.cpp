#include "stage/provenance.h"

#include <algorithm>
#include <optional>

#include "format/json.h"
#include "text/segmenter.h"

namespace tarn {
namespace {

/// Members of an object as raw JSON, by key; empty for all else.
std::vector<std::pair<std::string, std::string>> members_of(std::optional<JsonView> object) {
  std::vector<std::pair<std::string, std::string>> members;
  if (!object || !object->is(JsonType::kObject)) return members;
  for (const JsonView member : *object) {
    members.emplace_back(std::string(member.key()), std::string(member.raw()));
  }
  return members;
}

void put(std::vector<std::pair<std::string, std::string>>& members, const std::string& key,
         std::string json) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const auto& member) { return member.first == key; });
  if (found == members.end()) {
    members.emplace_back(key, std::move(json));
  } else {
    found->second = std::move(json);
  }
}

std::string object_json(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out = "{";
  for (const auto& [key, json] : members) {
    if (out.size() > 1) out += ',';
    append_json_string(out, key);
    (out += ':') += json;
  }
  return out += '}';
}

}  // namespace

void set_provenance(Record& record, const Digests& digests) {
  const std::optional<JsonView> old = record.field("tarn");
  auto members = members_of(old);
  auto lexicons = members_of(old && old->is(JsonType::kObject) ? old->find("lexicons")
                                                               : std::optional<JsonView>());
  for (const auto& [name, digest] : digests) put(lexicons, name, json_string("sha256:" + digest));
  put(members, "tokenizer", json_string(Segmenter::rule_set()));
  put(members, "lexicons", object_json(lexicons));
  record.set("tarn", object_json(members));
}

}  // namespace tarn
