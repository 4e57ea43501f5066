#include "text/paragraphs.h"

#include <doctest/doctest.h>

#include <string>

#include "text/tokens.h"

using namespace tarn;

TEST_CASE("text/paragraphs: blank lines part them") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"nothing", "", ""},
      {"white space", " \n\t\u00A0\n ", ""},
      {"one", "  one line ", "<one line>"},
      {"a line break is none", "one\ntwo", "<one\ntwo>"},
      {"a blank line", "one\n\ntwo", "<one><two>"},
      {"a line of white space", "one\n \t\u3000\ntwo", "<one><two>"},
      {"many", "\n\none\n\n\n\n two\n", "<one><two>"},
      {"CR LF", "one\r\ntwo\r\n\r\nthree", "<one\r\ntwo><three>"},
      {"CR alone", "one\rtwo\r\rthree", "<one\rtwo><three>"},
      {"NEL and line separator", "one\u0085two\u2028\u2028three", "<one\u0085two><three>"},
      {"paragraph separator", "one\u2029two", "<one><two>"},
      {"no break", "one\u00A0two", "<one\u00A0two>"},
      {"ends in a character of more bytes", "é\n\n€", "<é><€>"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::vector<Span> spans;
    text::append_paragraphs(c.text, spans);
    std::string shown;
    for (const Span& span : spans) shown += "<" + std::string(slice(c.text, span)) + ">";
    CHECK(shown == c.want);
  }
}
