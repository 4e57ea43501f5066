#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "format/json.h"

namespace tarn::aggregate {

/// One member of a row: a string unescaped, all else as JSON.
struct RowCell {
  JsonType type = JsonType::kNull;
  std::string text;
};

/// A row of `tarn-aggregate` (aggregate/ROWS.md), its members in order.
class Row {
 public:
  /// REQUIRES an object.
  explicit Row(JsonView object);

  /// The text of a member: a string as such, null and absent as "", all else as JSON.
  std::string_view text(std::string_view name) const;

  /// The value of a number; empty when it is null, absent, no number, or beyond 1e15.
  std::optional<double> number(std::string_view name) const;

  /// A number that a row cannot lack (a count); 0 when it does.
  double count(std::string_view name) const { return number(name).value_or(0); }

  bool is_true(std::string_view name) const { return text(name) == "true"; }

  /// The members of "group": empty for the whole corpus. A null value is "".
  const std::vector<std::pair<std::string, std::string>>& group() const { return group_; }

  /// "month 2014-03, author A" for people; empty for the whole corpus.
  std::string group_name() const;

  const std::vector<std::pair<std::string, RowCell>>& cells() const { return cells_; }

  /// The cell of a member; nothing when the row has none of that name.
  const RowCell* find(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, RowCell>> cells_;
  std::vector<std::pair<std::string, std::string>> group_;
};

/// A row and the table that it belongs to, as a line of `tarn-aggregate` has them.
struct TableRow {
  std::string table;
  Row row;
};

/// Reads a line; says why when it is no row (schema tarn.row/1 and a table).
std::variant<TableRow, JsonError> read_row(std::string_view line);

/// All rows of a report by table, in the order in which they came.
class Rows {
 public:
  void add(TableRow&& row) { tables_[std::move(row.table)].push_back(std::move(row.row)); }

  const std::vector<Row>& table(std::string_view name) const;

  /// The rows of a table for the whole corpus.
  std::vector<const Row*> whole(std::string_view table) const;

  /// The names of the tables that have rows, by their bytes.
  std::vector<std::string> tables() const;

 private:
  std::map<std::string, std::vector<Row>, std::less<>> tables_;
};

}  // namespace tarn::aggregate
