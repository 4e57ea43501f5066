#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

/// A fast hash of bytes, the same on every run.
inline std::uint64_t hash_bytes(std::string_view bytes) {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = bytes.size() * kMultiplier;
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    hash = (hash ^ word) * kMultiplier;
    hash ^= hash >> 32;
    bytes.remove_prefix(8);
  }
  // Two loads that may overlap: the size is in the hash, so that no two rests meet by it.
  const auto load = [&](std::size_t at, auto word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return std::uint64_t{word};
  };
  std::uint64_t rest = 0;
  if (bytes.size() >= 4) {
    rest = load(0, std::uint32_t{}) << 32U | load(bytes.size() - 4, std::uint32_t{});
  } else if (!bytes.empty()) {
    rest = load(0, std::uint8_t{}) << 16U | load(bytes.size() / 2, std::uint8_t{}) << 8U |
           load(bytes.size() - 1, std::uint8_t{});
  }
  hash = (hash ^ rest) * kMultiplier;
  return hash ^ (hash >> 32);
}

/// Gives strings dense numbers, 0, 1, 2 …: open addressing over one arena.
class StringIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// The number of a string, a new one if it was not there.
  std::uint32_t add(std::string_view text) {
    if ((entries_.size() + 1) * 2 > slots_.size()) grow();
    const std::uint64_t hash = hash_bytes(text);
    Slot& slot = slots_[slot_of(text, hash)];
    if (slot.number == kNone) {
      slot = {tag_of(hash), size()};
      entries_.push_back({hash, static_cast<std::uint32_t>(arena_.size()),
                          static_cast<std::uint32_t>(text.size())});
      arena_ += text;
    }
    return slot.number;
  }

  /// The number of a string; kNone if it was never added.
  std::uint32_t find(std::string_view text) const {
    if (entries_.empty()) return kNone;
    return slots_[slot_of(text, hash_bytes(text))].number;
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }

  /// Bytes of all strings.
  std::size_t bytes() const { return arena_.size(); }

  std::string_view text(std::uint32_t number) const {
    return std::string_view(arena_).substr(entries_[number].begin, entries_[number].size);
  }

  /// Forgets all strings and keeps the memory.
  void clear() {
    entries_.clear();
    arena_.clear();
    slots_.assign(slots_.size(), Slot{});
  }

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t begin;
    std::uint32_t size;
  };

  /// A part of the hash stands with the number: most strings that are not the wanted one are told
  /// apart without a look at them.
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t number = kNone;
  };
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

  std::size_t slot_of(std::string_view wanted, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot].number != kNone) {
      if (slots_[slot].tag == tag_of(hash) && text(slots_[slot].number) == wanted) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, Slot{});
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t i = 0; i < size(); ++i) {
      std::size_t slot = entries_[i].hash & mask;
      while (slots_[slot].number != kNone) slot = (slot + 1) & mask;
      slots_[slot] = {tag_of(entries_[i].hash), i};
    }
  }

  std::vector<Slot> slots_;
  std::vector<Entry> entries_;
  std::string arena_;
};

}  // namespace tarn
