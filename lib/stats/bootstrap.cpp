#include "stats/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "stats/random.h"

namespace tarn::stats {

double quantile(std::span<const double> sorted, double p) {
  assert(!sorted.empty() && p >= 0 && p <= 1);
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = position - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

namespace {

/// quantile() of values from `from` on, of which those before are the smallest, without sorting
/// them all.
double select_quantile(std::vector<double>& values, std::size_t from, double p) {
  const double position = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(position));
  const auto at = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(from), at(below), values.end());
  if (below + 1 == values.size()) return values[below];
  const double above = *std::min_element(at(below + 1), values.end());
  return values[below] + (position - static_cast<double>(below)) * (above - values[below]);
}

}  // namespace

Bootstrap percentile_interval(std::vector<double> values, std::uint32_t draws) {
  Bootstrap out;
  out.skipped = draws - static_cast<std::uint32_t>(values.size());
  if (values.empty()) return out;
  const double low = select_quantile(values, 0, 0.025);
  const auto below = static_cast<std::size_t>(0.025 * static_cast<double>(values.size() - 1));
  out.interval = Interval{low, select_quantile(values, below, 0.975)};
  return out;
}

Bootstrap bootstrap(
    std::size_t clusters,
    const std::function<std::optional<double>(std::span<const std::uint32_t>)>& statistic,
    const BootstrapOptions& options) {
  if (clusters == 0) return {std::nullopt, options.draws};
  SplitMix64 random(options.seed);
  std::vector<std::uint32_t> drawn(clusters);
  std::vector<double> values;
  values.reserve(options.draws);
  for (std::uint32_t draw = 0; draw < options.draws; ++draw) {
    for (std::uint32_t& index : drawn) index = static_cast<std::uint32_t>(random.index(clusters));
    if (const auto value = statistic(drawn)) values.push_back(*value);
  }
  return percentile_interval(std::move(values), options.draws);
}

Resampler::Resampler(std::size_t clusters, const BootstrapOptions& options)
    : clusters_(clusters), draws_(options.draws), times_(clusters * options.draws) {
  assert(clusters <= 65535);
  SplitMix64 random(options.seed);
  for (std::size_t draw = 0; draw < draws_; ++draw) {
    for (std::size_t i = 0; i < clusters_; ++i) ++times_[random.index(clusters_) * draws_ + draw];
  }
}

std::vector<std::int64_t> Resampler::sums(std::span<const ClusterValue> values) const {
  std::vector<std::int64_t> out(draws_);
  for (const ClusterValue& item : values) {
    assert(item.cluster < clusters_);
    const std::uint16_t* times = times_.data() + std::size_t{item.cluster} * draws_;
    for (std::size_t draw = 0; draw < draws_; ++draw) out[draw] += item.value * times[draw];
  }
  return out;
}

Bootstrap Resampler::ratio(std::span<const std::int64_t> numerator,
                           std::span<const std::int64_t> denominator, double scale) const {
  std::vector<double> values;
  values.reserve(draws_);
  for (std::size_t draw = 0; draw < draws_; ++draw) {
    if (denominator[draw] == 0) continue;
    values.push_back(scale * static_cast<double>(numerator[draw]) /
                     static_cast<double>(denominator[draw]));
  }
  return percentile_interval(std::move(values), draws_);
}

}  // namespace tarn::stats
