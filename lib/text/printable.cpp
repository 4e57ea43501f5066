#include "text/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "text/utf8.h"

namespace tarn {
namespace {

bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void append_valid(std::string& out, std::string_view text, std::string_view keep) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    const bool kept = c < 0x80 && keep.find(static_cast<char>(c)) != std::string_view::npos;
    if (is_unsafe(c) && !kept)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(c));
    else
      out.append(text, from, at - from);
  }
}

}  // namespace

std::string printable(std::string_view text, std::string_view keep) {
  std::string out;
  while (!text.empty()) {
    const auto bad = first_invalid_utf8(text);
    const std::size_t good = std::min(bad.value_or(text.size()), text.size());
    append_valid(out, text.substr(0, good), keep);
    text.remove_prefix(good);
    if (text.empty()) break;
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(text[0]));
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace tarn
