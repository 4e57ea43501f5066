#include "format/html.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>

#include "format/html_entities.h"
#include "format/html_strip.h"

namespace tarn {
namespace {

std::string on_one_line(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += '/';
    else
      out += c;
  }
  return out;
}

struct Case {
  const char* name;
  std::string html;
  const char* want;
};

const Case kCases[] = {
    {"paragraphs and inline elements", "<p>One <b>b</b>old wo<i>r</i>d.</p><p>Two.</p>",
     "One bold word.//Two."},
    {"text beside blocks", "One<div>Two</div>Three", "One//Two//Three"},
    {"white space", "<p>  a \n b&nbsp;&nbsp; c\xC2\xA0</p>\n<p>&nbsp;</p>", "a b c"},
    {"one break is a line, two are a paragraph", "a<br>b<br/>\n<br />c<br>", "a/b//c"},
    {"entities", "&lt;3 &amp; caf&eacute; &#8217; &#x1F642; &#150; &hellip; &#xD800; &bogus;",
     "<3 & caf\xC3\xA9 \xE2\x80\x99 \xF0\x9F\x99\x82 \xE2\x80\x93 \xE2\x80\xA6 \xEF\xBF\xBD "
     "&bogus;"},
    {"lists", "<ul><li>a</li><li>b <ol><li>c</ol></ul>", "a//b//c"},
    {"quotes", "x<blockquote><p>a<br>b</p><p>c</p></blockquote>y", "x//> a/> b//> c//y"},
    {"inline quotes get their marks", "He said <q>no <b>way</b> </q>.",
     "He said \xE2\x80\x9Cno way\xE2\x80\x9D."},
    {"scripts, styles, comments",
     "a<script>x</script><style>y</style><!-- z --><noscript>n</noscript>b<pre>c</pre>d", "ab//d"},
    {"code blocks go, code words stay",
     "<p>Use <code>make</code>.</p><pre><code>int x;</code></pre><p>Done.</p>", "Use make.//Done."},
    {"verse stays", "<pre class=\"wp-block-verse\">Roses</pre>", "Roses"},
    {"a highlighted word is no code",
     "<p>very <span class='highlight'>good</span></p><div class='highlight'>x</div>", "very good"},
    {"figure with caption",
     "<figure><img alt='no'><figcaption>Ca<b>p</b>tion</figcaption></figure>", "Caption"},
    {"embeds",
     "<p>a</p><figure class='wp-block-embed'><div "
     "class='wp-block-embed__wrapper'>https://x.org</div><figcaption>cap</figcaption></figure>"
     "<blockquote class=\"twitter-tweet\"><p>t</p></blockquote><iframe src='x'>f</iframe>",
     "a//cap"},
    {"widgets",
     "a<div class='sharedaddy sd-sharing-enabled'>Share</div><p "
     "class=\"button-wrapper\">Subscribe</p>b",
     "a//b"},
    {"hidden", "a<span style='Display : none'>x</span><div hidden>y</div>b", "a//b"},
    {"emoji images", "ok <img class='emoji' alt='\xF0\x9F\x99\x82'>!<img alt='photo'>",
     "ok \xF0\x9F\x99\x82!"},
    {"tables", "<table><tr><td>a</td><td>b</td></tr><tr><th>c<th>d</table>", "a b//c d"},
    {"forms", "a<form><input value=x><label>f</label></form><select><option>o</select>b", "a//b"},
    {"data URIs in attributes", "a<img src=\"data:image/png;base64,AAAA\">b", "ab"},
    {"LiveJournal", "Hi <lj user=\"ann\">, <lj-cut text='more'>inside</lj-cut> end",
     "Hi ann, inside end"},
    {"an empty iframe element does not swallow the rest", "a<iframe src='x'/>b<script src='x' />c",
     "abc"},
    {"a lone less-than sign", "1 < 2 and <3 <", "1 < 2 and <3 <"},
    {"a greater-than sign in an attribute", "<a title=\"x > y\" href='z'>a</a>b", "ab"},
    {"no tags at all", "just\ntext", "just text"},
    {"empty", "", ""},
    {"word break opportunities and soft hyphens are no breaks",
     "wo<wbr>rd so\xC2\xAD"
     "ft",
     "word so\xC2\xAD"
     "ft"},
    {"a whole document",
     "<html><head><title>T</title></head><body class='single-format'><p>x</p></body></html>", "x"},
    {"definition lists, headings, rules", "<h2>H</h2><dl><dt>a<dd>b</dl>x<hr>y", "H//a//b//x//y"},
    {"marks of footnotes",
     "<p>hope<sup class='fn'><a href='#1'>1</a></sup> and<a class=\"footnote-anchor\" "
     "href='#2'>2</a> fear, m<sup>2</sup></p>",
     "hope and fear, m2"},
    // Former bugs.
};

TEST_CASE("format/html: text as a reader sees it, by tree and by stripping tags") {
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    const HtmlText text = html_to_text(c.html);
    CHECK(!text.degraded);
    CHECK(on_one_line(text.text) == c.want);
    CHECK(on_one_line(strip_tags(scan_html(c.html).html, {})) == c.want);
  }
}

