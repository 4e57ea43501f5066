// Agreement of two raters, and of all: each label as a decision on every unit, all labels pooled,
// and the set of a unit's labels as one category.
#include <cmath>
#include <map>
#include <memory>

#include "evaluate/rows.h"
#include "stats/agreement.h"

namespace tarn::evaluate {
namespace {

using cells::value;
using stats::Confusion;
using stats::SumStatistic;
using Sums = std::span<const double>;

constexpr std::string_view kNoUnits = "no unit was coded by both";
constexpr std::string_view kNothingVaries = "all units were given the same by all";
constexpr std::string_view kSpans = "spans have no units that nobody marked (--unit token has)";
constexpr std::string_view kMany = "more than 2000 different sets of labels";
constexpr std::size_t kMostInTable = 2000;

std::uint64_t whole(double sum) { return static_cast<std::uint64_t>(std::llround(sum)); }

/// Yes and no of two raters about a label.
Confusion decisions(Sums sums, std::size_t label) {
  const std::size_t at = 4 * label;
  const std::uint64_t units = whole(sums.back()), a = whole(sums[at]), both = whole(sums[at + 1]),
                      b = whole(sums[at + 2]);
  return Confusion({{both, a - both}, {b - both, units + both - a - b}});
}

std::optional<double> observed(const Confusion& table) {
  if (table.total() == 0) return std::nullopt;
  return static_cast<double>(table.diagonal()) / static_cast<double>(table.total());
}

/// How often each category was chosen by the two raters.
std::vector<double> chosen(const Confusion& table) {
  std::vector<double> out;
  for (std::size_t i = 0; i < table.categories(); ++i)
    out.push_back(static_cast<double>(table.row(i) + table.column(i)));
  return out;
}

/// Two raters: each unit on the diagonal adds two coincidences that agree.
std::optional<double> alpha(const Confusion& table) {
  return stats::nominal_alpha(2 * static_cast<double>(table.diagonal()), chosen(table));
}

std::optional<double> fleiss(const Confusion& table) {
  const double units = static_cast<double>(table.total()),
               agreed = static_cast<double>(table.diagonal());
  const auto found =
      stats::fleiss_kappa(units, 2, 4 * agreed + 2 * (units - agreed), chosen(table));
  return found ? found->kappa : std::nullopt;
}

/// The mean over labels of observed and expected agreement, then kappa (de Vries et al. 2008).
std::optional<double> pooled_kappa(Sums sums, std::size_t labels) {
  double seen = 0;
  double expected = 0;
  for (std::size_t label = 0; label < labels; ++label) {
    const Confusion table = decisions(sums, label);
    const double n = static_cast<double>(table.total());
    if (n <= 0) return std::nullopt;
    seen += static_cast<double>(table.diagonal()) / n;
    for (std::size_t i = 0; i < 2; ++i)
      expected +=
          static_cast<double>(table.row(i)) * static_cast<double>(table.column(i)) / (n * n);
  }
  const double count = static_cast<double>(labels);
  if (labels == 0 || expected >= count) return std::nullopt;
  return (seen - expected) / (count - expected);
}

/// What a row of agreement says besides its figures.
struct Head {
  std::string_view scope;
  std::string_view label;
  std::string_view a;  ///< empty: all raters
  std::string_view b;
  std::uint64_t posts = 0;
  std::uint64_t units = 0;
  std::optional<double> prevalence;
  std::optional<double> prevalence_a;
  std::optional<double> prevalence_b;
};

Row begin(const Head& head) {
  Row row("agreement");
  row.add("scope", cells::text(head.scope)).add("label", value(head.label));
  row.add("a", value(head.a)).add("b", value(head.b));
  row.add("posts", value(head.posts)).add("units", value(head.units));
  row.add("prevalence", value(head.prevalence)).add("prevalence_a", value(head.prevalence_a));
  row.add("prevalence_b", value(head.prevalence_b));
  return row;
}

struct Measures {
  std::optional<double> observed;
  Figure kappa, ac1, fleiss, alpha;
};

Row end(Row row, const Measures& measures, std::string_view method) {
  row.add("observed", value(measures.observed));
  row.add("kappa", measures.kappa).add("ac1", measures.ac1);
  row.add("fleiss", measures.fleiss).add("alpha", measures.alpha);
  row.add("interval", value(method));
  return std::move(row.finish());
}

Measures none(std::string_view reason) {
  return {{}, no_figure(reason), no_figure(reason), no_figure(reason), no_figure(reason)};
}

/// All measures of a table that is made of sums.
template <typename TableOf>
Measures measures_of(const stats::ClusterSums& sums, const stats::SumIntervals* intervals,
                     std::size_t posts, const TableOf& table_of) {
  Measures out;
  const Confusion table = table_of(sums.totals());
  if (table.total() == 0) return none(kNoUnits);
  out.observed = observed(table);
  const auto figure = [&](const auto& measure) {
    return figure_of(
        sums, intervals, [&](Sums s) { return measure(table_of(s)); }, kNothingVaries, posts);
  };
  out.kappa = figure([](const Confusion& t) { return stats::cohen_kappa(t); });
  out.ac1 = figure([](const Confusion& t) { return stats::gwet_ac1(t); });
  out.fleiss = figure(fleiss);
  out.alpha = figure(alpha);
  return out;
}

std::optional<double> share_of(double part, double whole_) {
  if (whole_ <= 0) return std::nullopt;
  return part / whole_;
}

/// A head for a pair, with prevalences from how many units each gave something.
Head pair_head(const Ratings& ratings, const Pair& pair, std::string_view scope,
               std::string_view label, double units, double a, double b) {
  return {scope,
          label,
          ratings.raters[pair.a].name,
          ratings.raters[pair.b].name,
          pair.posts.size(),
          whole(units),
          share_of(a + b, 2 * units),
          share_of(a, units),
          share_of(b, units)};
}

/// The categories of a pair: which numbers of label sets there are, and a sum for each cell of
/// their table.
class CategoryTable {
 public:
  CategoryTable(const AllPatterns& patterns, const Pair& pair) : sums_(pair.posts.size()) {
    for (std::uint32_t i = 0; i < pair.posts.size(); ++i) {
      for (const CategoryPattern& pattern : patterns.posts[pair.posts[i]].categories) {
        const std::size_t a = place(pattern.categories[pair.a]),
                          b = place(pattern.categories[pair.b]);
        const auto cell = cells_.try_emplace({a, b}, cells_.size()).first;
        sums_.add(i, cell->second, pattern.units);
      }
    }
  }

