#pragma once

#include <cstdint>
#include <optional>

namespace tarn::stats {

/// One item in a target corpus and in a reference corpus.
struct KeynessCounts {
  std::uint64_t target = 0;           ///< a: occurrences in the target
  std::uint64_t reference = 0;        ///< b: occurrences in the reference
  std::uint64_t target_words = 0;     ///< c
  std::uint64_t reference_words = 0;  ///< d
};

/// How far a frequency differs between two corpora.
struct Keyness {
  double expected_target = 0;     ///< E1 = c(a+b)/(c+d)
  double expected_reference = 0;  ///< E2 = d(a+b)/(c+d)
  int sign = 0;                   ///< +1 if a/c > b/d, −1 if less, 0 if equal
  double g2 = 0;                  ///< two-cell log-likelihood (Rayson & Garside 2000), not signed
  double g2_four_cell = 0;        ///< with the cells of all other words (Dunning 1993)
  double p = 1;                   ///< of the two-cell G² on one degree of freedom
  double bic = 0;                 ///< G² − ln(c+d) (Wilson 2013)
  double log_ratio = 0;  ///< log2 of the relative frequencies, zero counts as 0.5 (Hardie 2014)
  std::optional<double> diff;  ///< %DIFF (Gabrielatos & Marchi 2011); empty if b = 0
  std::optional<double>
      ell;  ///< G²/((c+d)·ln min(E1,E2)) (Johnston et al. 2006); empty if min E <= 1
};

/// All measures of one item; empty if it occurs nowhere or a corpus has no words.
/// REQUIRES: a <= c and b <= d.
std::optional<Keyness> keyness(const KeynessCounts& counts);

/// The chance of a chi-square on one degree of freedom that is `value` or larger.
double chi_square_p(double value);

}  // namespace tarn::stats
