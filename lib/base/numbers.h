#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace tarn {

/// A whole number in decimal digits, with an optional '-'; nothing else around it. Empty when the
/// text is no such number or does not fit. Independent of the locale.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// The double nearest to a decimal number ("-1.5", "2", ".5", "1e3"); nothing else around it. Empty
/// when the text is no number or beyond all doubles. Independent of the locale.
std::optional<double> parse_decimal(std::string_view text);

/// A score in whole units of 1e-4, rounded half away from zero: what is printed and what is summed,
/// so that sums do not depend on the order of the posts.
std::int64_t to_units(double score);

/// The decimal digits of 0 to 99, two each.
inline constexpr std::array<char, 200> kDigitPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

/// Writes a number below 100 as two digits; gives the end of what was written.
inline char* write_pair(char* out, std::uint32_t number) {
  std::memcpy(out, &kDigitPairs[2 * std::size_t{number}], 2);
  return out + 2;
}

/// The same without a zero before a single digit.
inline char* write_leading_pair(char* out, std::uint32_t number) {
  if (number >= 10) return write_pair(out, number);
  *out = static_cast<char>('0' + number);
  return out + 1;
}

/// Bytes that `write_whole` writes at most.
inline constexpr std::size_t kMostWholeBytes = 20;

/// Writes a whole number in decimal digits into memory with room for kMostWholeBytes; gives the end
/// of what was written.
inline char* write_whole(char* out, std::uint64_t value) {
  if (value >= 10000) return std::to_chars(out, out + kMostWholeBytes, value).ptr;
  const auto small = static_cast<std::uint32_t>(value);
  if (small < 100) return write_leading_pair(out, small);
  return write_pair(write_leading_pair(out, small / 100), small % 100);
}

/// Appends a number with at most `decimals` decimals in its shortest form: no exponent, no trailing
/// zeros, no "-0". Every float in an output goes through here. REQUIRES a finite value.
void append_number(std::string& out, double value, int decimals = 4);

/// `append_number` into a new string.
std::string format_number(double value, int decimals = 4);

/// A number with exactly `decimals` decimals, for columns that people read: rounded as by
/// append_number, no
/// "-0.00". REQUIRES a finite value.
std::string format_fixed(double value, int decimals);

/// Appends units of 1e-4 as a decimal number: 15000 is "1.5".
void append_units(std::string& out, std::int64_t units);

/// Bytes that `write_units` writes at most.
inline constexpr std::size_t kMostUnitBytes = 32;

/// `append_units` into memory with room for kMostUnitBytes; gives the end of what was written.
char* write_units(char* out, std::int64_t units);

}  // namespace tarn
