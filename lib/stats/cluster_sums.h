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

/// Sums over posts, several at once, with what each post adds: statistics worked out from the sums (a ratio,
/// F1, kappa, alpha) get intervals by drawing posts. Sums of whole numbers are exact to 2^53.
class ClusterSums {
 public:
  /// `clusters` posts, `sums` numbers.
  ClusterSums(std::size_t clusters, std::size_t sums) : clusters_(clusters), totals_(sums) {}

  /// Adds to a sum what a post gives. REQUIRES posts in order; a sum of one post may come in pieces.
  void add(std::uint32_t cluster, std::size_t sum, double value);

  std::size_t clusters() const { return clusters_; }
  std::span<const double> totals() const { return totals_; }

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

/// The intervals of statistics of the same sums. Up to `most` posts they are those of bootstrap(): the draws are
/// made once, O(draws × (clusters + items + sums)) time and draws × sums numbers. With more posts they are linearised
/// (the delta method; Davison & Hinkley 1997, ch. 2.7, Cochran 1977 for a ratio): R ± 1.96·√(n/(n−1) · Σ L_i²), L_i what
/// post i adds to the first order.
class SumIntervals {
 public:
  static constexpr std::size_t kMostResampled = 2000;

  /// `sums` must outlive the object.
  explicit SumIntervals(const ClusterSums& sums, const BootstrapOptions& options = {},
                        std::size_t most = kMostResampled);

  /// "bootstrap" or "linearised".
  std::string_view method() const { return resampled_ ? "bootstrap" : "linearised"; }

  /// The interval of a statistic; `skipped` tells the draws that left it undefined.
  Bootstrap of(const SumStatistic& statistic) const;

 private:
  Bootstrap linearised(const SumStatistic& statistic) const;

  const ClusterSums& sums_;
  std::uint32_t draws_;
  bool resampled_;
  std::vector<double> drawn_;  ///< [draw][sum]
};

}  // namespace tarn::stats
