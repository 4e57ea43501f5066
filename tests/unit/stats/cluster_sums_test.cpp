#include "stats/cluster_sums.h"

#include <doctest/doctest.h>

#include "stats/linearised.h"
#include "stats_shown.h"

using namespace tarn::stats;

namespace {

std::optional<double> ratio(std::span<const double> sums) {
  if (sums[1] == 0) return std::nullopt;
  return sums[0] / sums[1];
}

ClusterSums sums_of(const std::vector<std::pair<double, double>>& posts) {
  ClusterSums out(posts.size(), 2);
  for (std::uint32_t i = 0; i < posts.size(); ++i) {
    out.add(i, 0, posts[i].first);
    out.add(i, 1, posts[i].second);
  }
  return out;
}

std::string interval(const Bootstrap& found) {
  if (!found.interval) return "NA";
  return fmt::format("{:.5f} {:.5f} {}", found.interval->low, found.interval->high, found.skipped);
}

}  // namespace

TEST_CASE("stats/cluster_sums: the bootstrap draws as bootstrap() does") {
  const ClusterSums sums = sums_of({{1.2, 1},
                                    {-0.5, 1},
                                    {0.8, 1},
                                    {2.0, 1},
                                    {0.1, 1},
                                    {-1.0, 1},
                                    {0.4, 1},
                                    {1.5, 1},
                                    {0.0, 1},
                                    {0.9, 1}});
  const SumIntervals intervals(sums);
  CHECK(intervals.method() == "bootstrap");
  CHECK(shown(ratio(sums.totals())) == "0.5400");
  CHECK(interval(intervals.of(ratio)) == "0.01000 1.07025 0");
}

TEST_CASE("stats/cluster_sums: draws that leave the statistic undefined are told") {
  const ClusterSums sums = sums_of({{1, 1}, {0, 0}});
  const Bootstrap found = SumIntervals(sums).of(ratio);
  CHECK(found.skipped > 400);
  CHECK(found.skipped < 600);
  CHECK(interval(SumIntervals(sums_of({})).of(ratio)) == "NA");
  CHECK(interval(SumIntervals(sums_of({{0, 0}})).of(ratio)) == "NA");
}

TEST_CASE("stats/cluster_sums: posts that add to some of the sums") {
  const ClusterSums sums = sums_of({{1, 1}, {0, 1}, {0, 0}, {2, 0}});
  CHECK(sums.clusters_with(std::vector<std::size_t>{0}) == 2);
  CHECK(sums.clusters_with(std::vector<std::size_t>{0, 1}) == 3);
  CHECK(sums.clusters_with({}) == 0);
}

TEST_CASE(
    "stats/cluster_sums: the jackknife of a ratio is near Cochran's interval, that of a mean the "
    "same") {
  RatioSums want;
  std::vector<std::pair<double, double>> posts;
  for (int i = 0; i < 50; ++i) {
    const int y = i * 7 % 11;
    const int x = i % 5 == 0 ? 0 : 20 + i * 13 % 9;
    want.add(i % 5 == 0 ? 0 : y, x);
    posts.emplace_back(i % 5 == 0 ? 0 : y, x);
  }
  const ClusterSums sums = sums_of(posts);
  const SumIntervals intervals(sums, {}, 49);
  CHECK(intervals.method() == "jackknife");
  const Bootstrap got = intervals.of(ratio);
  REQUIRE(got.interval);
  CHECK(got.interval->low == doctest::Approx(want.interval()->low).epsilon(0.02));
  CHECK(got.interval->high == doctest::Approx(want.interval()->high).epsilon(0.02));

  RatioSums mean;
  for (auto& post : posts) {
    post.second = 1;
    mean.add(static_cast<std::int64_t>(post.first), 1);
  }
  const ClusterSums plain = sums_of(posts);
  const Bootstrap of_mean = SumIntervals(plain, {}, 0).of(ratio);
  REQUIRE(of_mean.interval);
  CHECK(near(of_mean.interval->low, mean.interval()->low));
  CHECK(near(of_mean.interval->high, mean.interval()->high));
}
