#include "stats/cluster_sums.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stats/random.h"

namespace tarn::stats {
namespace {

/// How a statistic changes with each of the sums, by central differences; empty where it is undefined nearby.
std::optional<std::vector<double>> gradient(const SumStatistic& statistic,
                                            std::span<const double> totals) {
  std::vector<double> at(totals.begin(), totals.end());
  std::vector<double> out(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double step = std::max(1e-5 * std::abs(totals[i]), 1e-6);
    at[i] = totals[i] + step;
    const auto above = statistic(at);
    at[i] = totals[i] - step;
    const auto below = statistic(at);
    at[i] = totals[i];
    if (!above || !below) return std::nullopt;
    out[i] = (*above - *below) / (2 * step);
  }
  return out;
}

}  // namespace

void ClusterSums::add(std::uint32_t cluster, std::size_t sum, double value) {
  assert(cluster < clusters_ && sum < totals_.size());
  assert(items_.empty() || items_.back().cluster <= cluster);
  if (value == 0) return;
  totals_[sum] += value;
  items_.push_back({cluster, static_cast<std::uint32_t>(sum), value});
}

SumIntervals::SumIntervals(const ClusterSums& sums, const BootstrapOptions& options,
                           std::size_t most)
    : sums_(sums), draws_(options.draws), resampled_(sums.clusters_ <= most) {
  if (!resampled_ || sums.clusters_ == 0) return;
  const std::size_t width = sums.totals_.size();
  drawn_.assign(draws_ * width, 0);
  SplitMix64 random(options.seed);
  std::vector<std::uint32_t> times(sums.clusters_);
  for (std::size_t draw = 0; draw < draws_; ++draw) {
    std::fill(times.begin(), times.end(), 0);
    for (std::size_t i = 0; i < times.size(); ++i) ++times[random.index(times.size())];
    double* row = drawn_.data() + draw * width;
    for (const auto& item : sums.items_) row[item.sum] += item.value * times[item.cluster];
  }
}

Bootstrap SumIntervals::of(const SumStatistic& statistic) const {
  if (!resampled_) return linearised(statistic);
  if (drawn_.empty()) return {std::nullopt, draws_};
  const std::size_t width = sums_.totals_.size();
  std::vector<double> values;
  values.reserve(draws_);
  for (std::size_t draw = 0; draw < draws_; ++draw) {
    if (const auto value = statistic(std::span(drawn_).subspan(draw * width, width)))
      values.push_back(*value);
  }
  return percentile_interval(std::move(values), draws_);
}

Bootstrap SumIntervals::linearised(const SumStatistic& statistic) const {
  const auto value = statistic(sums_.totals_);
  const auto slopes = value ? gradient(statistic, sums_.totals_) : std::nullopt;
  if (!slopes) return {};
  const double n = static_cast<double>(sums_.clusters_);
  double mean = 0;
  for (std::size_t i = 0; i < slopes->size(); ++i) mean += (*slopes)[i] * sums_.totals_[i] / n;
  double squares = 0;
  double seen = 0;
  for (std::size_t i = 0; i < sums_.items_.size();) {
    const std::uint32_t cluster = sums_.items_[i].cluster;
    double influence = -mean;
    for (; i < sums_.items_.size() && sums_.items_[i].cluster == cluster; ++i)
      influence += (*slopes)[sums_.items_[i].sum] * sums_.items_[i].value;
    squares += influence * influence;
    ++seen;
  }
  squares += (n - seen) * mean * mean;
  const double reach = 1.96 * std::sqrt(squares * n / (n - 1));
  return {Interval{*value - reach, *value + reach}, 0};
}

}  // namespace tarn::stats
