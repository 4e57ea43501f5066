#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::cells {

/// One value of a row of a table, as JSON or as a cell of CSV or TSV.
struct Value {
  enum class Type : std::uint8_t { kNull, kCount, kNumber, kBoolean, kText, kJson };
  Type type = Type::kNull;
  int decimals = 4;
  std::int64_t count = 0;  ///< of kCount and kBoolean
  double number = 0;
  std::string text;  ///< of kText and kJson
};

/// Values of each type; a missing number is null.
Value value(const std::optional<double>& number, int decimals = 4);
Value value(std::uint64_t count);
Value value(std::int64_t count);
Value value(std::string_view text);  ///< null if it is empty
Value yes_no(bool boolean);
Value text(std::string_view text);  ///< also if it is empty
Value json(std::string_view json);  ///< to be written as it is

/// The forms of a table.
enum class Form : std::uint8_t { kJsonl, kCsv, kTsv };

/// How values are written: with csv_raw no ' before text cells of CSV that a spreadsheet would take
/// for a formula.
struct Style {
  Form format = Form::kJsonl;
  bool csv_raw = false;
};

/// Appends a value as JSON.
void append_json(std::string& out, const Value& value);

/// Appends a value as a cell of CSV or TSV; null is empty. REQUIRES one of these forms.
void append_flat(std::string& out, const Value& value, const Style& style);

}  // namespace tarn::cells
