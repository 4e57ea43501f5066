// Krippendorff's alpha = 1 − Do/De from the coincidence matrix (Krippendorff 2018, ch. 12.3): each
// ordered pair of values within a unit of m values adds 1/(m − 1).
#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/agreement.h"

namespace tarn::stats {
namespace {

struct Coincidences {
  std::vector<double> values;               ///< distinct, ascending
  std::vector<std::vector<double>> matrix;  ///< [c][k]
  std::vector<double> margins;              ///< n_c
  double total = 0;
};

std::size_t position(const std::vector<double>& values, double value) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) -
                                  values.begin());
}

void add_unit(Coincidences& out, const std::vector<double>& unit) {
  std::vector<double> counts(out.values.size());
  for (const double value : unit) ++counts[position(out.values, value)];
  const double others = static_cast<double>(unit.size() - 1);
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] <= 0) continue;
    for (std::size_t k = 0; k < counts.size(); ++k) {
      const double pairs = counts[c] * (c == k ? counts[k] - 1 : counts[k]);
      out.matrix[c][k] += pairs / others;
    }
    out.margins[c] += counts[c];
    out.total += counts[c];
  }
}

Coincidences coincide(const std::vector<std::vector<double>>& units) {
  Coincidences out;
  for (const auto& unit : units) {
    if (unit.size() > 1) out.values.insert(out.values.end(), unit.begin(), unit.end());
  }
  std::sort(out.values.begin(), out.values.end());
  out.values.erase(std::unique(out.values.begin(), out.values.end()), out.values.end());
  out.matrix.assign(out.values.size(), std::vector<double>(out.values.size()));
  out.margins.assign(out.values.size(), 0);
  for (const auto& unit : units) {
    if (unit.size() > 1) add_unit(out, unit);
  }
  return out;
}

/// δ² of the values at c and k.
double distance(const Coincidences& data, std::size_t c, std::size_t k, AlphaMetric metric) {
  const double gap = data.values[c] - data.values[k];
  const double sum = data.values[c] + data.values[k];
  double ranks = -(data.margins[c] + data.margins[k]) / 2;
  switch (metric) {
    case AlphaMetric::kNominal:
      return c == k ? 0 : 1;
    case AlphaMetric::kInterval:
      return gap * gap;
    case AlphaMetric::kRatio:
      return c == k || sum == 0 ? 0 : gap / sum * (gap / sum);
    case AlphaMetric::kOrdinal:
      for (std::size_t g = std::min(c, k); g <= std::max(c, k); ++g) ranks += data.margins[g];
      return c == k ? 0 : ranks * ranks;
  }
  return 0;
}

}  // namespace

Alpha krippendorff_alpha(const std::vector<std::vector<double>>& units, AlphaMetric metric) {
  const Coincidences data = coincide(units);
  Alpha out;
  out.pairable = static_cast<std::uint64_t>(std::llround(data.total));
  double observed = 0;
  double expected = 0;
  for (std::size_t c = 0; c < data.values.size(); ++c) {
    for (std::size_t k = 0; k < data.values.size(); ++k) {
      const double apart = distance(data, c, k, metric);
      observed += data.matrix[c][k] * apart;
      expected += data.margins[c] * data.margins[k] * apart;
    }
  }
  // Do = observed/n and De = expected/(n(n − 1)).
  if (expected > 0) out.alpha = 1 - (data.total - 1) * observed / expected;
  return out;
}

}  // namespace tarn::stats
