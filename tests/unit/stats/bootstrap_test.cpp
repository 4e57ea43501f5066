#include "stats/bootstrap.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "stats/random.h"
#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/bootstrap: SplitMix64 gives the published numbers") {
  SplitMix64 random(42);
  CHECK(random.next() == 0xbdd732262feb6e95U);
  CHECK(random.next() == 0x28efe333b266f103U);
  CHECK(random.next() == 0x47526757130f9f52U);
  SplitMix64 indices(42);
  for (const std::uint64_t want : {7U, 1U, 2U, 3U, 0U}) CHECK(indices.index(10) == want);
}

TEST_CASE("stats/bootstrap: type-7 quantiles") {
  const double values[] = {1, 2, 3, 4};
  CHECK(near(quantile(values, 0.25), 1.75));
  CHECK(near(quantile(values, 0), 1));
  CHECK(near(quantile(values, 1), 4));
  const double one[] = {5};
  CHECK(near(quantile(one, 0.975), 5));
}

TEST_CASE("stats/bootstrap: a percentile interval is that of the sorted values") {
  SplitMix64 random(3);
  for (std::size_t size = 1; size < 200; ++size) {
    std::vector<double> values;
    for (std::size_t i = 0; i < size; ++i) values.push_back(static_cast<double>(random.index(50)));
    const Bootstrap got = percentile_interval(values, 200);
    std::sort(values.begin(), values.end());
    REQUIRE(got.interval);
    CHECK(got.interval->low == quantile(values, 0.025));
    CHECK(got.interval->high == quantile(values, 0.975));
    CHECK(got.skipped == 200 - size);
  }
}

namespace {
const std::vector<double> kPosts = {1.2, -0.5, 0.8, 2.0, 0.1, -1.0, 0.4, 1.5, 0.0, 0.9};
}

TEST_CASE("stats/bootstrap: the mean of ten posts") {
  const auto mean = [](std::span<const std::uint32_t> drawn) -> std::optional<double> {
    double sum = 0;
    for (const std::uint32_t i : drawn) sum += kPosts[i];
    return sum / static_cast<double>(drawn.size());
  };
  CHECK(near(std::accumulate(kPosts.begin(), kPosts.end(), 0.0) / 10, 0.54));
  const Bootstrap got = bootstrap(kPosts.size(), mean);
  REQUIRE(got.interval);
  CHECK(near(got.interval->low, 0.0100));
  CHECK(near(got.interval->high, 1.07025));
  CHECK(got.skipped == 0);
}

TEST_CASE("stats/bootstrap: shared draws give the same interval") {
  const Resampler resampler(kPosts.size());
  std::vector<ClusterValue> scores;
  std::vector<ClusterValue> hits;
  for (std::uint32_t i = 0; i < kPosts.size(); ++i) {
    scores.push_back({i, std::llround(kPosts[i] * 10000)});
    hits.push_back({i, 1});
  }
  const Bootstrap got = resampler.ratio(resampler.sums(scores), resampler.sums(hits), 1e-4);
  REQUIRE(got.interval);
  CHECK(near(got.interval->low, 0.0100));
  CHECK(near(got.interval->high, 1.07025));
}

TEST_CASE("stats/bootstrap: draws with an empty cell are skipped and counted") {
  const Resampler resampler(3);
  const auto sums = resampler.sums(std::vector<ClusterValue>{{1, 1}});
  const Bootstrap got = resampler.ratio(sums, sums);
  REQUIRE(got.interval);
  CHECK(got.interval->low == 1);
  // (2/3)^3 = 0.296 of the draws miss the one post that has the cell.
  CHECK(got.skipped > 500);
  CHECK(got.skipped < 700);
  const Bootstrap whole = bootstrap(3, [](std::span<const std::uint32_t> drawn) {
    std::optional<double> out;
    for (const std::uint32_t i : drawn) {
      if (i == 1) out = 1;
    }
    return out;
  });
  CHECK(whole.skipped == got.skipped);
  const Bootstrap none = resampler.ratio(resampler.sums({}), resampler.sums({}));
  CHECK_FALSE(none.interval);
  CHECK(none.skipped == 2000);
  CHECK_FALSE(bootstrap(0, [](std::span<const std::uint32_t>) {
                return std::optional<double>(1);
              }).interval);
}