/// By the tree, whatever the fragment: what is dropped keeps html_to_text from its short way.
std::string by_tree(const std::string& html) {
  const std::string_view none = "none-such";
  return html_to_text(html, {HtmlNewlines::kSpace, std::span(&none, 1)}).text;
}

TEST_CASE("format/html: what is plain, and reads alike both ways") {
  std::size_t plain = 0;
  for (const Case& c : kCases) {
    CAPTURE(c.name);
    CHECK(by_tree(c.html) == html_to_text(c.html).text);
    plain += scan_html(c.html).is_plain ? 1 : 0;
  }
  CHECK(plain > 10);
  for (const char* html : {"<p>a", "<b><i>x</b></i>", "<table><td>x</table>", "<a>b<a>c</a></a>",
                           "x</p>", "a <b", "</ x>", "<p/>", "<br></br>"}) {
    CAPTURE(html);
    CHECK(!scan_html(html).is_plain);
  }
  // Any order of these pieces, by a fixed sequence of numbers.
  const char* pieces[] = {"<p>",
                          "</p>",
                          "<b>",
                          "</b>",
                          "<div>",
                          "</div>",
                          "<br>",
                          "x ",
                          "y&amp;",
                          "\n",
                          "<li>",
                          "</li>",
                          "<blockquote>",
                          "</blockquote>",
                          "<a href='>'>",
                          "</a>",
                          "<!-- c -->",
                          "&eacute;",
                          "<i>z</i>",
                          "<p>q</p>",
                          "<span class=tweet>t</span>",
                          "<",
                          "<q>u</q>",
                          "<sup class='fn'>1</sup>"};
  std::uint64_t state = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::string html;
    for (int i = 0; i < 8; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      html += pieces[(state >> 33) % std::size(pieces)];
    }
    CAPTURE(html);
    if (scan_html(html).is_plain) REQUIRE(by_tree(html) == html_to_text(html).text);
  }
}

TEST_CASE("format/html: line ends of old editors") {
  const auto read = [](const char* html, HtmlNewlines newlines) {
    return on_one_line(html_to_text(html, {newlines, {}}).text);
  };
  const char* html = "a\nb <b>c</b>\n\nd\n<blockquote>e\n\nf</blockquote>\ng";
  CHECK(read(html, HtmlNewlines::kSpace) == "a b c d//> e f//g");
  CHECK(read(html, HtmlNewlines::kParagraphs) == "a b c//d//> e//> f//g");
  CHECK(read(html, HtmlNewlines::kBreaks) == "a/b c//d//> e//> f//g");
  CHECK(read("a<b>\n</b>\nb", HtmlNewlines::kParagraphs) == "a//b");
  CHECK(has_block_tags("a<P>b"));
  CHECK(has_block_tags("a<br/>b"));
  CHECK(!has_block_tags("a <b>b</b> <img> </i>"));
}

