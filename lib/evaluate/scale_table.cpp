// Numbers that raters gave: scores of a label, or labels that are steps of a scale.
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "evaluate/rows.h"
#include "stats/agreement.h"
#include "stats/correlation.h"

namespace tarn::evaluate {
namespace {

using cells::value;
using stats::AlphaMetric;
using stats::Confusion;
using stats::KappaWeights;
using Sums = std::span<const double>;

constexpr std::string_view kTooFew =
    "fewer than two units have a number from both, or one of them never varies";
constexpr std::string_view kNothingVaries = "no unit has two numbers, or all are the same";
constexpr std::string_view kManySteps = "more than 30 different numbers";
constexpr std::size_t kMostSteps = 30;

/// The numbers of one unit, by rater.
struct UnitValues {
  std::uint32_t post = 0;
  std::vector<std::optional<double>> by_rater;
};

/// What is measured: its name, and the numbers.
struct Variable {
  std::string_view scope;  ///< "label" or "scale"
  std::string label;
  std::vector<UnitValues> units;
};

struct Mean {
  double sum = 0;
  double count = 0;
};

/// The number that a mark gives for a variable; a step of the scale is its place, from 1.
std::optional<double> number_of(const Ratings& ratings, const EvaluateOptions& options,
                                const Mark& mark, std::optional<std::uint32_t> label) {
  const auto& counts_as = ratings.counts_as[mark.label];
  if (label) {
    const bool is_it = std::find(counts_as.begin(), counts_as.end(), *label) != counts_as.end();
    return is_it ? mark.value : std::nullopt;
  }
  for (const std::uint32_t index : counts_as) {
    const auto step = std::find(options.scale.begin(), options.scale.end(), ratings.labels[index]);
    if (step != options.scale.end()) return static_cast<double>(step - options.scale.begin() + 1);
  }
  return std::nullopt;
}

/// The mean of what each rater gave each unit of a post; for coders who gave none the value for
/// empty, where there is one.
void add_post(const Ratings& ratings, const EvaluateOptions& options, std::uint32_t index,
              std::optional<std::uint32_t> label, Variable& out) {
  const RatedPost& post = ratings.posts[index];
  std::uint32_t span_count = 0;
  std::vector<std::uint32_t> spans;
  if (options.unit == Unit::kSpan) spans = spans_as_units(post, span_count);
  std::map<std::uint32_t, std::vector<Mean>> units;
  const std::size_t raters = ratings.raters.size();
  for (std::size_t i = 0; i < post.marks.size(); ++i) {
    const Mark& mark = post.marks[i];
    const auto number = number_of(ratings, options, mark, label);
    if (!number) continue;
    const std::uint32_t first = spans.empty() ? mark.first : spans[i],
                        end = spans.empty() ? mark.end : first + 1;
    for (std::uint32_t unit = first; unit < end; ++unit) {
      auto& means = units.try_emplace(unit, raters).first->second;
      means[mark.rater].sum += *number;
      ++means[mark.rater].count;
    }
  }
  if (options.empty_value && spans.empty())
    for (std::uint32_t unit = 0; unit < post.units; ++unit) units.try_emplace(unit, raters);
  for (const auto& [unit, means] : units) {
    UnitValues& values = out.units.emplace_back(UnitValues{index, {}});
    for (std::size_t r = 0; r < raters; ++r) {
      const bool coded = (post.coded & bit(r)) != 0;
      if (means[r].count > 0)
        values.by_rater.emplace_back(means[r].sum / means[r].count);
      else
        values.by_rater.push_back(coded ? options.empty_value : std::nullopt);
    }
  }
}

std::vector<Variable> variables_of(const Ratings& ratings, const EvaluateOptions& options) {
  std::vector<Variable> out;
  if (!options.scale.empty()) {
    std::string steps;
    for (const std::string& step : options.scale) steps += (steps.empty() ? "" : " < ") + step;
    out.push_back({"scale", steps, {}});
    for (std::uint32_t i = 0; i < ratings.posts.size(); ++i)
      add_post(ratings, options, i, std::nullopt, out.back());
  }
  std::vector<std::uint64_t> with_values(ratings.labels.size());
  for (const RatedPost& post : ratings.posts)
    for (const Mark& mark : post.marks)
      if (mark.value)
        for (const std::uint32_t label : ratings.counts_as[mark.label])
          with_values[label] |= bit(mark.rater);
  for (std::uint32_t label = 0; label < ratings.labels.size(); ++label) {
    if (std::popcount(with_values[label]) < 2) continue;
    out.push_back({"label", ratings.labels[label], {}});
    for (std::uint32_t i = 0; i < ratings.posts.size(); ++i)
      add_post(ratings, options, i, label, out.back());
  }
  return out;
}

/// The steps of weighted kappa: those of the scale; whole numbers from the least to the greatest;
/// else the numbers there are. Empty: too many.
std::vector<double> steps_of(const Variable& variable, const EvaluateOptions& options) {
  std::vector<double> out;
  if (variable.scope == "scale") {
    for (std::size_t i = 1; i <= options.scale.size(); ++i) out.push_back(static_cast<double>(i));
    return out;
  }
  for (const UnitValues& unit : variable.units)
    for (const auto& number : unit.by_rater)
      if (number) out.push_back(*number);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  // Beyond, one more is the same number.
  constexpr double kLargestWhole = 9007199254740992;
  const bool whole = std::all_of(out.begin(), out.end(), [](double v) {
    return v == std::floor(v) && std::fabs(v) < kLargestWhole;
  });
  if (!out.empty() && whole && out.back() - out.front() < static_cast<double>(kMostSteps)) {
    const double low = out.front();
    const auto steps = static_cast<std::size_t>(out.back() - low) + 1;
    out.resize(steps);
    for (std::size_t i = 0; i < steps; ++i) out[i] = low + static_cast<double>(i);
  }
  if (out.size() > kMostSteps) out.clear();
  return out;
}

/// Units with a number from both, with the pair's own index of the post.
struct PairValues {
  std::vector<std::uint32_t> post;
  std::vector<double> a, b;
};

PairValues values_of(const Variable& variable, const Pair& pair) {
  PairValues out;
  for (const UnitValues& unit : variable.units) {
    const auto &a = unit.by_rater[pair.a], &b = unit.by_rater[pair.b];
    const auto post = std::lower_bound(pair.posts.begin(), pair.posts.end(), unit.post);
    if (!a || !b || post == pair.posts.end() || *post != unit.post) continue;
    out.post.push_back(static_cast<std::uint32_t>(post - pair.posts.begin()));
    out.a.push_back(*a);
    out.b.push_back(*b);
  }
  return out;
}

std::size_t posts_of(const PairValues& values) {
  std::vector<std::uint32_t> posts = values.post;
  posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
  return posts.size();
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double one : values) sum += one;
  return sum / static_cast<double>(values.size());
}

Figure pearson_figure(const PairValues& values, const Pair& pair, const EvaluateOptions& options) {
  stats::ClusterSums sums(pair.posts.size(), 6);
  const double mean_a = values.a.empty() ? 0 : mean(values.a),
               mean_b = values.b.empty() ? 0 : mean(values.b);
  for (std::size_t i = 0; i < values.post.size(); ++i) {
    const double a = values.a[i] - mean_a, b = values.b[i] - mean_b;
    const double terms[] = {1, a, b, a * a, b * b, a * b};
    for (std::size_t sum = 0; sum < 6; ++sum) sums.add(values.post[i], sum, terms[sum]);
  }
  const stats::SumIntervals intervals(sums, options.bootstrap);
  return figure_of(
      sums, &intervals, [](Sums s) { return stats::pearson(s[0], s[1], s[2], s[3], s[4], s[5]); },
      kTooFew, posts_of(values));
}

std::size_t step_at(const std::vector<double>& steps, double number) {
  const auto found = std::lower_bound(steps.begin(), steps.end(), number);
  return std::min(static_cast<std::size_t>(found - steps.begin()), steps.size() - 1);
}

/// Weighted kappas; a scale's means between two steps count as the step above.
void add_kappas(const PairValues& values, const Pair& pair, const std::vector<double>& steps,
                const EvaluateOptions& options, Row& row) {
  if (steps.empty()) {
    const std::string_view reason = values.a.empty() ? kTooFew : kManySteps;
    row.add("kappa_linear", no_figure(reason)).add("kappa_quadratic", no_figure(reason));
    return;
  }
  stats::ClusterSums sums(pair.posts.size(), steps.size() * steps.size());
  for (std::size_t i = 0; i < values.post.size(); ++i)
    sums.add(values.post[i],
             step_at(steps, values.a[i]) * steps.size() + step_at(steps, values.b[i]), 1);
  const stats::SumIntervals intervals(sums, options.bootstrap);
  const auto kappa = [&](KappaWeights weights) {
    return [&steps, weights](Sums s) {
      Confusion table(steps.size());
      for (std::size_t i = 0; i < s.size(); ++i)
        table.at(i / steps.size(), i % steps.size()) =
            static_cast<std::uint64_t>(std::llround(s[i]));
      return stats::cohen_kappa(table, weights);
    };
  };
  row.add("kappa_linear",
          figure_of(sums, &intervals, kappa(KappaWeights::kLinear), kTooFew, posts_of(values)));
  row.add("kappa_quadratic",
          figure_of(sums, &intervals, kappa(KappaWeights::kQuadratic), kTooFew, posts_of(values)));
}

void add_alphas(const std::vector<std::vector<double>>& units, Row& row) {
  const std::pair<std::string_view, AlphaMetric> metrics[] = {
      {"alpha_ordinal", AlphaMetric::kOrdinal},
      {"alpha_interval", AlphaMetric::kInterval},
      {"alpha_ratio", AlphaMetric::kRatio}};
  bool below_zero = false;
  for (const auto& unit : units)
    for (const double number : unit) below_zero = below_zero || number < 0;
  for (const auto& [name, metric] : metrics) {
    const bool no_ratio = metric == AlphaMetric::kRatio && below_zero;
    const auto alpha = no_ratio ? std::nullopt : stats::krippendorff_alpha(units, metric).alpha;
    Figure figure{alpha, {}, {}};
    if (!alpha) figure.reason = no_ratio ? "a ratio scale has no numbers below 0" : kNothingVaries;
    row.add_point(name, figure);
  }
}

Row begin(const Variable& variable, std::string_view a, std::string_view b, std::size_t posts,
          std::size_t units) {
  Row row("scale");
  row.add("scope", cells::text(variable.scope)).add("label", cells::text(variable.label));
  row.add("a", value(a)).add("b", value(b));
  row.add("posts", value(std::uint64_t{posts})).add("units", value(std::uint64_t{units}));
  return row;
}

Row pair_row(const Ratings& ratings, const EvaluateOptions& options, const Variable& variable,
             const Pair& pair) {
  const PairValues values = values_of(variable, pair);
  Row row = begin(variable, ratings.raters[pair.a].name, ratings.raters[pair.b].name,
                  pair.posts.size(), values.a.size());
  const bool any = !values.a.empty();
  row.add("mean_a", value(any ? std::optional(mean(values.a)) : std::nullopt));
  row.add("mean_b", value(any ? std::optional(mean(values.b)) : std::nullopt));
  row.add("pearson", pearson_figure(values, pair, options));
  const auto spearman = stats::spearman(values.a, values.b);
  row.add_point("spearman", Figure{spearman, {}, std::string(spearman ? "" : kTooFew)});
  add_kappas(values, pair, steps_of(variable, options), options, row);
  std::vector<std::vector<double>> units;
  for (std::size_t i = 0; i < values.a.size(); ++i) units.push_back({values.a[i], values.b[i]});
  add_alphas(units, row);
  return std::move(row.finish());
}

Row all_row(const Variable& variable) {
  std::vector<std::vector<double>> units;
  std::size_t posts = 0;
  std::optional<std::uint32_t> last;
  for (const UnitValues& unit : variable.units) {
    std::vector<double> numbers;
    for (const auto& number : unit.by_rater)
      if (number) numbers.push_back(*number);
    if (numbers.size() < 2) continue;
    units.push_back(std::move(numbers));
    if (last != unit.post) ++posts;
    last = unit.post;
  }
  Row row = begin(variable, {}, {}, posts, units.size());
  row.add("mean_a", cells::Value()).add("mean_b", cells::Value());
  row.skip("pearson").add("spearman", cells::Value()).skip("kappa_linear").skip("kappa_quadratic");
  add_alphas(units, row);
  return std::move(row.finish());
}

}  // namespace

void add_scale_rows(const Ratings& ratings, const EvaluateOptions& options,
                    const std::vector<Pair>& pairs, std::vector<Row>& out) {
  for (const Variable& variable : variables_of(ratings, options)) {
    for (const Pair& pair : pairs) out.push_back(pair_row(ratings, options, variable, pair));
    if (ratings.raters.size() > 2) out.push_back(all_row(variable));
  }
}

}  // namespace tarn::evaluate
