#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

struct DataMember;

/// Data of YAML, TOML or JSON as it stands: scalars are strings in their own spelling, so that no
/// date is shifted and no version number becomes a float.
struct DataTree {
  enum class Type : std::uint8_t { kNull, kScalar, kList, kMap };
  Type type = Type::kNull;
  std::string scalar;
  std::vector<DataTree> items;      ///< of a list
  std::vector<DataMember> members;  ///< of a map, in order
  std::uint32_t line = 0;           ///< in the text that was parsed, from 1

  /// The member of a map, ASCII case ignored; null when it has none, or this is no map.
  const DataTree* find(std::string_view key) const;

  /// The scalar of a member; empty when there is none.
  std::string_view value(std::string_view key) const;

  /// Appends a member to a map and gives its value.
  DataTree& add(std::string key);

  DataTree();
  DataTree(const DataTree&);
  DataTree(DataTree&&) noexcept;
  DataTree& operator=(const DataTree&);
  DataTree& operator=(DataTree&&) noexcept;
  ~DataTree();
};

/// A member of a map.
struct DataMember {
  std::string first;  ///< its name
  DataTree second;
};

/// Why a text could not be parsed; `line` counts from 1, 0 where unknown.
struct DataError {
  std::uint32_t line = 0;
  std::string message;
};

}  // namespace tarn
