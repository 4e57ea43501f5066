// Agreement over all raters: alpha over the units that at least two coded; Fleiss' kappa and AC1
// over those that all coded, as they want the same number of codes for each.
#include <bit>
#include <map>

#include "evaluate/rows.h"
#include "stats/agreement.h"

namespace tarn::evaluate {
namespace {

using cells::value;
using Sums = std::span<const double>;

constexpr std::string_view kNotAll = "no unit was coded by all, or all were given the same";
constexpr std::string_view kNothingVaries = "no unit was coded by two, or all were given the same";

/// The posts that at least two raters coded.
std::vector<const RatedPost*> shared_posts(const Ratings& ratings) {
  std::vector<const RatedPost*> out;
  for (const RatedPost& post : ratings.posts)
    if (std::popcount(post.coded) > 1) out.push_back(&post);
  return out;
}

/// What alpha, kappa and AC1 of all raters are worked out from.
struct Counts {
  double agreeing = 0;          ///< coincidences within units that agree
  std::vector<double> margins;  ///< values of each category in those units
  double units = 0;             ///< that all raters coded
  double squares = 0;           ///< over those units, of the raters for each category
  std::vector<double> chosen;   ///< in those units
};

std::optional<double> fleiss_of(const Counts& counts, double raters) {
  const auto found = stats::fleiss_kappa(counts.units, raters, counts.squares, counts.chosen);
  return found ? found->kappa : std::nullopt;
}

std::optional<double> ac1_of(const Counts& counts, double raters) {
  const auto found = stats::fleiss_kappa(counts.units, raters, counts.squares, counts.chosen);
  return found ? stats::gwet_ac1(found->observed, counts.chosen) : std::nullopt;
}

template <typename CountsOf>
Row row_of(std::string_view scope, std::string_view label, std::size_t raters, std::uint64_t units,
           std::optional<double> prevalence, std::size_t posts, const stats::ClusterSums& sums,
           const stats::SumIntervals* intervals, const CountsOf& counts_of) {
  const double number = static_cast<double>(raters);
  const auto figure = [&](const auto& measure, std::string_view reason) {
    return figure_of(
        sums, intervals, [&](Sums s) { return measure(counts_of(s)); }, reason, posts);
  };
  const Counts all = counts_of(sums.totals());
  const auto found = stats::fleiss_kappa(all.units, number, all.squares, all.chosen);
  Row row("agreement");
  row.add("scope", cells::text(scope)).add("label", value(label));
  row.add("a", cells::Value()).add("b", cells::Value());
  row.add("posts", value(std::uint64_t{sums.clusters()})).add("units", value(units));
  row.add("prevalence", value(prevalence))
      .add("prevalence_a", cells::Value())
      .add("prevalence_b", cells::Value());
  row.add("observed", value(found ? std::optional(found->observed) : std::nullopt));
  row.skip("kappa");
  row.add("ac1", figure([&](const Counts& c) { return ac1_of(c, number); }, kNotAll));
  row.add("fleiss", figure([&](const Counts& c) { return fleiss_of(c, number); }, kNotAll));
  row.add("alpha",
          figure([](const Counts& c) { return stats::nominal_alpha(c.agreeing, c.margins); },
                 kNothingVaries));
  row.add("interval", value(intervals == nullptr ? std::string_view() : intervals->method()));
  return std::move(row.finish());
}

/// Each label as a decision. Sums of label l at 4l: coincidences that disagree, yes; of units that
/// all coded: 2k(r − k) for k of r raters who say yes, yes. Behind all labels: values, units that
/// all coded.
class LabelCounts {
 public:
  LabelCounts(const Ratings& ratings, const AllPatterns& patterns)
      : raters_(static_cast<double>(ratings.raters.size())),
        end_(4 * ratings.labels.size()),
        sums_(shared_posts(ratings).size(), end_ + 2) {
    std::uint32_t index = 0;
    for (std::size_t i = 0; i < ratings.posts.size(); ++i) {
      const double coded = std::popcount(ratings.posts[i].coded);
      if (coded < 2) continue;
      units_ += ratings.posts[i].units;
      sums_.add(index, end_, coded * ratings.posts[i].units);
      if (coded == raters_) sums_.add(index, end_ + 1, ratings.posts[i].units);
      for (const LabelPattern& pattern : patterns.posts[i].labels) add(index, pattern, coded);
      ++index;
    }
  }

  Counts counts(Sums sums, std::size_t label) const {
    const double values = sums[end_], units = sums[end_ + 1];
    const double yes = sums[4 * label + 1], all_yes = sums[4 * label + 3];
    return {values - sums[4 * label],
            {yes, values - yes},
            units,
            units * raters_ * raters_ - sums[4 * label + 2],
            {all_yes, units * raters_ - all_yes}};
  }

  /// The share of values that are yes.
  std::optional<double> prevalence(std::size_t label) const {
    const double values = sums_.totals()[end_];
    if (values <= 0) return std::nullopt;
    return sums_.totals()[4 * label + 1] / values;
  }

