#include "text/forms.h"

#include <algorithm>
#include <iterator>

#include "text/ascii.h"

namespace tarn::text {
namespace {

/// Common top-level domains and file extensions. Country codes that are English words (in, is, it,
/// at, me, us, so, to, no, my, be, am, as, do) are left out.
constexpr std::string_view kLastLabels[] = {
    "aspx", "au",  "avi", "biz",  "br",  "ca",   "cc",   "ch",   "cn",   "co",  "com", "css", "csv",
    "cz",   "de",  "dk",  "dll",  "doc", "docx", "edu",  "epub", "es",   "eu",  "exe", "fi",  "fm",
    "fr",   "gif", "gov", "gz",   "htm", "html", "ie",   "il",   "info", "int", "io",  "ir",  "jp",
    "jpeg", "jpg", "js",  "json", "kr",  "mil",  "mobi", "mov",  "mp3",  "mp4", "mx",  "net", "nl",
    "nz",   "odt", "org", "pdf",  "php", "pl",   "png",  "ppt",  "pptx", "py",  "rtf", "ru",  "se",
    "tif",  "tv",  "txt", "uk",   "url", "wav",  "xls",  "xlsx", "xml",  "zip", "za",  "nhs"};

/// Whether `form` begins with `prefix`, which is in lower case, and goes on.
bool begins(std::string_view form, std::string_view prefix) {
  return form.size() > prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), form.begin(),
                    [](char p, char c) { return p == ascii_lower(c); });
}

/// "http:", "ftp:" …: letters before "://".
bool has_scheme(std::string_view form) {
  const std::size_t at = form.find("://");
  return at != std::string_view::npos && at > 0 &&
         std::all_of(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(at), is_ascii_letter);
}

bool is_last_label(std::string_view label) {
  return std::any_of(std::begin(kLastLabels), std::end(kLastLabels), [&](std::string_view known) {
    return known.size() == label.size() &&
           std::equal(known.begin(), known.end(), label.begin(),
                      [](char k, char c) { return k == ascii_lower(c); });
  });
}

bool is_small(char c) {
  return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '.' || c == '-';
}

/// The length of the mouth at `k`: one letter or mark, or a run of one bracket.
std::size_t mouth_at(std::string_view text, std::size_t k) {
  constexpr std::string_view kMouths = ")(]D[PpOoSsXxbc3/\\|*@$>}{";
  if (k >= text.size() || kMouths.find(text[k]) == std::string_view::npos) return 0;
  std::size_t end = k + 1;
  while (end < text.size() && text[end] == text[k] && (text[k] == ')' || text[k] == '(')) ++end;
  return end - k;
}

}  // namespace

bool is_dotted_name(std::string_view form) {
  const std::size_t last = form.rfind('.');
  if (last == std::string_view::npos || last + 1 == form.size()) return false;
  if (form.find("..") != std::string_view::npos) return false;
  if (is_last_label(form.substr(last + 1))) return true;
  const auto dots = std::count(form.begin(), form.end(), '.');
  return dots >= 2 && std::all_of(form.begin(), form.end(), is_small) &&
         std::any_of(form.begin() + static_cast<std::ptrdiff_t>(last), form.end(),
                     is_ascii_letter) &&
         form.find('.') > 1;
}

bool is_address(std::string_view form) {
  if (has_scheme(form) || begins(form, "www.") || begins(form, "mailto:")) return true;
  const std::size_t at = form.find('@');
  if (at != std::string_view::npos && at > 0 && at + 1 < form.size()) return true;
  return is_dotted_name(form.substr(0, form.find_first_of("/?#:")));
}

std::size_t emoticon_at(std::string_view text, std::size_t begin) {
  for (const std::string_view whole :
       {std::string_view("<3"), std::string_view("</3"), std::string_view("^_^"),
        std::string_view("^^"), std::string_view("-_-"), std::string_view("\\o/"),
        std::string_view("¯\\_(ツ)_/¯")}) {
    if (text.substr(begin, whole.size()) == whole) return whole.size();
  }
  const char eyes = text[begin];
  if (eyes != ':' && eyes != ';' && eyes != '=') return 0;
  std::size_t k = begin + 1;
  if (k < text.size() && text[k] == '\'' && eyes == ':') ++k;
  if (k < text.size() && (text[k] == '-' || text[k] == 'o' || text[k] == '^') &&
      mouth_at(text, k + 1) > 0) {
    ++k;
  }
  const std::size_t mouth = mouth_at(text, k);
  return mouth == 0 ? 0 : k + mouth - begin;
}

}  // namespace tarn::text
