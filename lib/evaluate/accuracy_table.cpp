// Precision, recall and F1 of one rater against a reference, per label and over all.
#include "evaluate/rows.h"
#include "stats/accuracy.h"

namespace tarn::evaluate {
namespace {

using cells::value;
using Measure = stats::OutcomeMeasure;
using stats::Outcome;

Outcome outcome_at(std::span<const double> sums, std::size_t label) {
  const auto count = [&](std::size_t i) { return static_cast<std::uint64_t>(sums[4 * label + i]); };
  return {count(0), count(1), count(2), count(3)};
}

Outcome outcome_of_all(std::span<const double> sums, std::size_t labels) {
  Outcome out;
  for (std::size_t label = 0; label < labels; ++label) out.merge(outcome_at(sums, label));
  return out;
}

std::vector<Outcome> outcomes_of(std::span<const double> sums, std::size_t labels) {
  std::vector<Outcome> out(labels);
  for (std::size_t label = 0; label < labels; ++label) out[label] = outcome_at(sums, label);
  return out;
}

}  // namespace

void add_accuracy_rows(const Ratings& ratings, const Pair& pair, const stats::ClusterSums& sums,
                       const stats::SumIntervals& intervals, std::vector<Row>& out) {
  const std::size_t labels = ratings.labels.size();
  // The sums of all labels in gold, and in the predictions.
  std::vector<std::size_t> in_gold, in_predicted;
  for (std::size_t label = 0; label < labels; ++label) {
    in_gold.push_back(4 * label);
    in_predicted.push_back(4 * label + 2);
  }
  const auto add = [&](std::string_view scope, std::string_view label, const Outcome& outcome,
                       const auto& statistic, std::span<const std::size_t> gold,
                       std::span<const std::size_t> predicted) {
    Row row("accuracy");
    row.add("scope", cells::text(scope));
    row.add("label", value(label));
    row.add("gold", cells::text(ratings.raters[pair.a].name));
    row.add("predicted", cells::text(ratings.raters[pair.b].name));
    row.add("posts", value(std::uint64_t{pair.posts.size()}));
    row.add("in_gold", value(outcome.gold));
    row.add("found", value(outcome.found));
    row.add("in_predicted", value(outcome.predicted));
    row.add("right", value(outcome.right));
    const auto figure = [&](Measure measure, std::string_view reason, std::size_t posts) {
      return figure_of(
          sums, &intervals, [&](std::span<const double> s) { return statistic(s, measure); },
          reason, posts);
    };
    std::vector<std::size_t> either(gold.begin(), gold.end());
    either.insert(either.end(), predicted.begin(), predicted.end());
    row.add("precision",
            figure(&Outcome::precision, "nothing was predicted", sums.clusters_with(predicted)));
    row.add("recall",
            figure(&Outcome::recall, "nothing is in the gold codes", sums.clusters_with(gold)));
    row.add("f1", figure(&Outcome::f1, "nothing was predicted and nothing is in the gold codes",
                         sums.clusters_with(either)));
    row.add("interval", cells::text(intervals.method()));
    out.push_back(std::move(row.finish()));
  };
  for (std::size_t label = 0; label < labels; ++label)
    add(
        "label", ratings.labels[label], outcome_at(sums.totals(), label),
        [&](std::span<const double> s, Measure measure) {
          return (outcome_at(s, label).*measure)();
        },
        std::span(in_gold).subspan(label, 1), std::span(in_predicted).subspan(label, 1));
  const Outcome all = outcome_of_all(sums.totals(), labels);
  add(
      "micro", {}, all,
      [&](std::span<const double> s, Measure measure) {
        return (outcome_of_all(s, labels).*measure)();
      },
      in_gold, in_predicted);
  add(
      "macro", {}, all,
      [&](std::span<const double> s, Measure measure) {
        return stats::macro_mean(outcomes_of(s, labels), measure);
      },
      in_gold, in_predicted);
}

}  // namespace tarn::evaluate
