#include "stats/cluster_sums.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stats/random.h"

namespace tarn::stats {
void ClusterSums::add(std::uint32_t cluster, std::size_t sum, double value) {
  assert(cluster < clusters_);
  assert(items_.empty() || items_.back().cluster <= cluster);
  if (sum >= totals_.size()) totals_.resize(sum + 1);
  if (value == 0) return;
  totals_[sum] += value;
  items_.push_back({cluster, static_cast<std::uint32_t>(sum), value});
}

std::size_t ClusterSums::clusters_with(std::span<const std::size_t> sums) const {
  std::size_t out = 0;
  const Item* last = nullptr;
  for (const Item& item : items_) {
    if (std::find(sums.begin(), sums.end(), item.sum) == sums.end()) continue;
    if (last == nullptr || last->cluster != item.cluster) ++out;
    last = &item;
  }
  return out;
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
  if (!resampled_) return jackknife(statistic);
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

Bootstrap SumIntervals::jackknife(const SumStatistic& statistic) const {
  const auto value = statistic(sums_.totals_);
  if (!value) return {};
  // Values as differences from that of all posts; posts that add nothing leave it as it is.
  std::vector<double> left(sums_.totals_);
  double sum = 0;
  double squares = 0;
  std::uint32_t skipped = 0;
  for (std::size_t i = 0; i < sums_.items_.size();) {
    const std::uint32_t cluster = sums_.items_[i].cluster;
    const std::size_t first = i;
    for (; i < sums_.items_.size() && sums_.items_[i].cluster == cluster; ++i)
      left[sums_.items_[i].sum] -= sums_.items_[i].value;
    const auto without = statistic(left);
    if (!without) ++skipped;
    const double change = without ? *without - *value : 0;
    sum += change;
    squares += change * change;
    for (std::size_t j = first; j < i; ++j)
      left[sums_.items_[j].sum] = sums_.totals_[sums_.items_[j].sum];
  }
  const double n = static_cast<double>(sums_.clusters_ - skipped);
  const double reach = 1.96 * std::sqrt(std::max(0.0, squares - sum * sum / n) * (n - 1) / n);
  return {Interval{*value - reach, *value + reach}, skipped};
}

}  // namespace tarn::stats
