#include "format/markdown.h"

#include <doctest/doctest.h>

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
      {"entities are left as they are", "&#xD800; &amp; &eacute;", "<p>&#xD800; &amp; &eacute;</p>\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(markdown_to_html(c.markdown) == c.want);
  }
}

}  // namespace
}  // namespace tarn
