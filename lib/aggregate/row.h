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
#include "format/cells.h"

namespace tarn::aggregate {

/// The columns of a table after "group", in order (ROWS.md).
std::span<const std::string_view> columns_of(Table table);

using RowValue = cells::Value;
using cells::json;
using cells::text;
using cells::value;
using cells::yes_no;

using Format = cells::Form;

/// Writes rows as JSON Lines, CSV or TSV.
class RowWriter {
 public:
  using Style = cells::Style;
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
  void drain(std::size_t limit);

  const AggregateOptions& options_;
  Style style_;
  std::function<void(std::string_view)> write_;
  std::vector<std::string> fields_;  ///< of all groupings
  Table table_ = Table::kCoverage;
  std::string out_;
};

}  // namespace tarn::aggregate
