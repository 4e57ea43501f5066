#include "format/tree.h"

#include <algorithm>
#include <utility>

namespace tarn {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

// Here, where a member is a complete type.
DataTree::DataTree() = default;
DataTree::DataTree(const DataTree&) = default;
DataTree::DataTree(DataTree&&) noexcept = default;
DataTree& DataTree::operator=(const DataTree&) = default;
DataTree& DataTree::operator=(DataTree&&) noexcept = default;
DataTree::~DataTree() = default;

DataTree& DataTree::add(std::string key) {
  members.push_back({std::move(key), DataTree()});
  return members.back().second;
}

const DataTree* DataTree::find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (same(name, key)) return &value;
  }
  return nullptr;
}

std::string_view DataTree::value(std::string_view key) const {
  const DataTree* found = find(key);
  return found != nullptr ? std::string_view(found->scalar) : std::string_view();
}

}  // namespace tarn
