#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/agreement.h"

namespace tarn::stats {

/// Decisions about one category against the gold codes.
struct Outcome {
  std::uint64_t true_positive = 0;
  std::uint64_t false_positive = 0;
  std::uint64_t false_negative = 0;

  /// TP/(TP+FP); empty if nothing was predicted.
  std::optional<double> precision() const;
  /// TP/(TP+FN); empty if the gold codes have none.
  std::optional<double> recall() const;
  /// 2TP/(2TP+FP+FN); empty if neither has any.
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
