#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// A text with HTML5's character references replaced by their characters, as a browser does: named
/// ones, decimal and hexadecimal ones, `&#150;` as in windows-1252; references to surrogates and
/// beyond Unicode become U+FFFD; what is no reference stays. Tags are not touched.
std::string decode_entities(std::string_view text);

/// HTML without references to numbers far beyond Unicode ("&#xEEEEEEEE;"): gumbo takes them for
/// other characters, so U+FFFD stands in their place.
std::string without_large_references(std::string_view html);

}  // namespace tarn
