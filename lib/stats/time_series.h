#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::stats {

/// Values of consecutive months; a month without posts is empty, never 0.
using Series = std::span<const std::optional<double>>;

/// The months since year 0 of a date that begins `YYYY-MM`; empty if it does not.
std::optional<std::int32_t> month_index(std::string_view date);

/// `YYYY-MM` of a month index.
std::string month_name(std::int32_t index);

/// The centred mean of three months, over those available; empty if fewer than two are.
std::vector<std::optional<double>> smooth(Series series);

/// The median of the slopes of all pairs, per month (Theil 1950; Sen 1968). Empty if fewer than two
/// months have a value. O(n² log n), memory O(n²).
std::optional<double> theil_sen(Series series);

/// A test for a monotonic trend (Mann 1945; Kendall 1975), with the correction for ties.
struct MannKendall {
  std::int64_t s = 0;       ///< pairs that rise less pairs that fall
  double variance = 0;      ///< of s without a trend
  std::optional<double> z;  ///< with continuity correction; empty if the variance is 0
  std::optional<double> p;  ///< two-sided, normal approximation
  std::size_t months = 0;   ///< months with a value
};
/// Makes the test. O(n²).
MannKendall mann_kendall(Series series);

/// A trend is worth a test from this many months with a value.
inline constexpr std::size_t kTrendMonths = 8;

}  // namespace tarn::stats