TEST_CASE("format/html: nesting and size are guarded, in linear time") {
  const std::size_t n = 200'000;
  std::string deep;
  for (std::size_t i = 0; i < n; ++i) deep += "<div>";
  deep += "core";
  const HtmlText text = html_to_text(deep);
  CHECK(text.degraded);
  CHECK(text.text == "core");
  std::string fonts = "x";
  for (std::size_t i = 0; i < 20'000; ++i) fonts += "<font size=" + std::to_string(i) + "><p>";
  CHECK(html_to_text(fonts).degraded);
  std::string quotes = "core ";
  for (std::size_t i = 0; i < n; ++i) quotes += "<a x=\"";
  CHECK(html_to_text(quotes + "\">").text.starts_with("core"));
  CHECK(html_to_text(quotes).text.starts_with("core"));
  CHECK(!HtmlDocument(deep).root());
  // Unclosed list items and paragraphs are not deep.
  std::string items = "<ul>";
  for (std::size_t i = 0; i < 2000; ++i) items += "<li><p>x";
  CHECK(!html_to_text(items).degraded);
}

TEST_CASE("format/html: references to no character") {
  const struct {
    const char* html;
    const char* want;
  } cases[] = {
      {"a&#x110000;z", "a\xEF\xBF\xBDz"},
      {"a&#xD800;z", "a\xEF\xBF\xBDz"},
      {"a&#0000000000065;z", "aAz"},
      {"a&#;z", "a&#;z"},
      // Former bugs.
      {"a&#xEEEEEEEE;z", "a\xEF\xBF\xBDz"},
      {"a&#xEEEEEEEE", "a\xEF\xBF\xBD"},
      {"a&#4008636142A",
       "a\xEF\xBF\xBD"
       "A"},
      {"a&#4008636142;z", "a\xEF\xBF\xBDz"},
      {"a&#000099999999999999999999;z", "a\xEF\xBF\xBDz"},
      {"<table><td>a&#xEEEEEEEE;z</table>", "a\xEF\xBF\xBDz"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.html);
    CHECK(html_to_text(c.html).text == c.want);
    CHECK(by_tree(c.html) == c.want);
  }
}

TEST_CASE("format/html: nesting is seen where it hides, and only there") {
  const struct {
    const char* name;
    const char* first;
    const char* often;
    bool is_deep;
  } cases[] = {
      {"items and paragraphs without ends", "<ul>", "<li><p>x", false},
      {"paragraphs end before blocks", "", "<p>x<div>y</div>", false},
      {"cells and rows without ends", "<table>", "<tr><td>x<td>y", false},
      {"terms without ends", "<dl>", "<dt>x<dd>y", false},
      {"a paragraph in a block", "", "<div><p>x</div>", false},
      {"ends of formatting crossed", "", "<b><i>x</b></i>", false},
      {"tags in a script", "", "<script>if (a<b) c = '<div>';</script>", false},
      {"tags in a comment", "", "<!-- <div> -->", false},
      {"pictures", "", "<svg><title>t</title><g><path d='z'/></g></svg>", false},
      {"options", "<select>", "<option>x", false},
      {"headings", "", "<h1>x</h2>", false},
      {"lists in items", "", "<ul><li>x<ul><li>y</ul></ul>", false},
      {"Word's empty paragraphs", "", "<p>x<o:p></o:p></p>", false},
      // Former bugs: each of these nests.
      {"a quote that opens no value", "<p a==\">", "<div>", true},
      {"a quote in a script", "<script>a<b c=\"</script>", "<div>", true},
      {"a comment that ends in a bang", "<!-- --!>", "<div>", true},
      {"a comment in a title", "<title><!--</title>", "<div>", true},
      {"the end of another element", "", "<div></span>", true},
      {"the end of a phrase around a block", "", "<span><div></span>", true},
      {"the end of a form", "", "<form><div></form>", true},
      {"an end that a select passes over", "", "<div><select></div></select>", true},
      {"the end of the body", "", "<div></body>", true},
      {"items in terms", "", "<li><dd>", true},
      {"formatting opened again", "", "<div><font></div>x", true},
      {"elements that Word closes", "", "<o:p>", true},
      {"LiveJournal's users", "", "<lj user=a>", true},
      {"links in pictures", "<svg>", "<a>", true},
      {"a NUL in an end tag", "<script></scr\1ipt>", "<div>", true},
      {"an end tag in text of SVG", "<svg>", "<a><![CDATA[></a>]]>", true},
      {"a comment that begins as an end tag", "", "<i></<!--><mi>", true},
      {"a script in a script", "", "<div><script><!--<script></script></div>--></script>", true},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string html = c.first;
    std::replace(html.begin(), html.end(), '\1', '\0');
    for (int i = 0; i < 20'000; ++i) html += c.often;
    CHECK(html_to_text(html).degraded == c.is_deep);
    CHECK(HtmlDocument(html).root().has_value() == !c.is_deep);
  }
  std::string attributes = "<p";
  for (int i = 0; i < 257; ++i) attributes += " a" + std::to_string(i) + "='b c'";
  CHECK(html_to_text(attributes + ">x</p>").degraded);
  CHECK(html_to_text(attributes + "<b>").degraded);
  CHECK(html_to_text(attributes).degraded);
  CHECK(!html_to_text("<p class='" + std::string(2000, ' ') + "' href=" + std::string(2000, '/') +
                      ">x</p>")
             .degraded);
}

TEST_CASE("format/html: selectors") {
  const HtmlDocument document(
      "<html><head><meta name=generator content='x y'></head><body><div class='post hentry' "
      "id=a><p>1</p><div class=body>2</div></div>"
      "<div class=body>3</div><a rel='nofollow tag'>t</a></body></html>");
  const auto root = document.root();
  REQUIRE(root);
  const auto texts = [&](const char* selector) {
    std::string out;
    for (const HtmlNode& node : root->all(selector)) out += node.text() + ' ';
    return out;
  };
  CHECK(texts(".body") == "2 3 ");
  CHECK(texts("div.post .body") == "2 ");
  CHECK(texts("p,#a .body") == "1 2 ");
  CHECK(texts("a[rel=tag]") == "t ");
  CHECK(texts("body > x") == "");
  CHECK(root->first("meta[name=generator]")->attribute("content") == "x y");
  CHECK(root->first(".post")->text(
            {HtmlNewlines::kSpace, std::vector<std::string_view>{".body"}}) == "1");
  CHECK(!root->first("h1"));
}

TEST_CASE("format/html: entity references alone") {
  CHECK(decode_entities("a &amp; b") == "a & b");
  CHECK(decode_entities("\n<b>&lt;") == "\n<b><");
  CHECK(decode_entities("plain") == "plain");
  CHECK(decode_entities("</textarea>&eacute;") == "</textarea>\xC3\xA9");
}

}  // namespace
}  // namespace tarn
