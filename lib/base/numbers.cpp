#include "base/numbers.h"

#include <cassert>
#include <charconv>
#include <cmath>
#include <locale>
#include <sstream>

namespace tarn {
namespace {

void drop_trailing_zeros(std::string& out, std::size_t from) {
  if (out.find('.', from) == std::string::npos) return;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last) return std::nullopt;
  return value;
}

std::optional<double> parse_decimal(std::string_view text) {
  double value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (end != last) return std::nullopt;
  // Also what is too small for a double is out of range: a stream gives 0 for that.
  if (error == std::errc::result_out_of_range) {
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    in >> value;
    return in ? std::optional(value) : std::nullopt;
  }
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::int64_t to_units(double score) {
  const double scaled = score * 1e4;
  if (!(std::fabs(scaled) < 1e15)) return std::llround(scaled);
  const auto whole = static_cast<std::int64_t>(scaled);
  const double rest = scaled - static_cast<double>(whole);
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

void append_number(std::string& out, double value, int decimals) {
  assert(std::isfinite(value));
  if (decimals == 4 && std::fabs(value) < 1e9) return append_units(out, to_units(value));
  // A small number of at most four decimals has no more at any precision that a double has.
  if (decimals > 4 && decimals <= 9 && std::fabs(value) < 1e6 &&
      static_cast<double>(to_units(value)) / 1e4 == value) {
    return append_units(out, to_units(value));
  }
  // Printing alone would round the binary value to even: scale, round half away from zero, print.
  const double scale = std::pow(10.0, decimals);
  const double scaled = std::round(value * scale);
  const double rounded = std::fabs(scaled) < 9e15 ? scaled / scale : value;
  char buffer[512];
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, rounded, std::chars_format::fixed, decimals);
  if (error != std::errc{}) return;
  const std::size_t from = out.size();
  out.append(buffer, end);
  drop_trailing_zeros(out, from);
  if (out.compare(from, std::string::npos, "-0") == 0) out.erase(from, 1);
}

std::string format_number(double value, int decimals) {
  std::string out;
  append_number(out, value, decimals);
  return out;
}

std::string format_fixed(double value, int decimals) {
  std::string out = format_number(value, decimals);
  if (decimals <= 0) return out;
  const std::size_t dot = out.find('.');
  const std::size_t have = dot == std::string::npos ? 0 : out.size() - dot - 1;
  if (dot == std::string::npos) out += '.';
  out.append(static_cast<std::size_t>(decimals) - have, '0');
  return out;
}

char* write_units(char* out, std::int64_t units) {
  if (units < 0) *out++ = '-';
  const std::uint64_t size =
      units < 0 ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
  out = write_whole(out, size / 10000);
  const auto fraction = static_cast<std::uint32_t>(size % 10000);
  if (fraction == 0) return out;
  *out++ = '.';
  out = write_pair(out, fraction / 100);
  if (fraction % 100 != 0) out = write_pair(out, fraction % 100);
  return out[-1] == '0' ? out - 1 : out;
}

void append_units(std::string& out, std::int64_t units) {
  char buffer[kMostUnitBytes];
  out.append(buffer, write_units(buffer, units));
}

}  // namespace tarn
