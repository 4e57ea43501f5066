#pragma once

#include <cstdint>
#include <optional>

#include "stats/interval.h"
#include "stats/wide.h"

namespace tarn::stats {

/// A ratio R = Σy/Σx over posts with its linearised variance (Cochran 1977, ch. 6): enough sums to
/// merge exactly, whatever the order or the sharding. Values are integers; the caller scales.
/// REQUIRES: |y| and |x| of one post below 2^40, fewer than 2^40 posts.
class RatioSums {
 public:
  RatioSums() = default;
  /// The ratio over `n` posts of which these sums are known: Σy, Σx, Σy², Σx², Σxy.
  static RatioSums of(std::uint64_t n, Int128 y, Int128 x, Int128 yy, Int128 xx, Int128 xy);

  /// Adds one post.
  void add(std::int64_t y, std::int64_t x);
  /// Adds all posts of `other`.
  void merge(const RatioSums& other);

  std::uint64_t posts() const { return n_; }

  /// scale × Σy/Σx; empty if Σx is 0.
  std::optional<double> ratio(double scale = 1) const;
  /// scale × (R ± 1.96·√var), var(R) = n/(n−1) · Σ(y_i − R·x_i)² / (Σx)². Empty if Σx is 0 or
  /// n < 2.
  std::optional<Interval> interval(double scale = 1) const;

 private:
  std::uint64_t n_ = 0;
  Int128 y_ = 0;
  Int128 x_ = 0;
  Int128 yy_ = 0;
  Int128 xx_ = 0;
  Int128 xy_ = 0;
};

}  // namespace tarn::stats
