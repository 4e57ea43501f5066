#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/bootstrap.h"

namespace tarn::stats {

/// Sums over posts, several at once, with what each post adds: statistics worked out from the sums
/// (a ratio, F1, kappa, alpha) get intervals by drawing posts. Sums of whole numbers are exact to
/// 2^53.
class ClusterSums {
 public:
  /// `clusters` posts, at first `sums` numbers.
  explicit ClusterSums(std::size_t clusters, std::size_t sums = 0)
      : clusters_(clusters), totals_(sums) {}

  /// Adds to a sum what a post gives; a sum that is not there yet begins at 0. REQUIRES posts in
  /// order; what one post gives may come in pieces.
  void add(std::uint32_t cluster, std::size_t sum, double value);

  std::size_t clusters() const { return clusters_; }
  std::span<const double> totals() const { return totals_; }

  /// How many posts add to any of these sums. O(items × sums).
  std::size_t clusters_with(std::span<const std::size_t> sums) const;

 private:
  friend class SumIntervals;
  struct Item {
    std::uint32_t cluster;
    std::uint32_t sum;
    double value;
  };
  std::size_t clusters_;
  std::vector<double> totals_;
  std::vector<Item> items_;
};

/// A statistic of sums; empty where it is undefined.
using SumStatistic = std::function<std::optional<double>(std::span<const double>)>;

/// The intervals of statistics of the same sums. Up to `most` posts they are those of bootstrap():
/// the draws are made once, O(draws × (clusters + items + sums)) time and draws × sums numbers.
/// With more posts each is left out once (the jackknife; Efron & Tibshirani 1993, ch. 11): θ
/// ± 1.96·√((n − 1)/n · Σ(θ_i − mean θ_i)²).
class SumIntervals {
 public:
  static constexpr std::size_t kMostResampled = 2000;

  /// `sums` must outlive the object.
  explicit SumIntervals(const ClusterSums& sums, const BootstrapOptions& options = {},
                        std::size_t most = kMostResampled);

  /// "bootstrap" or "jackknife".
  std::string_view method() const { return resampled_ ? "bootstrap" : "jackknife"; }

  /// The interval of a statistic; `skipped` tells the draws that left it undefined.
  Bootstrap of(const SumStatistic& statistic) const;

 private:
  Bootstrap jackknife(const SumStatistic& statistic) const;

  const ClusterSums& sums_;
  std::uint32_t draws_;
  bool resampled_;
  std::vector<double> drawn_;  ///< [draw][sum]
};

}  // namespace tarn::stats
