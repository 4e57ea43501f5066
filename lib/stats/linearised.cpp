#include "stats/linearised.h"

#include <algorithm>
#include <cmath>

namespace tarn::stats {

RatioSums RatioSums::of(std::uint64_t n, Int128 y, Int128 x, Int128 yy, Int128 xx, Int128 xy) {
  RatioSums out;
  out.n_ = n;
  out.y_ = y;
  out.x_ = x;
  out.yy_ = yy;
  out.xx_ = xx;
  out.xy_ = xy;
  return out;
}

void RatioSums::add(std::int64_t y, std::int64_t x) {
  const Int128 wide_y = y;
  const Int128 wide_x = x;
  ++n_;
  y_ += wide_y;
  x_ += wide_x;
  yy_ += wide_y * wide_y;
  xx_ += wide_x * wide_x;
  xy_ += wide_x * wide_y;
}

void RatioSums::merge(const RatioSums& other) {
  n_ += other.n_;
  y_ += other.y_;
  x_ += other.x_;
  yy_ += other.yy_;
  xx_ += other.xx_;
  xy_ += other.xy_;
}

std::optional<double> RatioSums::ratio(double scale) const {
  if (x_ == 0) return std::nullopt;
  return scale * static_cast<double>(y_) / static_cast<double>(x_);
}

std::optional<Interval> RatioSums::interval(double scale) const {
  if (x_ == 0 || n_ < 2) return std::nullopt;
  const double r = static_cast<double>(y_) / static_cast<double>(x_);
  const double squares =
      static_cast<double>(yy_) - r * (2 * static_cast<double>(xy_) - r * static_cast<double>(xx_));
  const double n = static_cast<double>(n_);
  const double total = static_cast<double>(x_);
  // Rounding can leave a tiny negative sum where every post has the same ratio.
  const double deviation = std::sqrt(std::max(0.0, squares) * (n / (n - 1))) / std::abs(total);
  return Interval{scale * (r - 1.96 * deviation), scale * (r + 1.96 * deviation)};
}

}  // namespace tarn::stats
