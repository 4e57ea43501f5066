#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace tarn {

/// Remembers a number for each of many short strings that come again and again, in fixed memory:
/// a new one takes the place of one that shares its few slots.
class FormCache {
 public:
  static constexpr std::size_t kLongestForm = 15;

  /// A form of at most kLongestForm bytes with its type, as two words to compare.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;  ///< its highest byte holds size and type: never 0
    friend bool operator==(const Key&, const Key&) = default;
  };

  /// REQUIRES a span of `text` of 1 to kLongestForm bytes.
  static Key key_of(std::string_view text, Span span, TokenType type) {
    const std::size_t size = span.size();
    Key key;
    if (std::endian::native == std::endian::little && span.begin + sizeof key <= text.size()) {
      // One load, and what is not of the form taken away.
      std::memcpy(&key, text.data() + span.begin, sizeof key);
      key.low &= kBytes[size];
      key.high &= size > 8 ? kBytes[size - 8] : 0;
    } else {
      char bytes[sizeof key] = {};
      std::memcpy(bytes, text.data() + span.begin, size);
      std::memcpy(&key, bytes, sizeof key);
      if (std::endian::native == std::endian::big) key.high >>= 8U;
    }
    key.high |= (size << 3U | static_cast<std::uint64_t>(type)) << 56U;
    return key;
  }

  /// Which set of slots a key belongs to.
  static std::uint32_t set_of(const Key& key) {
    std::uint64_t hash = (key.low ^ std::rotl(key.high, 29)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32U;
    hash *= 0xBF58476D1CE4E5B9U;
    return static_cast<std::uint32_t>(hash >> (64U - kSetBits));
  }

  /// Asks for the memory of a set, so that it is there when it is looked at a little later.
  void fetch(std::uint32_t set) const { __builtin_prefetch(&sets_[set]); }

  /// Where the number of a key stands; null if it is not there.
  const std::uint32_t* find(std::uint32_t set, const Key& key) const {
    const Set& slots = sets_[set];
    for (std::size_t i = 0; i < kWays; ++i) {
      if (slots.keys[i] == key) return &slots.numbers[i];
    }
    return nullptr;
  }

  /// REQUIRES a key that is not there.
  void add(std::uint32_t set, const Key& key, std::uint32_t number) {
    Set& slots = sets_[set];
    // The youngest comes first, the oldest falls out.
    for (std::size_t i = kWays - 1; i > 0; --i) {
      slots.keys[i] = slots.keys[i - 1];
      slots.numbers[i] = slots.numbers[i - 1];
    }
    slots.keys[0] = key;
    slots.numbers[0] = number;
  }

  void clear() { sets_.assign(sets_.size(), Set{}); }

 private:
  /// By a number of bytes: the bits of so many, of at most 8, lowest first.
  static constexpr std::array<std::uint64_t, kLongestForm + 1> kBytes = [] {
    std::array<std::uint64_t, kLongestForm + 1> masks{};
    for (std::size_t size = 1; size <= kLongestForm; ++size)
      masks[size] = masks[size - 1] << 8U | 0xFFU;
    return masks;
  }();
  static constexpr std::size_t kWays = 3;
  static constexpr unsigned kSetBits = 15;
  /// One line of the processor's caches.
  struct alignas(64) Set {
    Key keys[kWays];
    std::uint32_t numbers[kWays] = {};
  };

  std::vector<Set> sets_ = std::vector<Set>(std::size_t{1} << kSetBits);
};

}  // namespace tarn
