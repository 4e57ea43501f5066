#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tarn::stats {

/// A square table of two coders' codes: `at(i, j)` units had i from the first and j from the
/// second.
class Confusion {
 public:
  explicit Confusion(std::size_t categories) : size_(categories), cells_(categories * categories) {}
  /// REQUIRES: `rows` is square.
  explicit Confusion(const std::vector<std::vector<std::uint64_t>>& rows);

  std::size_t categories() const { return size_; }
  std::uint64_t& at(std::size_t first, std::size_t second) {
    return cells_[first * size_ + second];
  }
  std::uint64_t at(std::size_t first, std::size_t second) const {
    return cells_[first * size_ + second];
  }
  std::uint64_t row(std::size_t first) const;      ///< units with `first` from the first coder
  std::uint64_t column(std::size_t second) const;  ///< units with `second` from the second coder
  std::uint64_t total() const;
  std::uint64_t diagonal() const;  ///< units where both agree

 private:
  std::size_t size_;
  std::vector<std::uint64_t> cells_;
};

/// How a disagreement of i and j counts in a weighted kappa.
enum class KappaWeights { kNone, kLinear, kQuadratic };

/// Observed agreement less that expected by chance, over what is left (Cohen 1960; weighted: Cohen
/// 1968). Print the prevalence beside it. Empty without units, or if chance alone agrees wholly.
std::optional<double> cohen_kappa(const Confusion& table,
                                  KappaWeights weights = KappaWeights::kNone);

/// AC1, robust against skewed prevalence (Gwet 2008). Empty without units or with one category.
std::optional<double> gwet_ac1(const Confusion& table);

/// The same for any number of coders: from their observed agreement and how often each category was
/// chosen (Gwet 2008, for coders who all coded every unit). Empty with one category or none.
std::optional<double> gwet_ac1(double observed, std::span<const double> chosen);

/// Agreement of many coders, each unit coded by the same number (Fleiss 1971).
struct Fleiss {
  double observed = 0;          ///< mean agreement of the units, P
  double expected = 0;          ///< by chance, Pe
  std::optional<double> kappa;  ///< empty if chance alone agrees wholly
};
/// `table[unit][category]` = coders who chose it. Empty without units, with fewer than two coders,
/// or if the units have different numbers of coders.
std::optional<Fleiss> fleiss_kappa(const std::vector<std::vector<std::uint64_t>>& table);

/// The same from sums: over the `units` the squares of how many of the `coders` chose each
/// category, and how often each category was chosen in all. Empty without units or with fewer than
/// two coders.
std::optional<Fleiss> fleiss_kappa(double units, double coders, double squares,
                                   std::span<const double> chosen);

/// How far two values are apart.
enum class AlphaMetric { kNominal, kOrdinal, kInterval, kRatio };

/// Krippendorff's alpha (Krippendorff 2018, ch. 12), any number of coders, missing values allowed.
struct Alpha {
  std::uint64_t pairable = 0;   ///< values in units that have at least two
  std::optional<double> alpha;  ///< empty if nothing varies
};
/// `units[u]` = the values that unit u got, missing ones left out. Nominal codes are any distinct
/// numbers. Units with fewer than two values are dropped. O(n log n) for n values; the ratio metric
/// O(n + distinct values²).
Alpha krippendorff_alpha(const std::vector<std::vector<double>>& units, AlphaMetric metric);

/// Nominal alpha from the coincidence matrix: `agreeing` is the sum of its diagonal, `margins` how
/// often each value occurs in units that have at least two. Empty if nothing varies.
std::optional<double> nominal_alpha(double agreeing, std::span<const double> margins);

}  // namespace tarn::stats
