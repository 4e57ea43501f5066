#include "stats/accuracy.h"

#include "stats/rates.h"

namespace tarn::stats {

std::optional<double> Outcome::precision() const { return share(right, predicted); }

std::optional<double> Outcome::recall() const { return share(found, gold); }

std::optional<double> Outcome::f1() const {
  if (gold == 0 && predicted == 0) return std::nullopt;
  if (found == 0 || right == 0) return 0;
  const double p = *precision();
  const double r = *recall();
  return 2 * p * r / (p + r);
}

void Outcome::merge(const Outcome& other) {
  gold += other.gold;
  found += other.found;
  predicted += other.predicted;
  right += other.right;
}

std::optional<double> macro_mean(std::span<const Outcome> categories, OutcomeMeasure measure) {
  double sum = 0;
  std::size_t defined = 0;
  for (const Outcome& category : categories) {
    if (const auto one = (category.*measure)()) {
      sum += *one;
      ++defined;
    }
  }
  if (defined == 0) return std::nullopt;
  return sum / static_cast<double>(defined);
}

}  // namespace tarn::stats
