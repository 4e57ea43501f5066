#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tarn::aggregate {

/// Strings as small numbers, from 1 on; 0 is no name. Numbers follow the order of coming: never let
/// them decide an order of output.
class Names {
 public:
  std::uint32_t index(std::string_view name) {
    if (const auto found = map_.find(name); found != map_.end()) return found->second;
    const std::string& kept = list_.emplace_back(name);
    return map_.emplace(kept, static_cast<std::uint32_t>(list_.size())).first->second;
  }
  /// The number of a known name, 0 for any other.
  std::uint32_t find(std::string_view name) const {
    const auto found = map_.find(name);
    return found == map_.end() ? 0 : found->second;
  }
  std::string_view name(std::uint32_t index) const {
    return index == 0 ? std::string_view() : std::string_view(list_[index - 1]);
  }

 private:
  std::deque<std::string> list_;
  std::unordered_map<std::string_view, std::uint32_t> map_;
};

}  // namespace tarn::aggregate
