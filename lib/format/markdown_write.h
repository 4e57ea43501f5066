#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Text of others as text in Markdown, in one line: nothing in it is markup, HTML, the end of a
/// table's cell or a mention of a person; what could harm a terminal is shown as `printable` does.
std::string markdown_text(std::string_view text);

}  // namespace tarn
