#pragma once

#include <string>
#include <string_view>

#include "format/html.h"

namespace tarn {

/// Text of HTML by removing tags in one pass, without a tree: what is used where a parser would take too
/// long. Differs from the parser on elements that are not closed.
std::string strip_tags(std::string_view html, const HtmlTextOptions& options);

/// What a pass over the tags of a document finds before it is parsed.
struct HtmlScan {
  std::size_t depth = 0;  ///< the deepest nesting, elements that close themselves not counted
  bool has_blocks = false;
  std::string html;  ///< without NUL, without data: URIs, elements that are dropped closed where they were written as empty ("<iframe/>")
};
HtmlScan scan_html(std::string_view html);

}  // namespace tarn
