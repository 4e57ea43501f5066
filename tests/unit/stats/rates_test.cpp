#include "stats/rates.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/rates: pooled and mean rates") {
  using Posts = std::vector<std::pair<std::uint64_t, std::uint64_t>>;
  const struct {
    const char* name;
    Posts posts;  // count, words
    const char* pooled;
    const char* mean;
  } cases[] = {
      {"three posts", {{2, 100}, {0, 300}, {4, 200}}, "10.0000", "13.3333"},
      {"no post", {}, "NA", "NA"},
      {"a post without words has no rate", {{0, 0}, {1, 10}}, "100.0000", "100.0000"},
      {"no words at all", {{0, 0}}, "NA", "NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::uint64_t count = 0;
    std::uint64_t words = 0;
    MeanRate forward;
    for (const auto& [f, n] : c.posts) {
      count += f;
      words += n;
      forward.add(f, n);
    }
    CHECK(shown(pooled_rate(count, words)) == c.pooled);
    CHECK(shown(forward.mean()) == c.mean);
  }
}

TEST_CASE("stats/rates: a mean rate is the same for every sharding") {
  MeanRate whole;
  MeanRate shards[3];
  for (std::uint64_t i = 1; i < 100; ++i) {
    whole.add(i % 7, i * 13);
    shards[i % 3].add(i % 7, i * 13);
  }
  shards[2].merge(shards[0]);
  shards[2].merge(shards[1]);
  CHECK(whole.mean() == shards[2].mean());
}

TEST_CASE("stats/rates: Wilson's interval") {
  const struct {
    const char* name;
    std::uint64_t count, total;
    double low, high;
  } cases[] = {
      {"15 of 100", 15, 100, 0.093060, 0.232836},
      {"none of 10", 0, 10, 0.0, 0.277533},
      {"all of 10", 10, 10, 0.722467, 1.0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto interval = wilson(c.count, c.total);
    REQUIRE(interval);
    CHECK(near(interval->low, c.low));
    CHECK(near(interval->high, c.high));
  }
  CHECK_FALSE(wilson(0, 0));
  CHECK(shown(share(2, 3)) == "0.6667");
  CHECK_FALSE(share(0, 0));
}
