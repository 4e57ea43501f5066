#include <fmt/format.h>

#include <algorithm>

#include "format/csv_write.h"
#include "report/report.h"

namespace tarn::report {
namespace {

/// Every field that the groups of a table name, in the order of coming.
std::vector<std::string> group_fields(const std::vector<Row>& rows) {
  std::vector<std::string> fields;
  for (const Row& row : rows)
    for (const auto& [field, value] : row.group())
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  return fields;
}

std::string_view group_value(const Row& row, std::string_view field) {
  for (const auto& [name, value] : row.group())
    if (name == field) return value;
  return {};
}

}  // namespace

std::string write_csv(const Rows& rows, const std::string& table) {
  const std::vector<Row>& found = rows.table(table);
  if (found.empty())
    throw ResourceError(
        fmt::format("no rows of table '{}'; there are: {}", table, fmt::join(rows.tables(), ", ")));
  const auto fields = group_fields(found);
  std::string out;
  for (const std::string& field : fields) {
    append_csv_text(out, field);
    out += ',';
  }
  const auto& columns = found.front().cells();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_text(out, columns[i].first);
  }
  out += '\n';
  for (const Row& row : found) {
    for (const std::string& field : fields) {
      append_csv_text(out, group_value(row, field));
      out += ',';
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) out += ',';
      const RowCell* cell = row.find(columns[i].first);
      if (cell == nullptr || cell->type == JsonType::kNull) continue;
      if (cell->type == JsonType::kString)
        append_csv_text(out, cell->text);
      else
        append_csv_cell(out, cell->text);
    }
    out += '\n';
  }
  return out;
}

}  // namespace tarn::report
