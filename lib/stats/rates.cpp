#include "stats/rates.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tarn::stats {
namespace {
constexpr std::uint64_t kRateUnits = 1'000'000'000'000;
}

std::optional<double> pooled_rate(std::uint64_t count, std::uint64_t size, double per) {
  if (size == 0) return std::nullopt;
  return per * static_cast<double>(count) / static_cast<double>(size);
}

void MeanRate::add(std::uint64_t count, std::uint64_t size) {
  if (size == 0) return;
  if (count < 9'000'000 && size < std::uint64_t{1} << 62U) {
    // 64 bits are enough for all but absurd counts, and divide several times as fast.
    sum_ += static_cast<Int128>((count * kRateUnits + size / 2) / size);
  } else {
    const Int128 wide = static_cast<Int128>(count) * static_cast<Int128>(kRateUnits);
    sum_ += (wide + static_cast<Int128>(size / 2)) / static_cast<Int128>(size);
  }
  ++posts_;
}

void MeanRate::merge(const MeanRate& other) {
  sum_ += other.sum_;
  posts_ += other.posts_;
}

std::optional<double> MeanRate::mean_of(std::uint64_t posts, double per) const {
  if (posts == 0) return std::nullopt;
  return per * (static_cast<double>(sum_) / static_cast<double>(kRateUnits)) /
         static_cast<double>(posts);
}

std::optional<Interval> wilson(std::uint64_t count, std::uint64_t total, double z) {
  assert(count <= total);
  if (total == 0) return std::nullopt;
  const double n = static_cast<double>(total);
  const double p = static_cast<double>(count) / n;
  const double centre = p + z * z / (2 * n);
  const double reach = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return Interval{std::max(0.0, (centre - reach) / scale), std::min(1.0, (centre + reach) / scale)};
}

std::optional<double> share(std::uint64_t count, std::uint64_t total) {
  return pooled_rate(count, total, 1);
}

}  // namespace tarn::stats
