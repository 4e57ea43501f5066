#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"

namespace tarn::archive {

/// A post within a pasted page, all as it stands there.
struct PastedPost {
  std::string date;  ///< "Thursday, 13 March 2014"; empty when the page has none
  std::string title;
  std::string author;
  std::vector<std::string> tags;
  std::string text;
  std::uint64_t line = 0;  ///< of its date, or title, from 1
};

/// What was found in a copied page.
struct PastedPage {
  std::vector<PastedPost> posts;
  bool has_date_lines = false;      ///< lines that are only a date with its weekday part the posts
  std::uint64_t text_left_out = 0;  ///< line of the first prose that belongs to no post; 0 for none
};

/// Finds the posts in the text of a copied blog page. A post begins at a line that is only a date
/// with its weekday, if a blank line and a short one, the title, follow. It ends where the
/// furniture of the page does: "No comments:", "Post a Comment", "Newer Post Older Post Home" and
/// their like; what stands behind, up to the next date, are comments and sidebars. A text without
/// such dates is one post; its date is looked for in the first lines.
PastedPage read_pasted_page(std::string_view text);

/// Whether a text has a line that begins a post.
bool has_date_line(std::string_view text);

/// The format "text": pages as pasted, UTF-8 unless told otherwise.
std::unique_ptr<Reader> make_text_reader(const ReadOptions& options);

}  // namespace tarn::archive