  /// The posts where anybody gave the label.
  std::size_t posts_with(std::size_t label) const {
    const std::size_t yes[] = {4 * label + 1};
    return sums_.clusters_with(yes);
  }

  const stats::ClusterSums& sums() const { return sums_; }
  std::uint64_t units() const { return units_; }

 private:
  void add(std::uint32_t index, const LabelPattern& pattern, double coded) {
    const double yes = std::popcount(pattern.raters), units = pattern.units;
    const std::size_t at = std::size_t{4} * pattern.label;
    sums_.add(index, at, units * 2 * yes * (coded - yes) / (coded - 1));
    sums_.add(index, at + 1, units * yes);
    if (coded != raters_) return;
    sums_.add(index, at + 2, units * 2 * yes * (coded - yes));
    sums_.add(index, at + 3, units * yes);
  }

  double raters_;
  std::size_t end_;
  stats::ClusterSums sums_;
  std::uint64_t units_ = 0;
};

/// The set of a unit's labels as one category. Sums: coincidences that agree, squares and number of
/// units that all coded; then for each category its values, and those in units that all coded.
class CategoryCounts {
 public:
  CategoryCounts(const Ratings& ratings, const AllPatterns& patterns)
      : categories_(patterns.sets.size()),
        sums_(shared_posts(ratings).size(), 3 + 2 * categories_) {
    std::uint32_t index = 0;
    for (std::size_t i = 0; i < ratings.posts.size(); ++i) {
      const std::uint64_t coded = ratings.posts[i].coded;
      if (std::popcount(coded) < 2) continue;
      for (const CategoryPattern& pattern : patterns.posts[i].categories)
        add(index, pattern, coded,
            static_cast<std::size_t>(std::popcount(coded)) == ratings.raters.size());
      ++index;
    }
  }

  Counts counts(Sums sums) const {
    Counts out{sums[0], {}, sums[2], sums[1], {}};
    for (std::size_t i = 0; i < categories_; ++i) {
      // AC1 asks how many categories there are: those in use.
      if (sums_.totals()[3 + 2 * i] == 0) continue;
      out.margins.push_back(sums[3 + 2 * i]);
      out.chosen.push_back(sums[4 + 2 * i]);
    }
    return out;
  }

  /// The share of values that are a label, or several.
  std::optional<double> prevalence() const {
    double total = 0;
    for (std::size_t i = 0; i < categories_; ++i) total += sums_.totals()[3 + 2 * i];
    if (total <= 0) return std::nullopt;
    return 1 - sums_.totals()[3] / total;
  }

  const stats::ClusterSums& sums() const { return sums_; }

 private:
  void add(std::uint32_t index, const CategoryPattern& pattern, std::uint64_t coded, bool by_all) {
    std::map<std::uint32_t, double> counts;
    for (std::size_t r = 0; r < pattern.categories.size(); ++r)
      if ((coded & bit(r)) != 0) ++counts[pattern.categories[r]];
    const double units = pattern.units, others = std::popcount(coded) - 1;
    if (by_all) sums_.add(index, 2, units);
    for (const auto& [category, count] : counts) {
      const std::size_t at = 3 + std::size_t{2} * category;
      sums_.add(index, 0, units * count * (count - 1) / others);
      sums_.add(index, at, units * count);
      if (!by_all) continue;
      sums_.add(index, 1, units * count * count);
      sums_.add(index, at + 1, units * count);
    }
  }

  std::size_t categories_;
  stats::ClusterSums sums_;
};

}  // namespace

void add_all_rater_rows(const Ratings& ratings, const EvaluateOptions& options,
                        const AllPatterns& patterns, std::vector<Row>& out) {
  if (options.unit == Unit::kSpan || options.unit == Unit::kOverlap) return;
  const std::size_t raters = ratings.raters.size();
  const LabelCounts labels(ratings, patterns);
  const stats::SumIntervals intervals(labels.sums(), options.bootstrap);
  for (std::size_t label = 0; label < ratings.labels.size(); ++label) {
    const auto counts_of = [&](Sums sums) { return labels.counts(sums, label); };
    out.push_back(row_of("label", ratings.labels[label], raters, labels.units(),
                         labels.prevalence(label), labels.posts_with(label), labels.sums(),
                         &intervals, counts_of));
  }
  const CategoryCounts categories(ratings, patterns);
  std::optional<stats::SumIntervals> of_categories;
  if (patterns.sets.size() <= kMostCategories)
    of_categories.emplace(categories.sums(), options.bootstrap);
  const auto counts_of = [&](Sums sums) { return categories.counts(sums); };
  out.push_back(row_of("categories", {}, raters, labels.units(), categories.prevalence(),
                       categories.sums().clusters(), categories.sums(),
                       of_categories ? &*of_categories : nullptr, counts_of));
}

}  // namespace tarn::evaluate
