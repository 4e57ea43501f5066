#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace tarn::stats {

/// Decisions about one category against the gold codes. Where units are decided on, `found` and
/// `right` are the same; where spans need only overlap, several predicted ones may meet one of the
/// gold codes.
struct Outcome {
  std::uint64_t gold = 0;   ///< in the gold codes
  std::uint64_t found = 0;  ///< of them, met by a prediction
  std::uint64_t predicted = 0;
  std::uint64_t right = 0;  ///< of the predicted, those that meet a gold code

  /// right/predicted; empty if nothing was predicted.
  std::optional<double> precision() const;
  /// found/gold; empty if the gold codes have none.
  std::optional<double> recall() const;
  /// The harmonic mean of both, of units 2TP/(2TP+FP+FN); 0 where one of them is undefined, empty
  /// where both are.
  std::optional<double> f1() const;
  /// Adds the decisions of `other` (micro-averaging).
  void merge(const Outcome& other);
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// One of the measures of an outcome.
using OutcomeMeasure = std::optional<double> (Outcome::*)() const;

/// The mean of a measure over the categories that have one (macro-averaging); empty if none has.
std::optional<double> macro_mean(std::span<const Outcome> categories, OutcomeMeasure measure);

}  // namespace tarn::stats
