#include "format/xml.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace tarn {
namespace {

constexpr std::array<XmlNamespace, 3> kNamespaces = {{
    {"wp", "wordpress.org/export"},
    {"excerpt", "wordpress.org/export/excerpt"},
    {"", "backend.userland.com/rss2"},
}};

std::string shown(const XmlNode& node) {
  if (node.is_text()) return '"' + node.text + '"';
  std::string out = node.name;
  for (const XmlAttribute& each : node.attributes) out += ' ' + each.name + '=' + each.value;
  if (node.children.empty()) return out;
  out += '(';
  for (const XmlNode& child : node.children) out += (out.back() == '(' ? "" : ", ") + shown(child);
  return out + ')';
}

/// The tree, then "| code" for each warning; or "LINE:COL message".
std::string read(const std::string& xml, std::size_t chunk, const XmlOptions& options) {
  const auto source = memory_source(xml, "x.xml", chunk);
  Diagnostics warnings;
  try {
    std::string out = shown(read_xml_tree(*source, options, warnings));
    for (const Diagnostic& each : warnings) out += " | " + each.code;
    return out;
  } catch (const ResourceError& error) {
    return std::to_string(error.place().line) + ':' + std::to_string(error.place().column) + ' ' +
           error.what();
  }
}

TEST_CASE("format/xml: trees, names, errors, in reads of any size") {
  using namespace std::string_literals;
  const struct {
    const char* name;
    std::string xml;
    const char* want;
  } cases[] = {
      {"text and CDATA that touch are one run", "<a>x<![CDATA[<b>]]]]><![CDATA[>]]>&amp;</a>",
       "a(\"x<b>]]>&\")"},
      {"mixed content", "<a>x<b c='1'/>y</a>", "a(\"x\", b c=1, \"y\")"},
      {"a namespace by any prefix and version",
       "<r xmlns:q='https://wordpress.org/export/1.2/'><q:status/></r>", "r(wp:status)"},
      {"the longest URI is another namespace",
       "<r xmlns:e='http://wordpress.org/export/1.0/excerpt/'><e:encoded/></r>",
       "r(excerpt:encoded)"},
      {"a namespace that counts as none",
       "<rss xmlns='http://backend.userland.com/rss2'><item/></rss>", "rss(item)"},
      {"redeclared within one element",
       "<r xmlns:wp='http://wordpress.org/export/1.2/'><x xmlns:wp='http://example.org/other'>"
       "<wp:status/></x><wp:status/></r>",
       "r(x({http://example.org/other}status), wp:status)"},
      {"a prefix nobody declared", "<r><wp:a/><wp:b/><zz:c/></r>",
       "r(wp:a, wp:b, zz:c) | undeclared-prefix | undeclared-prefix"},
      {"default namespace undone", "<r xmlns='http://e.org/x'><a xmlns=''/></r>",
       "{http://e.org/x}r(a)"},
      {"UTF-16 with a mark", "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0"s, "a(\"\xC3\xA9\")"},
      {"windows-1252 as declared", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\x93\xE9\x94</a>",
       "a(\"\xE2\x80\x9C\xC3\xA9\xE2\x80\x9D\")"},
      {"a BOM", "\xEF\xBB\xBF<a/>", "a"},
      {"an outer DTD is not opened, its HTML entities are known",
       "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' "
       "'http://example.org/rss.dtd'><a>x&nbsp;y</a>",
       "a(\"x\xC2\xA0y\") | html-entity"},
      // Errors.
      {"cut short", "<a>\n<b>", "2:4 the document is cut short"},
      {"nothing", "", "1:1 the document is cut short"},
      {"two roots", "<a/>\n<b/>",
       "2:1 not well-formed XML: junk after document element at byte 5; try --repair"},
      {"mismatch", "<a>\n</b>", "2:3 not well-formed XML: mismatched tag at byte 6; try --repair"},
      {"a control character", "<a>\xC3\xA9\x10</a>",
       "1:6 not well-formed XML: control character 0x10 at byte 5; try --repair"},
      {"no UTF-8", "<a>\n x\xE9z</a>",
       "2:3 not well-formed XML: byte 0xe9 is not valid UTF-8 at byte 6; try --repair"},
      {"an entity of HTML without DTD", "<a>&mdash;</a>",
       "1:4 not well-formed XML: undeclared entity at byte 3; try --repair"},
      {"entity bomb", "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;'>]><a>&z;</a>",
       "1:25 a DOCTYPE that declares the entity 'x': entities are refused"},
      {"external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
       "1:52 a DOCTYPE that declares the entity 'x': entities are refused"},
      {"parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://e.org/'> %x;]><a/>",
       "1:49 a DOCTYPE that declares the entity 'x': entities are refused"},
      {"depth", "<a><a><a><a><a><a/></a></a></a></a></a>", "1:16 elements nested deeper than 5"},
      {"size", "<a>0123456789012345678901234567890123456789012345678901234567890123456789</a>",
       "1:4 more than 64 bytes in one <a>"},
      {"unknown encoding", "<?xml version='1.0' encoding='x-none'?><a/>",
       "1:0 unknown encoding 'x-none'"},
      // Former bugs.
  };
  XmlOptions options;
  options.namespaces = kNamespaces;
  options.max_depth = 5;
  options.max_item_bytes = 64;
  options.error_hint = "try --repair";
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(read(c.xml, 0, options) == c.want);
    CHECK(read(c.xml, 1, options).substr(0, 60) == std::string(c.want).substr(0, 60));
  }
}

class Chooser final : public XmlHandler {
 public:
  XmlStep start(const XmlNode& element, std::size_t) override {
    if (element.name == "skip") return XmlStep::kSkip;
    return element.name == "item" ? XmlStep::kCollect : XmlStep::kDescend;
  }
  void collected(XmlNode&& element, std::size_t depth) override {
    log += std::to_string(depth) + ':' + shown(element) + ' ';
    if (element.content() == "throw") throw ResourceError("thrown");
  }
  void end(std::string_view name, std::size_t) override { log += '/' + std::string(name) + ' '; }
  std::string log;
};

TEST_CASE("format/xml: a handler chooses what is kept") {
  const auto run = [](const char* xml) {
    const auto source = memory_source(xml);
    Chooser chooser;
    Diagnostics warnings;
    read_xml(*source, XmlOptions{}, chooser, warnings);
    return chooser.log;
  };
  CHECK(run("<r>x<item>1</item><skip><item>2</item></skip><c><item><item/></item></c></r>") ==
        "1:item(\"1\") 2:item(item) /c /r ");
  CHECK_THROWS_WITH_AS(run("<r><item>throw</item></r>"), "thrown", ResourceError);
}

TEST_CASE("format/xml: a document cut anywhere is an error") {
  const std::string xml =
      "<?xml version='1.0'?><r a='1'><item>x<![CDATA[y]]>&amp;</item><!-- c --></r>";
  for (std::size_t size = 0; size < xml.size(); ++size) {
    CAPTURE(size);
    const auto source = memory_source(xml.substr(0, size));
    Diagnostics warnings;
    CHECK_THROWS_AS(read_xml_tree(*source, XmlOptions{}, warnings), ResourceError);
  }
}

TEST_CASE("format/xml: inner HTML") {
  const auto source = memory_source(
      "<c xmlns:h='http://www.w3.org/1999/xhtml'><h:p class='&quot;'>a &lt; b<h:br/></h:p></c>");
  Diagnostics warnings;
  CHECK(inner_html(read_xml_tree(*source, XmlOptions{}, warnings)) ==
        "<p class=\"&quot;\">a &lt; b<br></p>");
}

}  // namespace
}  // namespace tarn
