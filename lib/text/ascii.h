#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tarn::text {

constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) {
  return is_ascii_lower(static_cast<char>(static_cast<unsigned char>(c) | 0x20U));
}
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr char ascii_lower(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }

/// How many of 8 bytes, the first being the lowest, are ASCII letters before the first that is
/// none. Eight comparisons in one word: with the case bit set, a letter is at least 'a' and at most
/// 'z', each told by a carry into the highest bit of its byte.
constexpr unsigned leading_letters(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  const std::uint64_t low = (bytes | kOnes * 0x20) & ~kHigh;
  const std::uint64_t letters =
      (low + kOnes * (0x80 - 'a')) & ~(low + kOnes * (0x7F - 'z')) & ~bytes;
  return static_cast<unsigned>(std::countr_zero(~letters & kHigh)) / 8;
}

/// The end of the ASCII letters of `text` from `k` on, at most `end`.
inline std::uint32_t letters_end(std::string_view text, std::uint32_t k, std::uint32_t end) {
  if constexpr (std::endian::native == std::endian::little) {
    while (k + 8 <= end) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + k, sizeof bytes);
      const unsigned letters = leading_letters(bytes);
      k += letters;
      if (letters < 8) return k;
    }
  }
  while (k < end && is_ascii_letter(text[k])) ++k;
  return k;
}

}  // namespace tarn::text
