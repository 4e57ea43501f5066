#include "stats/dispersion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tarn::stats {
namespace {

/// What a first pass over the parts gives.
struct Totals {
  double parts = 0;
  double size = 0;
  double count = 0;
  double least = 0;  ///< the smallest part's size
  double rates = 0;  ///< Σ f_i/N_i
};

Totals total(std::span<const Part> parts, Dispersion& out) {
  Totals totals;
  std::uint64_t least = 0;
  for (const Part& part : parts) {
    assert(part.size > 0 || part.count == 0);
    if (part.size == 0 || part.times == 0) continue;
    out.parts += part.times;
    out.count += part.count * part.times;
    if (part.count > 0) out.parts_with += part.times;
    least = least == 0 ? part.size : std::min(least, part.size);
    totals.size += static_cast<double>(part.size * part.times);
    totals.rates += static_cast<double>(part.count) / static_cast<double>(part.size) *
                    static_cast<double>(part.times);
  }
  totals.parts = static_cast<double>(out.parts);
  totals.count = static_cast<double>(out.count);
  totals.least = static_cast<double>(least);
  return totals;
}

double entropy_term(double p) { return p > 0 ? -p * std::log2(p) : 0; }

/// What a second pass over the parts sums up.
struct Sums {
  double distance = 0;    ///< Σ|v_i − s_i|
  double variance = 0;    ///< Σ(p_i − mean p)²
  double entropy = 0;     ///< of the rates
  double roots = 0;       ///< Σ√(s_i·f_i)
  double divergence = 0;  ///< Σ v_i·log2(v_i/s_i)
};

Sums sum_up(std::span<const Part> parts, const Totals& totals) {
  Sums sums;
  const double mean = totals.rates / totals.parts;
  for (const Part& part : parts) {
    if (part.size == 0) continue;
    const double times = static_cast<double>(part.times);
    const double f = static_cast<double>(part.count);
    const double s = static_cast<double>(part.size) / totals.size;
    const double v = f / totals.count;
    const double rate = f / static_cast<double>(part.size);
    sums.distance += times * std::abs(v - s);
    sums.variance += times * (rate - mean) * (rate - mean);
    sums.entropy += times * entropy_term(rate / totals.rates);
    sums.roots += times * std::sqrt(s * f);
    if (v > 0) sums.divergence += times * v * std::log2(v / s);
  }
  return sums;
}

}  // namespace

Dispersion disperse(std::span<const Part> parts) {
  Dispersion out;
  const Totals totals = total(parts, out);
  out.sparse = out.count < out.parts;
  if (out.count == 0) return out;
  const Sums sums = sum_up(parts, totals);
  out.dp = sums.distance / 2;
  out.rosengren_s = sums.roots * sums.roots / totals.count;
  out.kl = std::max(0.0, sums.divergence);
  out.kl_norm = *out.kl / (1 + *out.kl);
  if (out.parts < 2) return out;
  out.dp_norm = *out.dp / (1 - totals.least / totals.size);
  out.carroll_d2 = sums.entropy / std::log2(totals.parts);
  const double mean = totals.rates / totals.parts;
  const double deviation = std::sqrt(sums.variance / totals.parts);
  out.juilland_d = 1 - deviation / mean / std::sqrt(totals.parts - 1);
  return out;
}

}  // namespace tarn::stats
