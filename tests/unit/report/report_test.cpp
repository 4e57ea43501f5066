#include "report/report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/numbers.h"
#include "report/charts.h"
#include "report/document.h"
#include "report/html.h"

using namespace tarn;
using namespace tarn::report;

namespace {

std::string shown_ticks(double low, double high) {
  std::string out;
  for (const double tick : axis_ticks(low, high))
    out += (out.empty() ? "" : " ") + format_number(tick);
  return out;
}

}  // namespace

TEST_CASE("report/charts: round ticks that hold the values and 0") {
  const struct {
    double low, high;
    const char* want;
  } cases[] = {
      {0, 1, "0 0.2 0.4 0.6 0.8 1"},
      {0, 17.3, "0 5 10 15 20"},
      {-0.3, 0.1, "-0.3 -0.2 -0.1 0 0.1"},
      {0, 0, "0 0.2 0.4 0.6 0.8 1"},
      {3, 4, "0 1 2 3 4"},
      {-4, -3, "-4 -3 -2 -1 0"},
      {0, 0.0004, "0 0.0001 0.0002 0.0003 0.0004"},
      // Former bugs.
      {0, 5e-324, "0 0.2 0.4 0.6 0.8 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.low);
    CAPTURE(c.high);
    CHECK(shown_ticks(c.low, c.high) == c.want);
  }
}

TEST_CASE("report/html: foreign text is text") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"markup", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"an attribute's end", "\" onload='x", "&quot; onload=&#39;x"},
      {"a reference", "&lt;", "&amp;lt;"},
      {"controls and bidi overrides",
       "a\x01"
       "b\xE2\x80\xAE"
       "c",
       "a\xEF\xBF\xBD"
       "b\xEF\xBF\xBD"
       "c"},
      {"letters stay", "naïve 🌱 العربية", "naïve 🌱 العربية"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(escaped(c.text) == c.want);
  }
}

TEST_CASE("report/html: only http, https and mailto become links") {
  const struct {
    const char* url;
    bool safe;
  } cases[] = {
      {"https://example.org/a?b=c#d", true},
      {"HTTP://example.org/", true},
      {"mailto:a@example.org", true},
      {"javascript:alert(1)", false},
      {"JaVaScRiPt:alert(1)", false},
      {" https://example.org", false},
      {"java\nscript:alert(1)", false},
      {"data:text/html,x", false},
      {"//example.org", false},
      {"/relative", false},
      {"", false},
      {"https://a\"onclick=x", false},
      {"vbscript:x", false},
      {"https:", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.url);
    CHECK(is_safe_url(c.url) == c.safe);
    CHECK((report::link(c.url, "x").find("href") != std::string::npos) == c.safe);
  }
}

TEST_CASE("report/charts: a withheld value is shown as such, a hole is a gap") {
  const std::string bars =
      bar_chart({{"a", "t", "d", "u"}, {{"x", {std::nullopt, {}, {}}, "2 hits"}}});
  CHECK(bars.find("NA, 2 hits") != std::string::npos);
  const std::string lines = line_chart(
      {{"b", "t", "d", "u"}, {"1", "2", "3", "4"}, {{"s", {1.0, 2.0, std::nullopt, 3.0}, false}}});
  // One stretch of two points, and a lone point.
  CHECK(lines.find("<circle") != std::string::npos);
  const auto path = lines.find("<path d=\"M");
  REQUIRE(path != std::string::npos);
  const std::string d = lines.substr(path, lines.find('"', path + 9) - path);
  CHECK(std::count(d.begin(), d.end(), 'M') == 2);
  CHECK(std::count(d.begin(), d.end(), 'L') == 1);
  const std::string cells =
      heat_map({{"c", "t", "d", "u"}, {"r"}, {"x", "y"}, {{1.0, std::nullopt}}});
  CHECK(cells.find(">NA<") != std::string::npos);
  CHECK(cells.find("url(#c-na)") != std::string::npos);
}

TEST_CASE("report/report: rows and their kinds") {
  Reporter reporter({});
  const struct {
    const char* line;
    const char* error;
  } cases[] = {
      {R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","hits":1})", ""},
      {R"({"schema":"tarn.row/1"})", "a row needs a table"},
      {R"({"schema":"tarn.kwic/1"})",
       R"(schema "tarn.kwic/1", tarn.row/1 or tarn.post/1 is wanted)"},
      {"[]", "a row or a post is an object, found an array"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.line);
    ReportItem item;
    const auto error = reporter.read(c.line, item);
    CHECK((error ? error->message : std::string()) == c.error);
    if (!error) reporter.add(std::move(item), {});
  }
  CHECK(write_csv(reporter.rows(), "theme") == "theme,hits\na,1\n");
  CHECK_THROWS_WITH_AS(write_csv(reporter.rows(), "stance"),
                       "no rows of table 'stance'; there are: theme", ResourceError);
  // A former bug: a percentage that is no finite number.
  const aggregate::Rows& rows = reporter.rows();
  CHECK(rows.whole("theme").front()->number("hits") == 1);
  ReportItem huge;
  CHECK(!reporter.read(R"({"schema":"tarn.row/1","table":"huge","group":{},"share":1e308})", huge));
  reporter.add(std::move(huge), {});
  CHECK(!rows.whole("huge").front()->number("share"));
}
