#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Appends text as the content of an element: & < > " escaped; CR as a reference, which parsers
/// would turn into LF; what XML 1.0 cannot hold (control characters, U+FFFE, U+FFFF) as U+FFFD.
void append_xml_text(std::string& out, std::string_view text);

/// As the value of an attribute in double quotes: LF and TAB as references too, which parsers would
/// turn into spaces.
void append_xml_attribute(std::string& out, std::string_view text);

/// The same into new strings.
std::string xml_text(std::string_view text);
std::string xml_attribute(std::string_view text);

}  // namespace tarn
