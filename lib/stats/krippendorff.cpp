// Krippendorff's alpha = 1 − Do/De (Krippendorff 2018, ch. 12.3): each ordered pair of values
// within a unit of m values counts 1/(m − 1) in what is observed, each ordered pair of all values
// once in what is expected. The interval and the ordinal metric are squares of differences (of
// values, or of their mid ranks), so that the sum over all pairs is 2(nΣv² − (Σv)²), and no matrix
// of coincidences is kept.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "stats/agreement.h"

namespace tarn::stats {
namespace {

/// The values of pairable units as positions in the sorted distinct values, and how often each
/// occurs.
struct Values {
  std::vector<double> distinct;
  std::vector<double> counts;
  std::vector<std::vector<std::size_t>> units;  ///< sorted
  double total = 0;
};

Values values_of(const std::vector<std::vector<double>>& units) {
  Values out;
  for (const auto& unit : units) {
    if (unit.size() > 1) out.distinct.insert(out.distinct.end(), unit.begin(), unit.end());
  }
  out.total = static_cast<double>(out.distinct.size());
  std::sort(out.distinct.begin(), out.distinct.end());
  out.distinct.erase(std::unique(out.distinct.begin(), out.distinct.end()), out.distinct.end());
  out.counts.assign(out.distinct.size(), 0);
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    auto& positions = out.units.emplace_back();
    for (const double value : unit) {
      const auto found = std::lower_bound(out.distinct.begin(), out.distinct.end(), value);
      positions.push_back(static_cast<std::size_t>(found - out.distinct.begin()));
      ++out.counts[positions.back()];
    }
    std::sort(positions.begin(), positions.end());
  }
  return out;
}

/// δ² of two positions: 0 where they are the same.
double distance(double a, double b, AlphaMetric metric) {
  const double gap = a - b;
  if (metric == AlphaMetric::kNominal) return gap == 0 ? 0 : 1;
  if (metric != AlphaMetric::kRatio) return gap * gap;
  const double sum = a + b;
  return gap == 0 || sum == 0 ? 0 : gap / sum * (gap / sum);
}

/// The mid rank of each distinct value: its distances are those of the ordinal metric.
std::vector<double> mid_ranks(const std::vector<double>& counts) {
  std::vector<double> out;
  double before = 0;
  for (const double count : counts) {
    out.push_back(before + count / 2);
    before += count;
  }
  return out;
}

/// The sum of δ² over ordered pairs of all values.
double spread(const std::vector<double>& scale, const std::vector<double>& counts, double total,
              AlphaMetric metric) {
  double sum = 0;
  if (metric == AlphaMetric::kRatio) {
    for (std::size_t c = 0; c < scale.size(); ++c)
      for (std::size_t k = 0; k < c; ++k)
        sum += 2 * counts[c] * counts[k] * distance(scale[c], scale[k], metric);
    return sum;
  }
  if (metric == AlphaMetric::kNominal) {
    for (const double count : counts) sum += count * (total - count);
    return sum;
  }
  double mean = 0;
  for (std::size_t c = 0; c < scale.size(); ++c) mean += counts[c] * scale[c] / total;
  for (std::size_t c = 0; c < scale.size(); ++c)
    sum += 2 * total * counts[c] * (scale[c] - mean) * (scale[c] - mean);
  return sum;
}

}  // namespace

Alpha krippendorff_alpha(const std::vector<std::vector<double>>& units, AlphaMetric metric) {
  const Values data = values_of(units);
  Alpha out;
  out.pairable = static_cast<std::uint64_t>(std::llround(data.total));
  if (data.distinct.size() < 2) return out;
  const std::vector<double> scale =
      metric == AlphaMetric::kOrdinal ? mid_ranks(data.counts) : data.distinct;
  double observed = 0;
  for (const auto& unit : data.units) {
    double sum = 0;
    for (std::size_t i = 0; i < unit.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        sum += 2 * distance(scale[unit[i]], scale[unit[j]], metric);
    observed += sum / static_cast<double>(unit.size() - 1);
  }
  const double expected = spread(scale, data.counts, data.total, metric);
  // Do = observed/n and De = expected/(n(n − 1)).
  if (expected > 0) out.alpha = 1 - (data.total - 1) * observed / expected;
  return out;
}

std::optional<double> nominal_alpha(double agreeing, std::span<const double> margins) {
  double total = 0;
  for (const double margin : margins) total += margin;
  double expected = 0;
  for (const double margin : margins) expected += margin * (total - margin);
  if (expected <= 0) return std::nullopt;
  return 1 - (total - 1) * (total - agreeing) / expected;
}

}  // namespace tarn::stats
