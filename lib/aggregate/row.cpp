#include "aggregate/row.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/error.h"
#include "base/numbers.h"
#include "format/csv_write.h"
#include "format/json.h"

namespace tarn::aggregate {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16U;

/// "", "month", "month,author": what a group's fields are.
std::string grouping_name(const AggregateOptions& options, const GroupEntry* group) {
  std::string out;
  if (group == nullptr || group->grouping == 0) return out;
  for (const std::string& field : options.by[group->grouping - 1]) {
    if (!out.empty()) out += ',';
    out += field;
  }
  return out;
}

}  // namespace

RowValue value(const std::optional<double>& number, int decimals) {
  RowValue out;
  if (!number || !std::isfinite(*number)) return out;
  out.type = RowValue::Type::kNumber;
  out.number = *number;
  out.decimals = decimals;
  return out;
}

RowValue value(std::uint64_t count) { return value(static_cast<std::int64_t>(count)); }

RowValue value(std::int64_t count) {
  RowValue out;
  out.type = RowValue::Type::kCount;
  out.count = count;
  return out;
}

RowValue value(std::string_view words) { return words.empty() ? RowValue() : text(words); }

RowValue yes_no(bool boolean) {
  RowValue out;
  out.type = RowValue::Type::kBoolean;
  out.count = boolean ? 1 : 0;
  return out;
}

RowValue text(std::string_view text) {
  RowValue out;
  out.type = RowValue::Type::kText;
  out.text = text;
  return out;
}

RowValue json(std::string_view json) {
  RowValue out = text(json);
  out.type = RowValue::Type::kJson;
  return out;
}

RowWriter::RowWriter(const AggregateOptions& options, Style style,
                     std::function<void(std::string_view)> write)
    : options_(options), style_(style), write_(std::move(write)) {
  if (style.format != Format::kJsonl && tables_of(options).size() != 1)
    throw ResourceError("csv and tsv take one table: --tables NAME");
  for (const auto& grouping : options.by) {
    for (const std::string& field : grouping) {
      if (std::find(fields_.begin(), fields_.end(), field) == fields_.end())
        fields_.push_back(field);
    }
  }
}

void RowWriter::begin(Table table) {
  table_ = table;
  if (style_.format == Format::kJsonl) return;
  const char separator = style_.format == Format::kCsv ? ',' : '\t';
  out_ += "by";
  for (const std::string& field : fields_) {
    out_ += separator;
    flat_text(field, true);
  }
  for (const std::string_view column : columns_of(table)) {
    out_ += separator;
    flat_text(column, true);
  }
  out_ += '\n';
}

void RowWriter::row(const GroupEntry* group, const std::vector<RowValue>& values) {
  assert(values.size() == columns_of(table_).size());
  if (style_.format == Format::kJsonl)
    json_row(group, values);
  else
    flat_row(group, values);
  drain(kBuffer);
}

void RowWriter::json_row(const GroupEntry* group, const std::vector<RowValue>& values) {
  out_.append(R"({"schema":"tarn.row/1","table":")")
      .append(name_of(table_))
      .append("\",\"group\":{");
  if (group != nullptr && group->grouping > 0) {
    const auto& fields = options_.by[group->grouping - 1];
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) out_ += ',';
      append_json_string(out_, fields[i]);
      out_ += ':';
      if (group->values[i])
        append_json_string(out_, *group->values[i]);
      else
        out_ += "null";
    }
  }
  out_ += '}';
  const auto columns = columns_of(table_);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out_.append(",\"").append(columns[i]).append("\":");
    json_value(values[i]);
  }
  out_ += "}\n";
}

void RowWriter::json_value(const RowValue& value) {
  switch (value.type) {
    case RowValue::Type::kNull:
      out_ += "null";
      break;
    case RowValue::Type::kCount:
      out_ += std::to_string(value.count);
      break;
    case RowValue::Type::kNumber:
      append_number(out_, value.number, value.decimals);
      break;
    case RowValue::Type::kBoolean:
      out_ += value.count != 0 ? "true" : "false";
      break;
    case RowValue::Type::kText:
      append_json_string(out_, value.text);
      break;
    case RowValue::Type::kJson:
      out_ += value.text;
      break;
  }
}

void RowWriter::flat_row(const GroupEntry* group, const std::vector<RowValue>& values) {
  const char separator = style_.format == Format::kCsv ? ',' : '\t';
  flat_text(grouping_name(options_, group), true);
  for (const std::string& field : fields_) {
    out_ += separator;
    if (group == nullptr || group->grouping == 0) continue;
    const auto& fields = options_.by[group->grouping - 1];
    const auto found = std::find(fields.begin(), fields.end(), field);
    if (found == fields.end()) continue;
    const auto& cell = group->values[static_cast<std::size_t>(found - fields.begin())];
    if (cell) flat_text(*cell, true);
  }
  for (const RowValue& item : values) {
    out_ += separator;
    flat_value(item);
  }
  out_ += '\n';
}

void RowWriter::flat_value(const RowValue& value) {
  switch (value.type) {
    case RowValue::Type::kNull:
      break;
    case RowValue::Type::kText:
      flat_text(value.text, true);
      break;
    case RowValue::Type::kJson:
      flat_text(value.text, false);
      break;
    default:
      json_value(value);
  }
}

void RowWriter::flat_text(std::string_view text, bool is_text) {
  if (style_.format == Format::kTsv)
    append_tsv_cell(out_, text);
  else if (is_text && !style_.csv_raw)
    append_csv_text(out_, text);
  else
    append_csv_cell(out_, text);
}

void RowWriter::drain(std::size_t limit) {
  if (out_.size() < limit) return;
  write_(out_);
  out_.clear();
}

void RowWriter::finish() { drain(1); }

}  // namespace tarn::aggregate
