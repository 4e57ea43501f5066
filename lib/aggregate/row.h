#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/aggregation.h"
#include "aggregate/options.h"

namespace tarn::aggregate {

/// The columns of a table after "group", in order (ROWS.md).
std::span<const std::string_view> columns_of(Table table);

/// One value of a row.
struct RowValue {
  enum class Type : std::uint8_t { kNull, kCount, kNumber, kBoolean, kText, kJson };
  Type type = Type::kNull;
  int decimals = 4;
  std::int64_t count = 0;  ///< of kCount and kBoolean
  double number = 0;
  std::string text;  ///< of kText and kJson
};

RowValue value(const std::optional<double>& number, int decimals = 4);
RowValue value(std::uint64_t count);
RowValue value(std::int64_t count);
RowValue value(std::string_view text);  ///< null if it is empty
RowValue yes_no(bool boolean);
RowValue text(std::string_view text);  ///< also if it is empty
RowValue json(std::string_view json);  ///< to be written as it is

enum class Format : std::uint8_t { kJsonl, kCsv, kTsv };

/// Writes rows as JSON Lines, CSV or TSV.
class RowWriter {
 public:
  /// How text cells of CSV are written that a spreadsheet would take for a formula.
  struct Style {
    Format format = Format::kJsonl;
    bool csv_raw = false;
  };
  /// `write` gets the output piece by piece. `options` must outlive the writer. Throws
  /// ResourceError if a flat form is to hold several tables.
  RowWriter(const AggregateOptions& options, Style style,
            std::function<void(std::string_view)> write);

  /// Starts a table: writes its header where the format has one.
  void begin(Table table);

  /// Writes a row of the table that was begun. REQUIRES a value for each column. A null group is
  /// the whole corpus.
  void row(const GroupEntry* group, const std::vector<RowValue>& values);

  /// Hands over what is left.
  void finish();

 private:
  void json_row(const GroupEntry* group, const std::vector<RowValue>& values);
  void flat_row(const GroupEntry* group, const std::vector<RowValue>& values);
  void json_value(const RowValue& value);
  void flat_value(const RowValue& value);
  void flat_text(std::string_view text, bool is_text);
  void drain(std::size_t limit);

  const AggregateOptions& options_;
  Style style_;
  std::function<void(std::string_view)> write_;
  std::vector<std::string> fields_;  ///< of all groupings
  Table table_ = Table::kCoverage;
  std::string out_;
};

}  // namespace tarn::aggregate
