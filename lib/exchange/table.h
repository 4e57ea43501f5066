#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/codes.h"
#include "exchange/input.h"
#include "format/csv.h"

namespace tarn::exchange {

/// What a column of a table of codes holds.
enum class Role : std::uint8_t {
  kDocument,
  kStart,
  kEnd,
  kQuote,
  kCode,
  kCoder,
  kTime,
  kMemo,
  kScore,
  kFragment,
  kCount
};

/// A name that a format has for a role; case, spaces, '_' and '/' do not matter.
struct ColumnName {
  std::string_view name;
  Role role;
};

/// A table of codes with a header row, a code a row; ',' ';' TAB or '|' between cells.
class CodeTable {
 public:
  /// `input` must outlive it.
  CodeTable(const Input& input, std::span<const ColumnName> names);

  bool has(Role role) const { return columns_[static_cast<std::size_t>(role)] >= 0; }

  /// Throws ResourceError when a column of one of these roles is missing.
  void need(std::initializer_list<Role> roles) const;

  /// Reads all rows: a code each; one with a document and a coder alone says that the coder looked
  /// through it. Throws ResourceError with the place: a row without a document, positions that are
  /// no whole numbers, a code without place and words.
  void read(CodeFile& out);

 private:
  std::string_view cell(Role role) const;
  std::optional<std::uint64_t> position(Role role) const;
  [[noreturn]] void fail(const std::string& message) const;

  const Input& input_;
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<CsvReader> reader_;
  std::span<const ColumnName> names_;
  int columns_[static_cast<std::size_t>(Role::kCount)];
  std::vector<std::string> cells_;
};

/// Whether the first line of an input is a header with a column of each of these roles.
bool has_header(const Input& input, std::span<const ColumnName> names,
                std::initializer_list<Role> roles);

}  // namespace tarn::exchange
