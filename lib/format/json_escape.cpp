#include "format/json_escape.h"

#include <algorithm>

#include "text/utf8.h"

namespace tarn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const int digit = is_digit(c)              ? c - '0'
                      : (c >= 'a' && c <= 'f') ? c - 'a' + 10
                      : (c >= 'A' && c <= 'F') ? c - 'A' + 10
                                               : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

/// Reads "\uXXXX" at `at` (the backslash), a surrogate pair as one; moves `at` behind it.
std::optional<EscapeError> read_unicode(std::string_view text, std::size_t& at,
                                        char32_t& code_point) {
  const auto first = hex4(text, at + 2);
  if (!first) return EscapeError{at, "a \\u escape needs four hexadecimal digits"};
  code_point = *first;
  const std::size_t start = at;
  at += 6;
  if (code_point < 0xD800 || code_point > 0xDFFF) return std::nullopt;
  const bool pair = code_point < 0xDC00 && text.substr(at, 2) == "\\u";
  const auto second = pair ? hex4(text, at + 2) : std::nullopt;
  if (!second || *second < 0xDC00 || *second > 0xDFFF)
    return EscapeError{start, "a lone surrogate is no character"};
  code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*second - 0xDC00);
  at += 6;
  return std::nullopt;
}

char simple_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '/':
      return '/';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

}  // namespace

std::optional<EscapeError> read_escape(std::string_view text, std::size_t& at, std::string& out) {
  const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
  if (kind == 'u') {
    char32_t code_point = 0;
    if (auto error = read_unicode(text, at, code_point)) return error;
    append_utf8(out, code_point);
    return std::nullopt;
  }
  const char plain = simple_escape(kind);
  if (plain == '\0') return EscapeError{at, "no such escape"};
  out += plain;
  at += 2;
  return std::nullopt;
}

std::optional<EscapeError> unescape(std::string_view inside, std::string& out) {
  for (std::size_t at = 0; at < inside.size();) {
    const std::size_t slash = std::min(inside.find('\\', at), inside.size());
    out.append(inside, at, slash - at);
    at = slash;
    if (at == inside.size()) break;
    if (auto error = read_escape(inside, at, out)) return error;
  }
  return std::nullopt;
}

}  // namespace tarn
