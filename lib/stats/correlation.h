#pragma once

#include <optional>
#include <span>
#include <vector>

namespace tarn::stats {

/// The product-moment correlation (Pearson 1895) from sums over pairs: n, Σx, Σy, Σx², Σy², Σxy.
/// Empty with fewer than two pairs, or if one side does not vary. Sums of values far from 0 lose
/// digits: take the mean off first.
std::optional<double> pearson(double n, double x, double y, double xx, double yy, double xy);

/// The same of pairs. REQUIRES lists of one size.
std::optional<double> pearson(std::span<const double> x, std::span<const double> y);

/// The correlation of ranks, ties at their mean rank (Spearman 1904). REQUIRES lists of one size.
/// O(n log n).
std::optional<double> spearman(std::span<const double> x, std::span<const double> y);

/// The rank of each value from 1, ties at their mean rank.
std::vector<double> ranks(std::span<const double> values);

}  // namespace tarn::stats
