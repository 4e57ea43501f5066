#pragma once

#include <string>
#include <string_view>

namespace tarn::report {

/// Appends text as HTML character data or as an attribute value in double quotes: & < > " ' become
/// references; control characters and bidi controls, which could hide or reorder what stands
/// beside them, become U+FFFD. Works for XML (SVG) as well.
void append_escaped(std::string& out, std::string_view text);

/// `append_escaped` into a new string.
std::string escaped(std::string_view text);

/// Text of others: escaped, in <bdi>, so that its direction does not touch its surroundings.
std::string foreign(std::string_view text);

/// A link on foreign text when `url` is http, https or mailto; else the text alone.
std::string link(std::string_view url, std::string_view text);

/// Whether a URL may stand in a link: an absolute one of scheme http, https or mailto, without
/// white space or control characters.
bool is_safe_url(std::string_view url);

}  // namespace tarn::report
