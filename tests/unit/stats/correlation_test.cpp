#include "stats/correlation.h"

#include <doctest/doctest.h>

#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/correlation: Pearson and Spearman") {
  const struct {
    const char* name;
    std::vector<double> x;
    std::vector<double> y;
    const char* want;  // Pearson, Spearman
  } cases[] = {
      {"a line", {1, 2, 3}, {10, 20, 30}, "1.0000 1.0000"},
      {"a falling curve", {1, 2, 3, 4}, {16, 9, 4, 1}, "-0.9844 -1.0000"},
      // Anscombe (1973), first and fourth set.
      {"Anscombe I",
       {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
       {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68},
       "0.8164 0.8182"},
      {"Anscombe IV",
       {8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8},
       {6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89},
       "0.8165 0.5000"},
      {"one side is constant", {1, 1, 1}, {1, 2, 3}, "NA NA"},
      {"one pair", {1}, {1}, "NA NA"},
      {"no pair", {}, {}, "NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(pearson(c.x, c.y)) + " " + shown(spearman(c.x, c.y)) == c.want);
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < c.x.size(); ++i) {
      x += c.x[i];
      y += c.y[i];
      xx += c.x[i] * c.x[i];
      yy += c.y[i] * c.y[i];
      xy += c.x[i] * c.y[i];
    }
    CHECK(shown(pearson(static_cast<double>(c.x.size()), x, y, xx, yy, xy)) ==
          shown(pearson(c.x, c.y)));
  }
  CHECK(ranks(std::vector<double>{5, 1, 5, 3}) == std::vector<double>{3.5, 1, 3.5, 2});
}
