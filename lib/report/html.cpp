#include "report/html.h"

#include <algorithm>

#include "format/xml_write.h"
#include "text/utf8.h"

namespace tarn::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_unsafe(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x061C ||
         c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(),
                                                  [](char a, char b) { return a == lower(b); });
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\'')
      out += "&#39;";
    else if (is_unsafe(c))
      out += kReplacement;
    else
      append_xml_text(out, text.substr(from, at - from));
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

std::string foreign(std::string_view text) { return "<bdi>" + escaped(text) + "</bdi>"; }

bool is_safe_url(std::string_view url) {
  const bool clean = std::all_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '"' && c != '<' && c != '>';
  });
  return clean &&
         (has_scheme(url, "http://") || has_scheme(url, "https://") || has_scheme(url, "mailto:"));
}

std::string link(std::string_view url, std::string_view text) {
  if (!is_safe_url(url)) return foreign(text);
  return "<a href=\"" + escaped(url) + "\" rel=\"noopener noreferrer\">" + foreign(text) + "</a>";
}

}  // namespace tarn::report
