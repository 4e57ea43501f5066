#include <doctest/doctest.h>

#include "base/numbers.h"
#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

TEST_CASE("stance/values: sentences") {
  const struct {
    const char* name;
    const char* text;
    const char* want;  // words sum score positive negative author_sum label mixed
  } cases[] = {
      {"positive", "It was a good day.", "5 2 0.8944 2 0 2 positive"},
      {"negative", "It was a bad day.", "5 -2 -0.8944 0 2 -2 negative"},
      {"neutral", "It was good and bad.", "5 0 0 2 2 0 neutral mixed"},
      {"numbers are words", "A good 5 of 10.", "5 2 0.8944 2 0 2 positive"},
      {"reported is not the author's", "Staff were hopeful.", "3 2 1.1547 2 0 0 positive"},
      {"no hit: no value", "It was a day.", ""},
      {"affect alone is no valence", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Read read(c.text);
    std::string got;
    for (const SentenceValue& v : read.values()) {
      got += std::to_string(v.words) + " " + format_number(v.sum) + " " + format_number(v.score) +
             " " + format_number(v.positive) + " " + format_number(v.negative) + " " +
             format_number(v.author_sum) + " " + std::string(v.label) + (v.mixed() ? " mixed" : "");
    }
    CHECK(got == c.want);
  }
}

TEST_CASE("stance/values: post") {
  const Read read("I was very hopeful. It was good and bad. Staff felt anxious. Clearly so. Rain.");
  const PostValue v = value_post(read.model(), read.units(), read.analysis(), read.values());
  const auto label = [&](std::string_view name) {
    for (std::size_t i = 0; i < v.labels.size(); ++i) {
      if (read.model().labels()[i].name == name) return v.labels[i];
    }
    return LabelCount{};
  };
  CHECK(v.words == 15);
  CHECK(v.sentences == 5);
  CHECK(label("valence").hits == 4);
  CHECK(label("valence").author == 3);
  CHECK(label("valence").sentences == 3);
  CHECK(label("affect.fear").hits == 1);
  CHECK(label("affect.fear").author == 0);
  CHECK(v.scored_sentences == 3);
  CHECK(v.mixed_sentences == 1);
  CHECK(v.positive_hits == 2);
  CHECK(v.negative_hits == 2);
  CHECK(format_number(v.positive_sum) == "4.5");
  CHECK(format_number(v.negative_sum) == "3.5");
  // (2.5/√4 + 0 − 1.5/√3) / 5 and / 3.
  CHECK(format_number(v.mean) == "0.0768");
  CHECK(format_number(v.mean_scored) == "0.128");
  CHECK(format_number(v.author_mean) == "0.25");
  CHECK(format_number(v.graduation) == "0.0625");
  CHECK(v.graded_hits == 1);
  CHECK(v.boosters == 1);
  CHECK(v.hedges == 0);
  CHECK(v.held_hits == 7);
  CHECK(v.default_hits == 3);
  CHECK(v.level == ReflectionLevel::kShort);
}

TEST_CASE("stance/values: an empty post has no division by zero") {
  const Read read("");
  const PostValue v = value_post(read.model(), read.units(), read.analysis(), read.values());
  CHECK(v.mean == 0);
  CHECK(v.mean_scored == 0);
  CHECK(v.graduation == 0);
}
