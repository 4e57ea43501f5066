#include "stats/accuracy.h"

#include "stats/rates.h"

namespace tarn::stats {

Outcome Outcome::of(std::uint64_t true_positive, std::uint64_t false_positive,
                    std::uint64_t false_negative) {
  return {true_positive + false_negative, true_positive, true_positive + false_positive,
          true_positive};
}

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

std::vector<Outcome> outcomes(const Confusion& gold_by_predicted) {
  std::vector<Outcome> out;
  for (std::size_t i = 0; i < gold_by_predicted.categories(); ++i) {
    const std::uint64_t hits = gold_by_predicted.at(i, i);
    out.push_back(Outcome::of(hits, gold_by_predicted.column(i) - hits, gold_by_predicted.row(i) - hits));
  }
  return out;
}

std::optional<double> macro_f1(const std::vector<Outcome>& categories) {
  double sum = 0;
  std::size_t defined = 0;
  for (const Outcome& category : categories) {
    if (const auto f1 = category.f1()) {
      sum += *f1;
      ++defined;
    }
  }
  if (defined == 0) return std::nullopt;
  return sum / static_cast<double>(defined);
}

std::optional<double> micro_f1(const std::vector<Outcome>& categories) {
  Outcome all;
  for (const Outcome& category : categories) all.merge(category);
  return all.f1();
}

std::optional<double> accuracy(const Confusion& gold_by_predicted) {
  return share(gold_by_predicted.diagonal(), gold_by_predicted.total());
}

}  // namespace tarn::stats
