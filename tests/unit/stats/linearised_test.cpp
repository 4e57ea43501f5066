#include "stats/linearised.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/linearised: ratio and interval") {
  const struct {
    const char* name;
    std::vector<std::pair<std::int64_t, std::int64_t>> posts;  // y, x
    const char* want;
  } cases[] = {
      // R = 6/600; residuals 1, -3, 2: var = 3/2 · 14/600², 1.96·√var = 0.0149699.
      {"three posts", {{2, 100}, {0, 300}, {4, 200}}, "0.0100 -0.0050 0.0250"},
      // Ten values of one unit each: the mean and its classical interval, sd 0.9216.
      {"a mean",
       {{12000, 1},
        {-5000, 1},
        {8000, 1},
        {20000, 1},
        {1000, 1},
        {-10000, 1},
        {4000, 1},
        {15000, 1},
        {0, 1},
        {9000, 1}},
       "5400.0000 -312.0915 11112.0915"},
      {"the same ratio everywhere", {{1, 10}, {2, 20}}, "0.1000 0.1000 0.1000"},
      {"one post", {{1, 10}}, "0.1000 NA NA"},
      {"nothing to divide by", {{0, 0}, {0, 0}}, "NA NA NA"},
      {"none", {}, "NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    RatioSums sums;
    for (const auto& [y, x] : c.posts) sums.add(y, x);
    const auto interval = sums.interval();
    CHECK(fmt::format("{} {} {}", shown(sums.ratio()),
                      shown(interval ? std::optional(interval->low) : std::nullopt),
                      shown(interval ? std::optional(interval->high) : std::nullopt)) == c.want);
  }
}

TEST_CASE("stats/linearised: sums merge exactly, large ones too") {
  RatioSums whole;
  RatioSums shards[4];
  for (std::int64_t i = 0; i < 1000; ++i) {
    const std::int64_t y = (i * 7919) % 100'003 * 9'000'000;
    whole.add(y, i * 1'000'003);
    shards[i % 4].add(y, i * 1'000'003);
  }
  for (const int i : {3, 1, 2}) shards[0].merge(shards[i]);
  CHECK(whole.ratio() == shards[0].ratio());
  CHECK(whole.interval() == shards[0].interval());
}
