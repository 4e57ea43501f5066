#pragma once

#include <cstdint>

namespace tarn::stats {

/// SplitMix64 (Steele, Lea & Flood 2014): a small generator whose numbers are the same on every
/// machine, which those of std::uniform_int_distribution are not. Not for secrets.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  /// The next 64 bits.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  /// A number from 0 to n − 1: the high 64 bits of next() × n.
  std::uint64_t index(std::uint64_t n) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * n) >> 64U);
  }

 private:
  std::uint64_t state_;
};

}  // namespace tarn::stats
