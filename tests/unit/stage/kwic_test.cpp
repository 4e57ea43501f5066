#include "stage/kwic.h"

#include <doctest/doctest.h>

#include <string>

#include "report/concordance.h"

using namespace tarn;

namespace {

/// Lines as "left[node]right" with a slash between.
std::string shown(const std::vector<KwicLine>& lines) {
  std::string out;
  for (const KwicLine& line : lines) out += line.left + '[' + line.node + ']' + line.right + '/';
  return out;
}

constexpr const char* kRecord =
    R"({"doc_id":"a","text":"Staff fear change. We hope, but patients fear delay.","spans":[)"
    R"({"start":6,"end":10,"layer":"stance","label":"affect.fear","sentence":0,"score":2,"voice":"reported","holder":"other:staff","theme":"service_change.redesign"},)"
    R"({"start":11,"end":17,"layer":"theme","label":"service_change.redesign","sentence":0},)"
    R"({"start":22,"end":26,"layer":"stance","label":"affect.hope","sentence":1,"score":1.5,"voice":"author","holder":"group"},)"
    R"({"start":41,"end":45,"layer":"stance","label":"affect.fear","sentence":1,"score":2,"voice":"reported","holder":"other:patient"}]})";

std::string found(KwicOptions options) {
  Record record;
  REQUIRE(!record.parse(kRecord));
  return shown(Kwic(std::move(options))(record));
}

}  // namespace

TEST_CASE("stage/kwic: what is found") {
  const struct {
    const char* name;
    KwicOptions options;
    const char* want;
  } cases[] = {
      {"a theme", {.themes = {"service_change.redesign"}}, "Staff fear [change]./"},
      {"a parent finds its children", {.themes = {"service_change"}}, "Staff fear [change]./"},
      {"no part of a name", {.themes = {"service"}}, ""},
      {"a stance",
       {.labels = {"affect.fear"}},
       "Staff [fear] change./We hope, but patients [fear] delay./"},
      {"a dimension",
       {.labels = {"affect"}},
       "Staff [fear] change./We [hope], but patients fear delay./We hope, but patients [fear] "
       "delay./"},
      {"stance on a theme",
       {.themes = {"service_change"}, .labels = {"affect.fear"}},
       "Staff [fear] change./"},
      {"a holder",
       {.labels = {"affect"}, .holder = "other:patient"},
       "We hope, but patients [fear] delay./"},
      {"any other holder",
       {.labels = {"affect"}, .holder = "other"},
       "Staff [fear] change./We hope, but patients [fear] delay./"},
      {"a voice",
       {.labels = {"affect"}, .voice = "author"},
       "We [hope], but patients fear delay./"},
      {"a window over sentences", {.labels = {"affect.hope"}, .window = 2}, ". We [hope], but/"},
      {"no window", {.labels = {"affect.hope"}, .window = 0}, "[hope]/"},
      {"a pattern", {.pattern = "patient* <0-1> delay"}, "We hope, but [patients fear delay]./"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(found(c.options) == c.want);
  }
}

TEST_CASE("stage/kwic: of a sentence without end what is near") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += i == 500 ? "node " : "word ";
  Record record;
  record.reset("a", text);
  const auto lines = Kwic({.pattern = "node"})(record);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].left.size() == 250 * 5);
  CHECK(lines[0].right.size() == 250 * 5);
}

TEST_CASE("stage/kwic: nothing asked for") { CHECK_THROWS_AS(Kwic(KwicOptions{}), ResourceError); }

TEST_CASE("stage/kwic: sorted by context") {
  Record record;
  REQUIRE(
      !record.parse(R"({"doc_id":"a","text":"The red cat sat. A big cat ran. One red cat lay."})"));
  auto lines = Kwic({.pattern = "cat"})(record);
  sort_lines(lines, KwicOrder::kLeft);
  CHECK(shown(lines) == "A big [cat] ran./One red [cat] lay./The red [cat] sat./");
  sort_lines(lines, KwicOrder::kRight);
  CHECK(shown(lines) == "One red [cat] lay./A big [cat] ran./The red [cat] sat./");
}

TEST_CASE("stage/kwic: nodes stand in one column") {
  KwicLine line;
  line.doc_id = "doc";
  line.left = "漢字 and ";
  line.node = "node";
  line.right = " right";
  std::string wide, plain;
  report::append_text(line, {80, false}, wide);
  line.left = "abcd and ";
  report::append_text(line, {80, false}, plain);
  // Two wide characters of three bytes take the columns of four letters.
  CHECK(wide.find("node") == plain.find("node") + 2);
  line.left = "a\x1b[2Jb ";
  std::string hostile;
  report::append_text(line, {80, false}, hostile);
  CHECK(hostile.find('\x1b') == std::string::npos);
}
