#include "format/markdown.h"

#include <doctest/doctest.h>

#include "format/markdown_write.h"

namespace tarn {
namespace {

TEST_CASE("format/markdown: as HTML") {
  const struct {
    const char* name;
    const char* markdown;
    const char* want;
  } cases[] = {
      {"paragraphs", "a\nb\n\n*c* **d**", "<p>a\nb</p>\n<p><em>c</em> <strong>d</strong></p>\n"},
      {"raw HTML passes", "<div>x</div>", "<div>x</div>\n"},
      {"strikethrough", "~~x~~", "<p><del>x</del></p>\n"},
      {"nothing", "", ""},
      // Former bugs.
      {"entities are left as they are", "&#xD800; &amp; &eacute;",
       "<p>&#xD800; &amp; &eacute;</p>\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(markdown_to_html(c.markdown) == c.want);
  }
}

TEST_CASE("format/markdown: text of others") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"markup", "*a* _b_ `c` ~d~ \\", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\\\"},
      {"a table's cell, a heading", "a | b # c", "a \\| b \\# c"},
      {"HTML", "<b>&amp;", "&lt;b\\>&amp;amp;"},
      {"a link", "[x](y)", "\\[x\\](y)"},
      {"a mention", "@somebody", "@\u200Bsomebody"},
      {"lines are one", "a\nb\tc", "a b c"},
      {"what harms a terminal", "a\x1b[31m", "a\\\\u001b\\[31m"},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(markdown_text(c.text) == c.want);
  }
}

}  // namespace
}  // namespace tarn
