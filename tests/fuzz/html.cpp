// HTML and Markdown to text on any text, and what is read of a page.
#include "format/html.h"
#include "archive/html_page.h"
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
  const HtmlDocument document(html);
  if (const auto root = document.root()) {
    const archive::PageFacts facts = archive::read_page_facts(*root);
    expect(!first_invalid_utf8(facts.title + facts.author + facts.url + facts.published),
           "facts are valid UTF-8");
    if (const auto dense = archive::densest_element(*root)) check_text(dense->text());
  }
  return 0;
}
