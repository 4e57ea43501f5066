#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tarn::stats {

/// A part of a corpus (a post, a month, an author), or `times` parts that are alike.
struct Part {
  std::uint64_t size = 0;   ///< words in the part
  std::uint64_t count = 0;  ///< occurrences in the part
  std::uint64_t times = 1;
};

/// How evenly an item is spread over the parts. Undefined measures are empty.
struct Dispersion {
  std::uint64_t parts = 0;        ///< parts that have words
  std::uint64_t parts_with = 0;   ///< parts where the item occurs
  std::uint64_t count = 0;        ///< F
  std::optional<double> dp;       ///< ½Σ|v_i − s_i|: 0 even … 1 (Gries 2008)
  std::optional<double> dp_norm;  ///< DP/(1 − min s) (Lijffijt & Gries 2012)
  std::optional<double>
      juilland_d;  ///< 1 − (sd/mean of the rates)/√(k − 1) (Juilland & Chang-Rodríguez 1964)
  std::optional<double> carroll_d2;   ///< entropy of the rates over log2 k (Carroll 1970)
  std::optional<double> rosengren_s;  ///< (Σ√(s_i·f_i))²/F (Rosengren 1971)
  std::optional<double> kl;           ///< Σ v_i·log2(v_i/s_i) (Gries 2020)
  std::optional<double> kl_norm;      ///< kl/(1 + kl)
  bool sparse = false;                ///< F < parts: too many parts inflate DP
};

/// All measures. The sums run in the order of `parts`: sort them where the result must not depend
/// on how they came. A part without words is left out. O(parts). REQUIRES: count 0 where size is 0.
Dispersion disperse(std::span<const Part> parts);

}  // namespace tarn::stats
