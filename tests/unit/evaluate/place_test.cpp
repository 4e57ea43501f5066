#include "evaluate/place.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "text/segmenter.h"

using namespace tarn;
using namespace tarn::evaluate;

TEST_CASE("evaluate/place: the units that a span shares a character with") {
  // Sentences at 0–9, 10–18 and 20–26; a paragraph ends at 18.
  const std::string text = "One here. Two two.\n\nThree.";
  const Segmentation units = Segmenter().segment(text);
  const struct {
    const char* name;
    Span span;
    const char* want;  // post paragraph sentence token span overlap
  } cases[] = {
      {"one word", {4, 8}, "0-1 0-1 0-1 1-2 4-8 1-2"},
      {"part of a word", {5, 6}, "0-1 0-1 0-1 1-2 5-6 1-2"},
      {"over a sentence's end", {4, 13}, "0-1 0-1 0-2 1-4 4-13 1-4"},
      {"over a paragraph's end", {14, 22}, "0-1 0-2 1-3 4-7 14-22 4-7"},
      {"the whole text", {0, 26}, "0-1 0-2 0-3 0-8 0-26 0-8"},
      {"white space alone", {18, 20}, "0-1 1-1 2-2 6-6 18-20 6-6"},
      {"empty, in a word", {5, 5}, "0-1 0-1 0-1 1-2 5-5 1-2"},
      {"empty, where a word begins", {20, 20}, "0-1 1-2 2-3 6-7 20-20 6-7"},
      {"empty, at the end", {26, 26}, "0-1 2-2 3-3 8-8 26-26 8-8"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string got;
    for (const char* unit : {"post", "paragraph", "sentence", "token", "span", "overlap"}) {
      const UnitRange range = range_of(c.span, unit_named(unit), units);
      got += fmt::format("{}{}-{}", got.empty() ? "" : " ", range.first, range.end);
    }
    CHECK(got == c.want);
  }
  CHECK(unit_count(Unit::kPost, units) == 1);
  CHECK(unit_count(Unit::kParagraph, units) == 2);
  CHECK(unit_count(Unit::kSentence, units) == 3);
  CHECK(unit_count(Unit::kToken, units) == 8);
  CHECK(unit_count(Unit::kOverlap, units) == 0);
  CHECK(unit_count(Unit::kSentence, {}) == 0);
  CHECK(range_of({0, 0}, Unit::kSentence, {}) == UnitRange{0, 0});
}
