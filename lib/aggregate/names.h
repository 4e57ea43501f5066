#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tarn::aggregate {

/// A hash for short names, several times as fast as that of the standard library. It decides
/// nothing that can be seen.
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = text.size();
  while (true) {
    std::uint64_t word = 0;
    const std::size_t size = text.size() < sizeof word ? text.size() : sizeof word;
    if (size > 0) std::memcpy(&word, text.data(), size);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
    hash ^= hash >> 29U;
    if (size < sizeof word) return hash;
    text.remove_prefix(size);
  }
}

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
  struct Hash {
    std::size_t operator()(std::string_view text) const { return hash_of(text); }
  };
  std::unordered_map<std::string_view, std::uint32_t, Hash> map_;
};

}  // namespace tarn::aggregate
