#include "format/xml_repair.h"

#include <doctest/doctest.h>

#include <string>

#include "format/xml.h"

namespace tarn {
namespace {

/// The mended document, then "| code@byte" for each repair.
std::string repaired(const std::string& xml, std::size_t chunk) {
  const auto source = memory_source(xml, "x", chunk);
  std::string codes;
  RepairedXml mended(*source, [&](Diagnostic&& repair) {
    const std::size_t at = repair.message.find("at byte ") + 8;
    codes +=
        " | " + repair.code + '@' + repair.message.substr(at, repair.message.find(' ', at) - at);
  });
  return read_all(mended) + codes;
}

TEST_CASE("format/xml_repair: what is mended, and what is left alone") {
  using namespace std::string_literals;
  const struct {
    const char* name;
    std::string xml;
    std::string want;
  } cases[] = {
      {"nothing", "<a b='&lt;'>&amp;&#233;&#xE9;<![CDATA[& &mdash; ]] > <]]><!-- & --><?p & ?></a>",
       "<a b='&lt;'>&amp;&#233;&#xE9;<![CDATA[& &mdash; ]] > <]]><!-- & --><?p & ?></a>"},
      {"bare ampersands", "<a b=\"x&y=1\">A & B &c;</a>",
       "<a b=\"x&amp;y=1\">A &amp; B &amp;c;</a> | xml-ampersand@7 | xml-ampersand@15 | "
       "xml-ampersand@19"},
      {"entities of HTML", "<a>&mdash;&nbsp;</a>",
       "<a>\xE2\x80\x94\xC2\xA0</a> | xml-entity@3 | xml-entity@10"},
      {"references to no character", "<a>&#xD800;&#0;&#x1F642;</a>",
       "<a>\xEF\xBF\xBD\xEF\xBF\xBD&#x1F642;</a> | xml-reference@3 | xml-reference@11"},
      {"control characters", "<a>x\x10<![CDATA[\x05]]>\x7F</a>",
       "<a>x\xEF\xBF\xBD<![CDATA[\xEF\xBF\xBD]]>\x7F</a> | xml-control@4 | xml-control@14"},
      {"bytes of windows-1252", "<a>\xC3\xA9 \x93x\xE9</a>",
       "<a>\xC3\xA9 \xE2\x80\x9Cx\xC3\xA9</a> | xml-encoding@6 | xml-encoding@8"},
      {"declared Latin-1, is UTF-8", "<?xml version='1.0' encoding='latin1'?><a>\xC3\xA9</a>",
       "<?xml version=\"1.0\"?><a>\xC3\xA9</a> | xml-encoding@0"},
      {"declared Latin-1, and is", "<?xml version='1.0' encoding='latin1'?><a>\xE9t\xE9</a>",
       "<?xml version=\"1.0\"?><a>\xC3\xA9t\xC3\xA9</a>"},
      {"space before the declaration", "\n <?xml version=\"1.0\"?><a/>",
       "<?xml version=\"1.0\"?><a/> | xml-leading@0"},
      {"a lone less-than sign", "<a>1 < 2</a>", "<a>1 &lt; 2</a> | xml-less-than@5"},
      {"a section within a section", "<a><b/><c><![CDATA[x <![CDATA[y]]></code> z]]>\n</c></a>",
       "<a><b/><c><![CDATA[x <![CDATA[y]]]]><![CDATA[></code> z]]>\n</c></a> | xml-cdata@31"},
      {"the end of WordPress's own split", "<a><![CDATA[x]]]]><![CDATA[>y]]></a>",
       "<a><![CDATA[x]]]]><![CDATA[>y]]></a>"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(repaired(c.xml, 0) == c.want);
    CHECK(repaired(c.xml, 1) == c.want);
    const std::string mended = c.want.substr(0, c.want.find(" | "));
    const auto source = memory_source(mended);
    Diagnostics warnings;
    CHECK_NOTHROW(read_xml_tree(*source, XmlOptions{}, warnings));
    CHECK(repaired(mended, 0) == mended);
  }
}

TEST_CASE("format/xml_repair: what is cut short stays an error") {
  for (const char* xml : {"<a><b>", "<a><![CDATA[x", "<a><!-- x", "<a b='", "<a>&am"}) {
    CAPTURE(xml);
    const auto source = memory_source(xml);
    RepairedXml mended(*source, [](Diagnostic&&) {});
    Diagnostics warnings;
    CHECK_THROWS_AS(read_xml_tree(mended, XmlOptions{}, warnings), ResourceError);
  }
}

}  // namespace
}  // namespace tarn
