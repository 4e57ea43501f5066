#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"
#include "format/html.h"

namespace tarn::archive {

/// What the head of a page says of it: <meta>, <link>, JSON-LD.
struct PageFacts {
  std::string generator;  ///< lower case
  std::string url;
  std::string site;
  std::string title;
  std::string author;
  std::string published;
  std::string modified;
  std::string language;
  std::vector<std::string> tags;
};

/// Reads them; what the page does not say is empty.
PageFacts read_page_facts(const HtmlNode& root);

/// The element that holds most of a page's prose: paragraphs give weight to their parents, links
/// take it (after Kohlschütter, Fankhauser and Nejdl 2010, boilerplate by text and link density).
/// Empty when the page has none.
std::optional<HtmlNode> densest_element(const HtmlNode& root);

/// Bytes of a page beyond which it is refused.
inline constexpr std::size_t kMaxPageBytes = std::size_t{256} << 20;

/// The text of a page without a paragraph at its start that only repeats the title.
std::string without_title(std::string text, std::string_view title);

/// Elements of pages that are no part of a post: selectors for HtmlTextOptions::drop.
std::span<const std::string_view> page_furniture();

/// A page's bytes as UTF-8: by mark, by `encoding`, by what its head declares, else UTF-8 where it
/// is valid and windows-1252 where it is not.
std::string decoded_page(std::string bytes, const std::string& encoding);

/// The format "html": saved pages of known blog software by selector rules, of others by text
/// density; the rule is kept in "source". A page may hold several posts.
std::unique_ptr<Reader> make_html_reader(const ReadOptions& options);

/// The format "medium": pages of Medium's export.
std::unique_ptr<Reader> make_medium_reader(const ReadOptions& options);

}  // namespace tarn::archive
