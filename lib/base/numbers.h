#pragma once

#include <cstddef>
#include <cstdint>
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
