#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// The inner loops of JsonCursor. All that take a pointer read up to 16 bytes past what they are
/// asked for: the text needs padding of zeros.
namespace tarn::json_scan {

/// Eight bytes as a number.
inline std::uint64_t load(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

inline constexpr std::uint64_t kOnes = 0x0101010101010101U;

/// Marks, with its highest bit, each byte of `word` that is a quote, a backslash or below 0x20. The
/// lowest mark is exact; behind it there may be false ones.
inline std::uint64_t special_bytes(std::uint64_t word) {
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t slash = word ^ (kOnes * '\\');
  return (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) |
          ((word - kOnes * 0x20) & ~word)) &
         (kOnes * 0x80);
}

/// The first byte from `at` on that is a quote, a backslash or below 0x20, on any machine.
inline const char* find_special_anywhere(const char* at) {
  while (special_bytes(load(at)) == 0) at += 8;
  while (*at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20) ++at;
  return at;
}

/// The same, the fastest way there is.
inline const char* find_special(const char* at) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i slash = _mm_set1_epi8('\\');
  const __m128i control = _mm_set1_epi8(0x1F);
  for (;; at += 16) {
    // The cast is what the intrinsic wants; it reads bytes from any address.
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash)),
                     _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (mask != 0) return at + std::countr_zero(mask);
  }
#else
  return find_special_anywhere(at);
#endif
}

/// Moves `at` over a whole number of at most nine digits, if one stands there.
inline bool passes_whole(const char*& at, std::uint32_t& number) {
  const char* const begin = at;
  number = 0;
  for (; *at >= '0' && *at <= '9' && at - begin < 9; ++at) {
    number = number * 10 + static_cast<std::uint32_t>(*at - '0');
  }
  return at != begin && (*begin != '0' || at - begin == 1);
}

/// The number of code points: bytes that continue none. REQUIRES valid UTF-8.
inline std::uint64_t code_points(std::string_view text) {
  std::uint64_t continuing = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = load(text.data() + at);
    continuing += ((word >> 7U & ~word >> 6U & kOnes) * kOnes) >> 56U;
  }
  for (; at < text.size(); ++at)
    continuing += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 1 : 0;
  return text.size() - continuing;
}

/// A hash of a key.
inline std::uint64_t hash(const char* key, std::size_t size) {
  constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15U;
  constexpr std::uint64_t kSecond = 0xbf58476d1ce4e5b9U;
  std::uint64_t value = size * kFirst;
  for (; size > 8; size -= 8, key += 8) {
    value = (value ^ load(key)) * kSecond;
    value ^= value >> 29U;
  }
  std::uint64_t tail = 0;
  if constexpr (std::endian::native == std::endian::little) {
    tail = size == 0 ? 0 : load(key) << (64 - 8 * size);
  } else {
    std::memcpy(&tail, key, size);
  }
  value = (value ^ tail) * kFirst;
  return value ^ value >> 31U;
}

}  // namespace tarn::json_scan
