#include "stats/accuracy.h"

#include <doctest/doctest.h>

#include <vector>

#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/accuracy: precision, recall, F1 of three categories") {
  // AAABBBCCCC predicted as AABBBCCCCA.
  const std::vector<Outcome> categories = {{3, 2, 3, 2}, {3, 2, 3, 2}, {4, 3, 4, 3}};
  CHECK(shown(categories[0].f1()) == "0.6667");
  CHECK(shown(categories[1].f1()) == "0.6667");
  CHECK(shown(categories[2].f1()) == "0.7500");
  CHECK(shown(macro_mean(categories, &Outcome::f1)) == "0.6944");
  Outcome all;
  for (const Outcome& category : categories) all.merge(category);
  CHECK(shown(all.f1()) == "0.7000");
  // What has none is no part of the mean.
  const std::vector<Outcome> sparse = {{3, 2, 4, 2}, {0, 0, 0, 0}, {1, 0, 0, 0}};
  CHECK(shown(macro_mean(sparse, &Outcome::precision)) == "0.5000");
  CHECK(shown(macro_mean(sparse, &Outcome::recall)) == "0.3333");
  CHECK(shown(macro_mean({}, &Outcome::recall)) == "NA");
}

TEST_CASE("stats/accuracy: what is undefined is empty") {
  const struct {
    const char* name;
    Outcome outcome;
    const char* want;  // precision recall F1
  } cases[] = {
      {"plain", {5, 3, 4, 3}, "0.7500 0.6000 0.6667"},
      {"nothing predicted", {2, 0, 0, 0}, "NA 0.0000 0.0000"},
      {"nothing in gold", {0, 0, 2, 0}, "0.0000 NA 0.0000"},
      {"three hits in one gold span, one beside", {1, 1, 4, 3}, "0.7500 1.0000 0.8571"},
      {"one hit over two gold spans of three", {3, 2, 1, 1}, "1.0000 0.6667 0.8000"},
      {"neither", {0, 0, 0, 0}, "NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(fmt::format("{} {} {}", shown(c.outcome.precision()), shown(c.outcome.recall()),
                      shown(c.outcome.f1())) == c.want);
  }
}
