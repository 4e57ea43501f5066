#include "exchange/coders.h"

#include "format/json.h"

namespace tarn::exchange {

std::set<std::string> coders_of(const Record& record) {
  std::set<std::string> out;
  JsonTree tree;
  const std::string_view json = record.json("coders");
  if (json.empty() || tree.parse(json) || !tree.root().is(JsonType::kArray)) return out;
  for (const JsonView name : tree.root()) {
    if (name.is(JsonType::kString) && name.raw() != "\"\"") out.insert(name.string());
  }
  return out;
}

}  // namespace tarn::exchange
