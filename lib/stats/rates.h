#pragma once

#include <cstdint>
#include <optional>

#include "stats/interval.h"
#include "stats/wide.h"

namespace tarn::stats {

/// `per` × count / size, for example hits per 1,000 words. Empty if size is 0.
std::optional<double> pooled_rate(std::uint64_t count, std::uint64_t size, double per = 1000);

/// The mean over posts of each post's own rate. Rates are summed as integers (units of 1e-12
/// of count/size), so the order of the posts and any sharding leave the result unchanged.
class MeanRate {
 public:
  /// Adds a post with `count` hits in `size` words. A post without words has no rate and is
  /// left out.
  void add(std::uint64_t count, std::uint64_t size);
  /// Adds all posts of `other`.
  void merge(const MeanRate& other);
  /// `per` × the mean rate; empty if no post had words.
  std::optional<double> mean(double per = 1000) const { return mean_of(posts_, per); }
  /// The same over `posts` posts, of which those without hits need not have been added.
  std::optional<double> mean_of(std::uint64_t posts, double per = 1000) const;

 private:
  Int128 sum_ = 0;
  std::uint64_t posts_ = 0;
};

/// The score interval for a share of `count` in `total` (Wilson 1927), without continuity
/// correction. Empty if total is 0. REQUIRES: count <= total.
std::optional<Interval> wilson(std::uint64_t count, std::uint64_t total, double z = kNormal975);

/// count / total; empty if total is 0.
std::optional<double> share(std::uint64_t count, std::uint64_t total);

}  // namespace tarn::stats
