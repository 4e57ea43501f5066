#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Markdown (CommonMark with GitHub's tables, strikethrough and task lists) as an HTML fragment;
/// raw HTML passes through. Linear in the size. REQUIRES valid UTF-8.
std::string markdown_to_html(std::string_view markdown);

}  // namespace tarn
