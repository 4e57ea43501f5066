// HTML and Markdown to text on any text, and what is read of a page. A tree is only made where it
// cannot become deep.
#include "format/html.h"

#include <gumbo.h>

#include "archive/html_page.h"
#include "format/html_strip.h"
#include "format/markdown.h"
#include "fuzz.h"

using namespace tarn;
using fuzz::expect;

namespace {

void check_text(std::string_view text) {
  expect(!first_invalid_utf8(text), "valid UTF-8");
  expect(text.find("\n\n\n") == std::string_view::npos, "paragraphs are parted by one blank line",
         text);
  expect(text.empty() || (text.front() != '\n' && text.back() != '\n'), "no blank line at the ends",
         text);
}

/// The depth of the tree that gumbo makes.
std::size_t depth_of_tree(const std::string& html) {
  GumboOutput* output = gumbo_parse(html.c_str());
  std::size_t deepest = 0;
  std::vector<std::pair<const GumboNode*, std::size_t>> left = {{output->root, 1}};
  while (!left.empty()) {
    const auto [node, depth] = left.back();
    left.pop_back();
    deepest = std::max(deepest, depth);
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
      left.emplace_back(static_cast<const GumboNode*>(children.data[i]), depth + 1);
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return deepest;
}

/// What is said to be safe to parse does not nest deeper each time that it is repeated.
void check_depth(std::string_view html) {
  constexpr std::size_t kTimes = 300;
  const std::string once = fuzz::Choices::valid_utf8(html.substr(0, 32));
  if (once.find('<') == std::string::npos) return;
  std::string often;
  for (std::size_t i = 0; i < kTimes; ++i) often += once;
  const HtmlScan scan = scan_html(often);
  if (scan.is_within_limits)
    expect(depth_of_tree(scan.html) < kTimes, "a tree that is made is not deep", once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html = fuzz::Choices::valid_utf8(fuzz::view(data, size));
  for (const HtmlNewlines newlines :
       {HtmlNewlines::kSpace, HtmlNewlines::kParagraphs, HtmlNewlines::kBreaks}) {
    HtmlTextOptions options;
    options.newlines = newlines;
    check_text(html_to_text(html, options).text);
  }
  check_text(html_to_text(markdown_to_html(html)).text);
  has_block_tags(html);
  check_depth(html);
  const HtmlDocument document(html);
  if (const auto root = document.root()) {
    const archive::PageFacts facts = archive::read_page_facts(*root);
    expect(!first_invalid_utf8(facts.title + facts.author + facts.url + facts.published),
           "facts are valid UTF-8");
    if (const auto dense = archive::densest_element(*root)) check_text(dense->text());
  }
  return 0;
}
