#pragma once

#include <cstdint>
#include <optional>

namespace tarn::stats {

/// How often two things were seen in the same unit (a sentence or a post).
struct PairCounts {
  std::uint64_t both = 0;   ///< units with x and y
  std::uint64_t x = 0;      ///< units with x
  std::uint64_t y = 0;      ///< units with y
  std::uint64_t units = 0;  ///< all units
};

/// Measures of association of x and y. A measure that the counts leave undefined is empty.
struct Association {
  /// log2(n·n_xy / (n_x·n_y)) (Church & Hanks 1990); empty if n_xy = 0
  std::optional<double> pmi;
  std::optional<double> npmi;     ///< PMI / −log2(n_xy/n), −1 … 1 (Bouma 2009)
  std::optional<double> lift;     ///< 2^PMI; 0 if the two never meet
  std::optional<double> jaccard;  ///< n_xy / (n_x + n_y − n_xy)
  std::optional<double> dice;     ///< 2·n_xy / (n_x + n_y)
  std::optional<double> g2;       ///< log-likelihood over the four cells (Dunning 1993)
  std::optional<double> phi;      ///< correlation of the two indicators, −1 … 1
};

/// All measures of one pair. PMI favours rare pairs: rank by G² or NPMI.
/// REQUIRES: both <= x, y <= units and x + y − both <= units.
Association associate(const PairCounts& pair);

/// The four-cell log-likelihood G² = 2·Σ observed·ln(observed/expected) of a 2 × 2 table.
/// 0 if a margin is 0.
double log_likelihood(double a, double b, double c, double d);

}  // namespace tarn::stats
