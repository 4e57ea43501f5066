#include "text/forms.h"

#include <algorithm>
#include <array>

namespace tarn::text {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Whether `form` begins with `prefix`, which is lower case.
bool begins(std::string_view form, std::string_view prefix) {
  return form.size() > prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), form.begin(),
                    [](char p, char c) { return p == lower(c); });
}

/// "http:", "ftp:" …: letters before "://".
bool has_scheme(std::string_view form) {
  const std::size_t at = form.find("://");
  return at != std::string_view::npos && at > 0 &&
         std::all_of(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(at), is_letter);
}

bool is_mail(std::string_view form) {
  const std::size_t at = form.find('@');
  return at != std::string_view::npos && at > 0 && form.find('.', at) != std::string_view::npos;
}

}  // namespace

bool is_address(std::string_view form) {
  return has_scheme(form) || begins(form, "www.") || begins(form, "mailto:") || is_mail(form);
}

bool is_emoticon(std::string_view form) {
  static constexpr std::array<std::string_view, 12> kForms = {
      ":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":-D", ":P", ":-P", "<3", ":/"};
  return std::find(kForms.begin(), kForms.end(), form) != kForms.end();
}

}  // namespace tarn::text
