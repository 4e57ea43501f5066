#pragma once

namespace tarn::stats {

/// A closed interval of plausible values, 95 % unless its maker says otherwise.
struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// The 97.5 % point of the standard normal distribution.
inline constexpr double kNormal975 = 1.959963984540054;

}  // namespace tarn::stats
