#include "stats/keyness.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

#include "stats/cooccurrence.h"

namespace tarn::stats {
namespace {

double term(double observed, double expected) {
  return observed > 0 ? observed * std::log(observed / expected) : 0;
}

int sign_of(double value) { return (value > 0) - (value < 0); }

}  // namespace

double chi_square_p(double value) { return std::erfc(std::sqrt(std::max(0.0, value) / 2)); }

std::optional<Keyness> keyness(const KeynessCounts& counts) {
  assert(counts.target <= counts.target_words && counts.reference <= counts.reference_words);
  const double a = static_cast<double>(counts.target);
  const double b = static_cast<double>(counts.reference);
  const double c = static_cast<double>(counts.target_words);
  const double d = static_cast<double>(counts.reference_words);
  if (c <= 0 || d <= 0 || a + b <= 0) return std::nullopt;
  Keyness out;
  out.expected_target = c * (a + b) / (c + d);
  out.expected_reference = d * (a + b) / (c + d);
  out.sign = sign_of(a * d - b * c);
  out.g2 = std::max(0.0, 2 * (term(a, out.expected_target) + term(b, out.expected_reference)));
  out.g2_four_cell = log_likelihood(a, b, c - a, d - b);
  out.p = chi_square_p(out.g2);
  out.bic = out.g2 - std::log(c + d);
  out.log_ratio = std::log2((a > 0 ? a : 0.5) / c / ((b > 0 ? b : 0.5) / d));
  if (b > 0) out.diff = 100 * (a / c - b / d) / (b / d);
  const double least = std::min(out.expected_target, out.expected_reference);
  if (least > 1) out.ell = out.g2 / ((c + d) * std::log(least));
  return out;
}

}  // namespace tarn::stats
