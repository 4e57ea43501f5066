#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "stats/interval.h"

namespace tarn::stats {

/// How a cluster bootstrap draws (Efron & Tibshirani 1993; Davison & Hinkley 1997).
struct BootstrapOptions {
  std::uint32_t draws = 2000;  ///< replicates
  std::uint64_t seed = 42;
};

/// What a bootstrap found. `skipped` draws left the statistic undefined (an empty cell).
struct Bootstrap {
  std::optional<Interval> interval;  ///< 2.5 % to 97.5 %; empty if every draw was skipped
  std::uint32_t skipped = 0;
};

/// The quantile of type 7 (Hyndman & Fan 1996), R's and NumPy's default.
/// REQUIRES: `sorted` is sorted and not empty; 0 <= p <= 1.
double quantile(std::span<const double> sorted, double p);

/// The percentile interval of the values of the replicates, by quantile(). O(values).
Bootstrap percentile_interval(std::vector<double> values, std::uint32_t draws);

/// Resamples `clusters` posts with replacement and asks `statistic` for its value over the drawn
/// indices (with repeats, in the order drawn). Each replicate takes `clusters` numbers from one
/// SplitMix64. O(draws × clusters) plus the calls. Empty if clusters is 0.
Bootstrap bootstrap(
    std::size_t clusters,
    const std::function<std::optional<double>(std::span<const std::uint32_t>)>& statistic,
    const BootstrapOptions& options = {});

/// What one post adds to a numerator or a denominator.
struct ClusterValue {
  std::uint32_t cluster = 0;  ///< index of the post
  std::int64_t value = 0;
};

/// The draws of a bootstrap, made once and shared by many ratios of sums over the same posts: the
/// result for a ratio is that of bootstrap(), at the cost of the posts that have a value only.
/// Keeps 2 × draws × clusters bytes.
class Resampler {
 public:
  /// REQUIRES: clusters <= 65535.
  explicit Resampler(std::size_t clusters, const BootstrapOptions& options = {});

  std::size_t clusters() const { return clusters_; }

  /// The sum of `values` in each replicate. O(draws × values).
  std::vector<std::int64_t> sums(std::span<const ClusterValue> values) const;

  /// The interval of `scale` × numerator / denominator; draws whose denominator is 0 are skipped.
  /// REQUIRES: both were made by sums().
  Bootstrap ratio(std::span<const std::int64_t> numerator,
                  std::span<const std::int64_t> denominator, double scale = 1) const;

 private:
  std::size_t clusters_;
  std::uint32_t draws_;
  std::vector<std::uint16_t> times_;  ///< [cluster][draw]: how often it was drawn
};

}  // namespace tarn::stats
