#include "exchange/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/numbers.h"

namespace tarn::exchange {
namespace {

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '/' || c == '\'') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

/// Undoes the ' that keeps a spreadsheet from taking a cell for a formula.
std::string_view unguarded(std::string_view cell) {
  const std::size_t mark = cell.find_first_not_of('\'');
  const bool guarded = mark != 0 && mark != std::string_view::npos &&
                       std::string_view("=+-@\t\r").find(cell[mark]) != std::string_view::npos;
  return guarded ? cell.substr(1) : cell;
}

}  // namespace

CodeTable::CodeTable(const Input& input, std::span<const ColumnName> names)
    : input_(input), names_(names) {
  const std::string_view text = input.only().body();
  source_ = memory_source(std::string(text), input.name);
  reader_ = std::make_unique<CsvReader>(*source_, sniff_delimiter(text.substr(0, 1 << 16)));
  std::fill(std::begin(columns_), std::end(columns_), -1);
  reader_->next(cells_);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    for (const ColumnName& name : names) {
      int& column = columns_[static_cast<std::size_t>(name.role)];
      if (column < 0 && folded(name.name) == folded(cells_[i])) column = static_cast<int>(i);
    }
  }
}

void CodeTable::fail(const std::string& message) const {
  throw ResourceError({input_.name, reader_->line(), 0}, message);
}

void CodeTable::need(std::initializer_list<Role> roles) const {
  for (const Role role : roles) {
    if (has(role)) continue;
    const auto name = std::find_if(names_.begin(), names_.end(),
                                   [&](const ColumnName& each) { return each.role == role; });
    throw ResourceError({input_.name, 1, 0}, fmt::format("there is no column '{}'", name->name));
  }
}

std::string_view CodeTable::cell(Role role) const {
  const int column = columns_[static_cast<std::size_t>(role)];
  if (column < 0 || static_cast<std::size_t>(column) >= cells_.size()) return {};
  return unguarded(cells_[static_cast<std::size_t>(column)]);
}

std::optional<std::uint64_t> CodeTable::position(Role role) const {
  const std::string_view text = cell(role);
  if (text.empty()) return std::nullopt;
  const auto value = parse_integer(text);
  if (!value || *value < 0) {
    fail(fmt::format("'{}' is no position: a whole number from 0 on is wanted", text));
  }
  return static_cast<std::uint64_t>(*value);
}

void CodeTable::read(CodeFile& out) {
  while (reader_->next(cells_)) {
    const std::string name(cell(Role::kDocument));
    if (name.empty()) fail("a row without a document");
    CodedDocument& document = out.document(name);
    Code code;
    code.place = {input_.name, reader_->line(), 0};
    code.start = position(Role::kStart);
    code.end = position(Role::kEnd);
    code.quote = cell(Role::kQuote);
    code.label = cell(Role::kCode);
    code.coder = cell(Role::kCoder);
    code.time = cell(Role::kTime);
    code.memo = cell(Role::kMemo);
    code.fragment = cell(Role::kFragment);
    if (const std::string_view score = cell(Role::kScore); !score.empty()) {
      code.score = parse_decimal(score);
      if (!code.score) fail(fmt::format("'{}' is no number", score));
    }
    if (code.start.has_value() != code.end.has_value())
      fail("a start without an end, or an end without a start");
    if (code.label.empty()) {
      if (code.start || !code.quote.empty()) fail("a row with a place and no code");
      document.coders.push_back(code.coder);
      continue;
    }
    code.whole = !code.start && code.quote.empty();
    document.codes.push_back(std::move(code));
  }
}

bool has_header(const Input& input, std::span<const ColumnName> names,
                std::initializer_list<Role> roles) {
  if (input.is_folder) return false;
  const std::string_view text = input.only().body();
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] == '{' || text[first] == '[') return false;
  if (text.substr(0, 1 << 16).find('\0') != std::string_view::npos) return false;
  try {
    const Input head{
        input.name, false, {{input.only().path, std::string(text.substr(0, text.find('\n')))}}};
    const CodeTable table(head, names);
    return std::all_of(roles.begin(), roles.end(), [&](Role role) { return table.has(role); });
  } catch (const ResourceError&) {
    return false;
  }
}

}  // namespace tarn::exchange
