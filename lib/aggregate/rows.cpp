#include "aggregate/rows.h"

#include <cmath>

#include "base/numbers.h"

namespace tarn::aggregate {
namespace {

RowCell cell_of(JsonView value) {
  return {value.type(), value.is(JsonType::kString) ? value.string() : std::string(value.raw())};
}

}  // namespace

Row::Row(JsonView object) {
  for (const JsonView member : object) {
    if (member.key() == "group" && member.is(JsonType::kObject)) {
      for (const JsonView part : member) {
        const RowCell cell = cell_of(part);
        group_.emplace_back(part.key(), cell.type == JsonType::kNull ? std::string() : cell.text);
      }
    } else if (member.key() != "schema" && member.key() != "table") {
      cells_.emplace_back(member.key(), cell_of(member));
    }
  }
}

std::variant<TableRow, JsonError> read_row(std::string_view line) {
  JsonTree tree;
  if (auto error = tree.parse(line)) return *error;
  const JsonView root = tree.root();
  if (!root.is(JsonType::kObject))
    return JsonError{root.byte(), "a row is an object, found " + std::string(shown(root.type()))};
  const auto schema = root.find("schema"), table = root.find("table");
  const bool is_row = schema && schema->is(JsonType::kString) && schema->string() == "tarn.row/1";
  if (!is_row)
    return JsonError{root.byte(), "a row of tarn-aggregate (schema tarn.row/1) is wanted"};
  if (!table || !table->is(JsonType::kString)) return JsonError{root.byte(), "a row needs a table"};
  return TableRow{table->string(), Row(root)};
}

const RowCell* Row::find(std::string_view name) const {
  for (const auto& [key, cell] : cells_)
    if (key == name) return &cell;
  return nullptr;
}

std::string_view Row::text(std::string_view name) const {
  const RowCell* cell = find(name);
  return cell == nullptr || cell->type == JsonType::kNull ? std::string_view() : cell->text;
}

std::optional<double> Row::number(std::string_view name) const {
  const RowCell* cell = find(name);
  if (cell == nullptr || cell->type != JsonType::kNumber) return std::nullopt;
  // No figure is so large; what is could not be worked with.
  constexpr double kLargest = 1e15;
  const std::optional<double> value = parse_decimal(cell->text);
  return value && std::fabs(*value) <= kLargest ? value : std::nullopt;
}

std::string Row::group_name() const {
  std::string out;
  for (const auto& [key, value] : group_) {
    if (!out.empty()) out += ", ";
    out += key + ' ' + (value.empty() ? "(none)" : value);
  }
  return out;
}

const std::vector<Row>& Rows::table(std::string_view name) const {
  static const std::vector<Row> none;
  const auto found = tables_.find(name);
  return found == tables_.end() ? none : found->second;
}

std::vector<std::string> Rows::tables() const {
  std::vector<std::string> names;
  for (const auto& [name, rows] : tables_) names.push_back(name);
  return names;
}

std::vector<const Row*> Rows::whole(std::string_view name) const {
  std::vector<const Row*> out;
  for (const Row& row : table(name))
    if (row.group().empty()) out.push_back(&row);
  return out;
}

}  // namespace tarn::aggregate
