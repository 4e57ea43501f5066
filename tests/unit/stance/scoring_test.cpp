#include <doctest/doctest.h>

#include <algorithm>

#include "base/numbers.h"
#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

namespace {

/// The last hit of a label: "score status status".
std::string shown(const Read& read, std::string_view label) {
  const Stance* last = nullptr;
  for (const Stance& stance : read.analysis().stances) {
    if (read.model().label(stance.label).name == label) last = &stance;
  }
  if (last == nullptr) return "none";
  std::string out = format_number(last->score);
  for (std::size_t bit = 0; bit < kStatusCount; ++bit) {
    if ((last->status >> bit & 1U) != 0) (out += ' ') += name_of_status(bit);
  }
  return out;
}

}  // namespace

TEST_CASE("stance/scoring: score and status by policy") {
  const struct {
    const char* name;
    const char* label;
    const char* text;
    const char* want;
  } cases[] = {
      {"shift of a positive", "valence", "It was not good.", "-1.5 negated"},
      {"shift of a negative", "valence", "I was not afraid.", "0.8 negated"},
      {"weak negator", "valence", "It was hardly good.", "-0.9 negated"},
      {"two negators leave it", "valence", "Nobody was without hope.", "1.5 double_negated"},
      {"three negate", "valence", "Nobody never was without hope.", "-1.125 negated"},
      {"shift does not touch affect: it is zero", "affect.hope", "We had no hope.", "0 negated"},
      {"affect of two negators", "affect.hope", "Nobody was without hope.", "1.5 double_negated"},
      {"plain degree of affect", "affect.fear", "I was slightly afraid.", "1.2"},
      {"affect is not halved by but", "affect.fear", "I was afraid but good.", "2"},
      {"affect in a question", "affect.fear", "Were you afraid?", "1 question"},
      {"alignment", "alignment.critical", "They were critical.", "1"},
      {"booster", "certainty", "It is clearly good.", "1"},
      {"negated booster", "certainty", "It is not clearly good.", "-1 negated"},
      {"negated booster of two words", "certainty", "It is not in fact good.", "1 negated"},
      {"hedge keeps its weight", "certainty", "It is not perhaps good.", "-1 negated"},
      {"certainty in a question", "certainty", "Is it perhaps good?", "-1"},
      {"smaller factor counts, not the product", "valence", "Could it be good?",
       "1 hypothetical question"},
      {"contrast", "valence", "It was good but long.", "1 contrast_pre"},
      {"concession", "valence", "It was hope although good.", "1 concessive"},
      {"all together", "valence", "It would not be very good but long.",
       "-0.2813 negated hypothetical contrast_pre"},
      {"hedged", "valence", "Perhaps it was good.", "2 hedged"},
      {"scare quotes", "valence", "It was “good”.", "2 scare_quoted"},
      {"reported", "valence", "“It was good today”, she said.", "2 reported"},
      {"clipped", "valence", "It was extremely extremely wonderful.", "5"},
      {"exclusion", "valence", "She is in critical care.", "none"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(Read(c.text), c.label) == c.want);
  }
}

TEST_CASE("stance/scoring: evidence replays to the score") {
  const char* const texts[] = {
      "It was really not very good but I was extremely hopeful.",
      "Nobody never was without hope. Could it be really good?",
      "Although the demands were overwhelming, I feel so very truly hopeful.",
      "It is not clearly good, and hardly extremely extremely wonderful, enormously.",
  };
  const double clip = fixture_model().constants().clip;
  for (const char* text : texts) {
    CAPTURE(text);
    const Read read(text);
    CHECK(!read.analysis().stances.empty());
    for (const Stance& stance : read.analysis().stances) {
      double product = stance.base;
      for (std::uint32_t i = stance.first_evidence; i < stance.end_evidence; ++i) {
        product *= read.analysis().evidence[i].value;
      }
      CHECK(format_number(std::clamp(product, -clip, clip)) == format_number(stance.score));
    }
  }
}
