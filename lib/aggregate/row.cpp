#include "aggregate/row.h"

#include <algorithm>
#include <cassert>

#include "base/error.h"
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
    cells::append_flat(out_, text(field), style_);
  }
  for (const std::string_view column : columns_of(table)) {
    out_ += separator;
    cells::append_flat(out_, text(column), style_);
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
    cells::append_json(out_, values[i]);
  }
  out_ += "}\n";
}

void RowWriter::flat_row(const GroupEntry* group, const std::vector<RowValue>& values) {
  const char separator = style_.format == Format::kCsv ? ',' : '\t';
  cells::append_flat(out_, text(grouping_name(options_, group)), style_);
  for (const std::string& field : fields_) {
    out_ += separator;
    if (group == nullptr || group->grouping == 0) continue;
    const auto& fields = options_.by[group->grouping - 1];
    const auto found = std::find(fields.begin(), fields.end(), field);
    if (found == fields.end()) continue;
    const auto& cell = group->values[static_cast<std::size_t>(found - fields.begin())];
    if (cell) cells::append_flat(out_, text(*cell), style_);
  }
  for (const RowValue& item : values) {
    out_ += separator;
    cells::append_flat(out_, item, style_);
  }
  out_ += '\n';
}

void RowWriter::drain(std::size_t limit) {
  if (out_.size() < limit) return;
  write_(out_);
  out_.clear();
}

void RowWriter::finish() { drain(1); }

}  // namespace tarn::aggregate
