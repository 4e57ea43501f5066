#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tarn::aggregate {

/// A map from numbers, all but the largest, to small values: one array, open addressing. Iteration
/// has no order that means anything.
template <typename Value>
class FlatMap {
 public:
  static constexpr std::uint64_t kEmpty = UINT64_MAX;

  /// The value of `key`, made on first use. Lives until the next key is made.
  Value& operator[](std::uint64_t key) {
    if ((used_ + 1) * 4 > slots_.size() * 3) grow();
    std::pair<std::uint64_t, Value>& slot = slots_[place(key)];
    if (slot.first == kEmpty) {
      slot.first = key;
      ++used_;
    }
    return slot.second;
  }

  /// The value of `key`, or null.
  const Value* find(std::uint64_t key) const {
    if (slots_.empty()) return nullptr;
    const auto& slot = slots_[place(key)];
    return slot.first == kEmpty ? nullptr : &slot.second;
  }

  std::size_t size() const { return used_; }

  /// Calls `each(key, value)` for every key.
  template <typename Each>
  void for_each(Each each) const {
    for (const auto& [key, value] : slots_) {
      if (key != kEmpty) each(key, value);
    }
  }

 private:
  std::size_t place(std::uint64_t key) const {
    std::uint64_t hash = (key ^ key >> 32U) * 0x9e3779b97f4a7c15U;
    std::size_t at = (hash ^ hash >> 29U) & (slots_.size() - 1);
    while (slots_[at].first != key && slots_[at].first != kEmpty)
      at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    std::vector<std::pair<std::uint64_t, Value>> old(slots_.empty() ? 8 : slots_.size() * 2,
                                                     {kEmpty, Value()});
    old.swap(slots_);
    for (auto& item : old) {
      if (item.first != kEmpty) slots_[place(item.first)] = std::move(item);
    }
  }

  std::vector<std::pair<std::uint64_t, Value>> slots_;
  std::size_t used_ = 0;
};

}  // namespace tarn::aggregate
