#include "stance/table.h"

#include <algorithm>
#include <string_view>

#include "lexicon/lexicon.h"

namespace tarn::stance {
namespace {

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t at = line.find(separator);
    cells.emplace_back(line.substr(0, at));
    if (at == std::string_view::npos) return cells;
    line.remove_prefix(at + 1);
  }
}

/// Where each wanted column stands in the header; the size of the header for a missing one.
std::vector<std::size_t> columns_of(const std::vector<std::string>& header,
                                    const std::vector<std::string>& wanted, const Place& place,
                                    Diagnostics& faults) {
  std::vector<std::size_t> columns;
  for (const std::string& name : wanted) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      faults.push_back({Severity::kError, place, "missing-column",
                        "no column '" + name + "' in the header row"});
    }
    columns.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return columns;
}

}  // namespace

std::vector<TableRow> read_table(ByteSource& source, const std::vector<std::string>& wanted,
                                 Diagnostics& faults) {
  const std::string bytes = read_all(source);
  std::vector<TableRow> rows;
  std::vector<std::string> header;
  std::vector<std::size_t> columns;
  std::uint64_t number = 0;
  for (std::string& line : split(bytes, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells = split(line, '\t');
    const Place place{source.name(), number, 1};
    if (header.empty()) {
      header = std::move(cells);
      columns = columns_of(header, wanted, place, faults);
      continue;
    }
    if (cells.size() > header.size()) {
      faults.push_back({Severity::kError, place, "too-many-cells",
                        std::to_string(cells.size()) + " cells in a table of " +
                            std::to_string(header.size()) + " columns"});
    }
    TableRow row{{}, number};
    for (const std::size_t column : columns) {
      row.cells.push_back(column < cells.size() ? cells[column] : std::string());
    }
    rows.push_back(std::move(row));
  }
  if (header.empty()) {
    faults.push_back({Severity::kError, {source.name(), 0, 0}, "missing-header", "no header row"});
  }
  return rows;
}

void require_no_faults(const Diagnostics& faults) {
  if (!faults.empty()) throw_faults(faults);
}

}  // namespace tarn::stance
