#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/agreement.h"

namespace tarn::stats {

/// Decisions about one category against the gold codes. Where units are decided on, `found` and `right` are
/// the same; where spans need only overlap, several predicted ones may meet one of the gold codes.
struct Outcome {
  std::uint64_t gold = 0;       ///< in the gold codes
  std::uint64_t found = 0;      ///< of them, met by a prediction
  std::uint64_t predicted = 0;
  std::uint64_t right = 0;      ///< of the predicted, those that meet a gold code

  /// The outcome of decisions on units.
  static Outcome of(std::uint64_t true_positive, std::uint64_t false_positive,
                    std::uint64_t false_negative);

  /// right/predicted; empty if nothing was predicted.
  std::optional<double> precision() const;
  /// found/gold; empty if the gold codes have none.
  std::optional<double> recall() const;
  /// The harmonic mean of both, of units 2TP/(2TP+FP+FN); 0 where one of them is undefined, empty where
  /// both are.
  std::optional<double> f1() const;
  /// Adds the decisions of `other` (micro-averaging).
  void merge(const Outcome& other);
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The outcome of each category of a table whose rows are gold codes and columns predictions.
std::vector<Outcome> outcomes(const Confusion& gold_by_predicted);

/// The mean F1 of the categories that have one; empty if none has.
std::optional<double> macro_f1(const std::vector<Outcome>& categories);

/// The F1 of all decisions together; empty if there is none.
std::optional<double> micro_f1(const std::vector<Outcome>& categories);

/// The share of units where gold and prediction agree; empty without units.
std::optional<double> accuracy(const Confusion& gold_by_predicted);

}  // namespace tarn::stats
