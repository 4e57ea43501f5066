#include "text/width.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/utf8.h"

namespace tarn {
namespace {

std::size_t width_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return 0;
  if (code_point < 0x300) return 1;
  if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) return 2;
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) return 2;
  return 1;
}

/// Width of the grapheme cluster [from, to): that of its widest character, so that sequences of
/// emoji count once.
std::size_t cluster_width(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t widest = 0;
  while (from < to) {
    const char32_t c = next_code_point(text, from);
    widest = std::max(widest, c == 0xFE0F ? std::size_t{2} : width_of(c));
  }
  return widest;
}

std::size_t cluster_end(std::string_view text, std::size_t from) {
  std::size_t to = from;
  do next_code_point(text, to);
  while (to < text.size() && !is_grapheme_boundary(text, to));
  return to;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = cluster_end(text, at);
    sum += cluster_width(text, at, end);
    at = end;
  }
  return sum;
}

std::string_view fit_start(std::string_view text, std::size_t columns) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = cluster_end(text, at);
    sum += cluster_width(text, at, end);
    if (sum > columns) return text.substr(0, at);
    at = end;
  }
  return text;
}

std::string_view fit_end(std::string_view text, std::size_t columns) {
  std::size_t left = display_width(text);
  std::size_t at = 0;
  while (left > columns) {
    const std::size_t end = cluster_end(text, at);
    left -= cluster_width(text, at, end);
    at = end;
  }
  return text.substr(at);
}

}  // namespace tarn