  const stats::ClusterSums& sums() const { return sums_; }
  std::size_t categories() const { return places_.size(); }

  /// Where units without a label stand; empty where all have one.
  std::optional<std::size_t> none() const {
    const auto found = places_.find(0);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }

  Confusion table(Sums sums) const {
    Confusion out(places_.size());
    for (const auto& [cell, sum] : cells_) out.at(cell.first, cell.second) = whole(sums[sum]);
    return out;
  }

 private:
  std::size_t place(std::uint32_t number) {
    return places_.try_emplace(number, places_.size()).first->second;
  }

  std::map<std::uint32_t, std::size_t> places_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> cells_;
  stats::ClusterSums sums_;
};

void add_category_row(const Ratings& ratings, const EvaluateOptions& options,
                      const AllPatterns& patterns, const Pair& pair, std::vector<Row>& out) {
  const CategoryTable categories(patterns, pair);
  if (categories.categories() > kMostInTable) {
    out.push_back(end(begin(pair_head(ratings, pair, "categories", {}, 0, 0, 0)), none(kMany), {}));
    return;
  }
  std::optional<stats::SumIntervals> intervals;
  if (categories.categories() <= kMostCategories)
    intervals.emplace(categories.sums(), options.bootstrap);
  const Confusion table = categories.table(categories.sums().totals());
  const double units = static_cast<double>(table.total());
  const auto empty = categories.none();
  const double a = units - (empty ? static_cast<double>(table.row(*empty)) : 0);
  const double b = units - (empty ? static_cast<double>(table.column(*empty)) : 0);
  const Head head = pair_head(ratings, pair, "categories", {}, units, a, b);
  const Measures measures =
      measures_of(categories.sums(), intervals ? &*intervals : nullptr, pair.posts.size(),
                  [&](Sums sums) { return categories.table(sums); });
  out.push_back(end(begin(head), measures, intervals ? intervals->method() : std::string_view()));
}

}  // namespace

void add_agreement_rows(const Ratings& ratings, const EvaluateOptions& options,
                        const AllPatterns& patterns, const Pair& pair,
                        const stats::ClusterSums& sums, const stats::SumIntervals& intervals,
                        std::vector<Row>& out) {
  const Sums totals = sums.totals();
  const double units = totals.back();
  const bool has_units = options.unit != Unit::kSpan && options.unit != Unit::kOverlap;
  for (std::size_t label = 0; label < ratings.labels.size(); ++label) {
    const Head head = pair_head(ratings, pair, "label", ratings.labels[label], units,
                                totals[4 * label], totals[4 * label + 2]);
    const std::size_t given[] = {4 * label, 4 * label + 2};
    const Measures measures = has_units ? measures_of(sums, &intervals, sums.clusters_with(given),
                                                      [&](Sums s) { return decisions(s, label); })
                                        : none(kSpans);
    out.push_back(end(begin(head), measures, intervals.method()));
  }
  if (!has_units) return;
  double a = 0;
  double b = 0;
  for (std::size_t label = 0; label < ratings.labels.size(); ++label) {
    a += totals[4 * label];
    b += totals[4 * label + 2];
  }
  Measures pooled;
  pooled.kappa = figure_of(
      sums, &intervals, [&](Sums s) { return pooled_kappa(s, ratings.labels.size()); },
      units > 0 ? kNothingVaries : kNoUnits, pair.posts.size());
  const double decisions_made = units * static_cast<double>(ratings.labels.size());
  out.push_back(end(begin(pair_head(ratings, pair, "pooled", {}, decisions_made, a, b)), pooled,
                    intervals.method()));
  add_category_row(ratings, options, patterns, pair, out);
}

}  // namespace tarn::evaluate
