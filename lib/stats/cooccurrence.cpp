#include "stats/cooccurrence.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tarn::stats {
namespace {

double g2_term(double observed, double expected) {
  return observed > 0 && expected > 0 ? observed * std::log(observed / expected) : 0;
}

}  // namespace

double log_likelihood(double a, double b, double c, double d) {
  const double n = a + b + c + d;
  if (n <= 0) return 0;
  const double sum = g2_term(a, (a + b) * (a + c) / n) + g2_term(b, (a + b) * (b + d) / n) +
                     g2_term(c, (c + d) * (a + c) / n) + g2_term(d, (c + d) * (b + d) / n);
  return std::max(0.0, 2 * sum);
}

Association associate(const PairCounts& pair) {
  assert(pair.both <= pair.x && pair.both <= pair.y);
  assert(pair.x + pair.y - pair.both <= pair.units);
  const double both = static_cast<double>(pair.both);
  const double x = static_cast<double>(pair.x);
  const double y = static_cast<double>(pair.y);
  const double n = static_cast<double>(pair.units);
  Association out;
  if (x + y > 0) {
    out.jaccard = both / (x + y - both);
    out.dice = 2 * both / (x + y);
  }
  if (x <= 0 || y <= 0) return out;
  out.lift = n * both / (x * y);
  if (both > 0) out.pmi = std::log2(n * both / (x * y));
  if (both > 0 && both < n) out.npmi = *out.pmi / -std::log2(both / n);
  if (x < n && y < n) {
    out.phi = (n * both - x * y) / std::sqrt(x * y * (n - x) * (n - y));
    out.g2 = log_likelihood(both, x - both, y - both, n - x - y + both);
  }
  return out;
}

}  // namespace tarn::stats
