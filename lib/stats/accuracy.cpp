#include "stats/accuracy.h"

#include "stats/rates.h"

namespace tarn::stats {

std::optional<double> Outcome::precision() const {
  return share(true_positive, true_positive + false_positive);
}

std::optional<double> Outcome::recall() const {
  return share(true_positive, true_positive + false_negative);
}

std::optional<double> Outcome::f1() const {
  return share(2 * true_positive, 2 * true_positive + false_positive + false_negative);
}

void Outcome::merge(const Outcome& other) {
  true_positive += other.true_positive;
  false_positive += other.false_positive;
  false_negative += other.false_negative;
}

std::vector<Outcome> outcomes(const Confusion& gold_by_predicted) {
  std::vector<Outcome> out;
  for (std::size_t i = 0; i < gold_by_predicted.categories(); ++i) {
    const std::uint64_t hits = gold_by_predicted.at(i, i);
    out.push_back({hits, gold_by_predicted.column(i) - hits, gold_by_predicted.row(i) - hits});
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
