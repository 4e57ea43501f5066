#pragma once

#include <string_view>

namespace tarn::text {

/// Whether a form is a URL ("https://…", "mailto:…", "www.…"), an e-mail address, or a host whose
/// last label is a common top-level domain ("example.org", "example.org/page").
bool is_address(std::string_view form);

/// Whether a form is one of the common emoticons of ASCII characters: ":-)", "<3".
bool is_emoticon(std::string_view form);

}  // namespace tarn::text
