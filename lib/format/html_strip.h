#pragma once

#include <string>
#include <string_view>

#include "format/html.h"

namespace tarn {

/// Text of HTML by removing tags in one pass, without a tree: for fragments that are plain
/// (HtmlScan), and where a parser would take too long. On others it differs from the parser, in
/// elements that are not closed.
std::string strip_tags(std::string_view html, const HtmlTextOptions& options);

/// What a pass over the tags of a document finds before it is parsed.
struct HtmlScan {
  bool is_within_limits = true;  ///< of nesting, of attributes and size: it can be parsed in time
  bool has_blocks = false;
  /// Whether the tags are those of plain posts (no tables, forms, scripts) and each end tag closes
  /// the element that was opened last: then stripping tags gives what a tree gives, several times
  /// faster.
  bool is_plain = true;
  std::string html;  ///< without NUL, without data: URIs, elements that are dropped closed where
                     ///< they were written as empty ("<iframe/>")
};
/// Makes that pass. Linear.
HtmlScan scan_html(std::string_view html);

}  // namespace tarn
