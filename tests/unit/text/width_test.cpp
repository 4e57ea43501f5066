#include "text/width.h"

#include <doctest/doctest.h>

#include "text/printable.h"

using namespace tarn;

TEST_CASE("text/width: columns of a terminal") {
  const struct {
    const char* name;
    const char* text;
    std::size_t want;
  } cases[] = {
      {"empty", "", 0},    {"ASCII", "abc", 3},       {"combining", "e\u0301", 1},
      {"wide", "漢字", 4}, {"emoji", "🌱", 2},         {"emoji of several", "👩‍👩‍👧", 2},
      {"flag", "🇬🇧", 2},   {"full width", "ＡＢ", 4}, {"zero width", "a\u200Bb", 2},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(display_width(c.text) == c.want);
  }
}

TEST_CASE("text/width: cut at whole characters") {
  CHECK(fit_start("abc", 2) == "ab");
  CHECK(fit_start("漢字", 3) == "漢");
  CHECK(fit_end("漢字", 3) == "字");
  CHECK(fit_end("abc", 5) == "abc");
  CHECK(fit_end("e\u0301x", 1) == "x");
}

TEST_CASE("text/printable: nothing that could act on a terminal") {
  const struct {
    const char* name;
    std::string text;
    const char* want;
  } cases[] = {
      {"escape sequence", "a\x1b[31mb", "a\\u001b[31mb"},
      {"C1", "a\u009bb", "a\\u009bb"},
      {"bidi override", "a\u202eb", "a\\u202eb"},
      {"ill-formed", "a\xff\xc3", "a\\xff\\xc3"},
      {"letters", "naïve 🌱", "naïve 🌱"},
      {"line end", "a\nb", "a\\u000ab"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(printable(c.text) == c.want);
  }
  CHECK(printable("a\nb\tc", "\n") == "a\nb\\u0009c");
}
