#pragma once

#include <cstddef>
#include <string_view>

namespace tarn::text {

/// Whether a form is a URL ("https://…", "mailto:…", "www.…"), an e-mail address ("a@b"), or a host
/// or file whose last label is a common one ("example.org", "example.org/page", "notes.pdf").
bool is_address(std::string_view form);

/// Whether labels joined by dots are a host or a file name: the last one is a common top-level
/// domain or file extension, or there are three or more, all of small letters and digits.
bool is_dotted_name(std::string_view form);

/// The length of the emoticon of ASCII characters that begins at `begin`: eyes, perhaps a nose, a
/// mouth (":-)", ":'(", ";D"), and a few others ("<3", "^_^"); 0 when there is none.
std::size_t emoticon_at(std::string_view text, std::size_t begin);

/// Whether a form is an emoticon as a whole.
inline bool is_emoticon(std::string_view form) {
  return !form.empty() && emoticon_at(form, 0) == form.size();
}

}  // namespace tarn::text
