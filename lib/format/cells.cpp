#include "format/cells.h"

#include <cmath>

#include "base/numbers.h"
#include "format/csv_write.h"
#include "format/json.h"

namespace tarn::cells {

Value value(const std::optional<double>& number, int decimals) {
  Value out;
  if (!number || !std::isfinite(*number)) return out;
  out.type = Value::Type::kNumber;
  out.number = *number;
  out.decimals = decimals;
  return out;
}

Value value(std::uint64_t count) { return value(static_cast<std::int64_t>(count)); }

Value value(std::int64_t count) {
  Value out;
  out.type = Value::Type::kCount;
  out.count = count;
  return out;
}

Value value(std::string_view words) { return words.empty() ? Value() : text(words); }

Value yes_no(bool boolean) {
  Value out;
  out.type = Value::Type::kBoolean;
  out.count = boolean ? 1 : 0;
  return out;
}

Value text(std::string_view text) {
  Value out;
  out.type = Value::Type::kText;
  out.text = text;
  return out;
}

Value json(std::string_view json) {
  Value out = text(json);
  out.type = Value::Type::kJson;
  return out;
}

void append_json(std::string& out, const Value& value) {
  switch (value.type) {
    case Value::Type::kNull:
      out += "null";
      break;
    case Value::Type::kCount:
      out += std::to_string(value.count);
      break;
    case Value::Type::kNumber:
      append_number(out, value.number, value.decimals);
      break;
    case Value::Type::kBoolean:
      out += value.count != 0 ? "true" : "false";
      break;
    case Value::Type::kText:
      append_json_string(out, value.text);
      break;
    case Value::Type::kJson:
      out += value.text;
      break;
  }
}

void append_flat(std::string& out, const Value& value, const Style& style) {
  if (value.type == Value::Type::kNull) return;
  const bool is_text = value.type == Value::Type::kText;
  if (!is_text && value.type != Value::Type::kJson) {
    append_json(out, value);
  } else if (style.format == Form::kTsv) {
    append_tsv_cell(out, value.text);
  } else if (is_text && !style.csv_raw) {
    append_csv_text(out, value.text);
  } else {
    append_csv_cell(out, value.text);
  }
}

}  // namespace tarn::cells
