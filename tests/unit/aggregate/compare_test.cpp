#include "aggregate/compare.h"

#include <doctest/doctest.h>

#include <string>

#include "base/numbers.h"

using namespace tarn;
using namespace tarn::aggregate;

namespace {

Rows rows_of(std::initializer_list<const char*> lines) {
  Rows rows;
  for (const char* line : lines) {
    JsonTree tree;
    REQUIRE(!tree.parse(line));
    rows.add({tree.root().find("table")->string(), Row(tree.root())});
  }
  return rows;
}

std::string shown(const Gate& g) {
  std::string out = g.table + (g.item.empty() ? "" : "[" + g.item + "]");
  if (g.what == Gate::What::kLexicons) return "lexicons";
  if (g.what == Gate::What::kNew) return out + " new";
  if (g.what == Gate::What::kGone) return out + " gone";
  return out + ' ' + g.measure + ' ' + g.direction + ' ' + format_number(g.limit) +
         (g.relative ? "%" : "") + (g.clear_only ? " clear" : "");
}

constexpr const char* kBefore =
    R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","hits":10,"rate":5,"low":4,"high":6.5,"share":0.5,"share_low":0.4,"share_high":0.6})";

}  // namespace

TEST_CASE("aggregate/compare: gates") {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"theme.rate>20%", "theme rate * 20%"},
      {"theme.rate > 20 %", "theme rate * 20%"},
      {"theme[coproduction].rate>+20%!", "theme[coproduction] rate + 20% clear"},
      {"stance[affect.hope, author].rate>-0.5", "stance[affect.hope, author] rate - 0.5"},
      {"theme.gone", "theme gone"},
      {"theme[a].new", "theme[a] new"},
      {"lexicons", "lexicons"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(shown(parse_gate(c.text)) == c.want);
  }
  for (const char* bad : {"", "theme", "theme.rate", "theme.rate>", "theme.rate>x",
                          "theme[a.rate>1", "theme.>1", "theme.rate>1e999"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(parse_gate(bad), ResourceError);
  }
}

TEST_CASE("aggregate/compare: gates of a file") {
  const auto source = memory_source("# limits\n\ntheme.gone\r\n  lexicons  \n", "gates");
  CHECK(read_gates(*source).size() == 2);
  const auto bad = memory_source("theme.gone\nnonsense\n", "gates");
  try {
    read_gates(*bad);
    FAIL("no error");
  } catch (const ResourceError& error) {
    CHECK(shown(error.place()) == "gates:2");
  }
}

TEST_CASE("aggregate/compare: the interval of a difference (MOVER)") {
  // 5 [4, 6.5] to 8 [7, 10]: 3 - hypot(1, 1.5), 3 + hypot(2, 1).
  const Measured d = difference({5, 4, 6.5}, {8, 7, 10});
  CHECK(format_number(*d.value) == "3");
  CHECK(format_number(*d.low) == "1.1972");
  CHECK(format_number(*d.high) == "5.2361");
  CHECK(!difference({5, {}, {}}, {8, 7, 10}).low);
  CHECK(!difference({{}, {}, {}}, {8, 7, 10}).value);
}

TEST_CASE("aggregate/compare: what moved, appeared, went") {
  const Rows before = rows_of(
      {kBefore,
       R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"gone","hits":1,"rate":1})"});
  const Rows now = rows_of(
      {R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","hits":30,"rate":15,"low":13,"high":17,"share":0.5,"share_low":0.4,"share_high":0.6})",
       R"({"schema":"tarn.row/1","table":"theme","group":{"month":"2014-03"},"theme":"b","hits":1,"rate":1})"});
  const Comparison comparison = compare(before, now);
  const struct {
    const char* gate;
    std::size_t trips;
  } cases[] = {
      {"theme.rate>20%", 1},  {"theme.rate>+100%!", 1}, {"theme.rate>-20%", 0},
      {"theme.rate>10.5", 0}, {"theme[b].rate>1", 0},   {"theme.share>0", 0},
      {"theme.new", 1},       {"theme.gone", 1},        {"theme[a].gone", 0},
      {"lexicons", 0},        {"theme.hits>199%", 1},   {"theme.hits>200%", 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.gate);
    CHECK(trips(comparison, {parse_gate(c.gate)}).size() == c.trips);
  }
}

TEST_CASE("aggregate/compare: lexicons that differ are told") {
  const Rows before = rows_of(
      {R"({"schema":"tarn.row/1","table":"coverage","group":{},"posts":1,"lexicons":{"a":["sha256:1"],"b":["sha256:2"]}})"});
  const Rows now = rows_of(
      {R"({"schema":"tarn.row/1","table":"coverage","group":{},"posts":1,"lexicons":{"a":["sha256:3"],"c":["sha256:2"]}})"});
  const Comparison comparison = compare(before, now);
  CHECK(comparison.lexicon_changes ==
        std::vector<std::string>{"a has changed", "b is no longer used", "c is new"});
  CHECK(trips(comparison, {parse_gate("lexicons")}).size() == 3);
}

TEST_CASE("aggregate/compare: from nothing is more than any per cent") {
  const Rows before =
      rows_of({R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","rate":0})"});
  const Rows now =
      rows_of({R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","rate":0.1})"});
  CHECK(trips(compare(before, now), {parse_gate("theme.rate>1000%")}).size() == 1);
  CHECK(trips(compare(before, before), {parse_gate("theme.rate>0%")}).empty());
}

TEST_CASE("aggregate/compare: what is cut off is counted") {
  const Rows before = rows_of({kBefore});
  const Rows now = rows_of(
      {R"({"schema":"tarn.row/1","table":"theme","group":{},"theme":"a","hits":30,"rate":15,"share":0.5})"});
  const Comparison moved = compare(before, now);
  const Comparison same = compare(before, before);
  const auto lines = [](const Comparison& comparison, const char* form, std::size_t most) {
    const std::string text = write_comparison(comparison, {}, {}, form, most);
    return text.substr(text.rfind("|\n") == std::string::npos ? 0 : text.rfind("|\n") + 2);
  };
  const std::string hits = "within noise theme.hits a: 10 -> 30  +200.0 %\n";
  const std::string rate = "within noise theme.rate a: 5 [4, 6.5] -> 15  +200.0 %\n";
  const struct {
    const Comparison& comparison;
    const char* form;
    std::size_t most;
    std::string want;
  } cases[] = {
      {moved, "text", 2, rate + hits},
      {moved, "text", 1, rate + "1 more change\n"},
      {moved, "text", 0, "2 changes\n"},
      {same, "text", 0, "nothing moved\n"},
      {moved, "markdown", 2, ""},
      {moved, "markdown", 1, "\n1 more change\n"},
      {moved, "markdown", 0, "**No gate tripped.**\n\n2 changes\n"},
      {same, "markdown", 9, "**No gate tripped.**\n\nnothing moved\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.form);
    CAPTURE(c.most);
    CHECK(lines(c.comparison, c.form, c.most) == c.want);
  }
}
