#include "evaluate/rows.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "format/json.h"

namespace tarn::evaluate {
namespace {

using cells::value;

bool meets(const Mark& a, const Mark& b) { return a.first < b.end && b.first < a.end; }

/// The marks of a rater that count as a label, each place once.
std::vector<Mark> marks_of(const Ratings& ratings, const RatedPost& post, std::size_t rater,
                           std::uint32_t label) {
  std::vector<Mark> out;
  for (const Mark& mark : post.marks) {
    const auto& counts_as = ratings.counts_as[mark.label];
    if (mark.rater != rater ||
        std::find(counts_as.begin(), counts_as.end(), label) == counts_as.end())
      continue;
    const auto same = [&](const Mark& other) {
      return other.first == mark.first && other.end == mark.end;
    };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(mark);
  }
  return out;
}

std::size_t met(const std::vector<Mark>& marks, const std::vector<Mark>& others) {
  return static_cast<std::size_t>(std::count_if(marks.begin(), marks.end(), [&](const Mark& mark) {
    return std::any_of(others.begin(), others.end(),
                       [&](const Mark& other) { return meets(mark, other); });
  }));
}

void add_overlaps(const Ratings& ratings, const RatedPost& post, const Pair& pair,
                  std::uint32_t index, stats::ClusterSums& sums) {
  for (std::uint32_t label = 0; label < ratings.labels.size(); ++label) {
    const auto a = marks_of(ratings, post, pair.a, label),
               b = marks_of(ratings, post, pair.b, label);
    const std::size_t at = std::size_t{4} * label;
    sums.add(index, at, static_cast<double>(a.size()));
    sums.add(index, at + 1, static_cast<double>(met(a, b)));
    sums.add(index, at + 2, static_cast<double>(b.size()));
    sums.add(index, at + 3, static_cast<double>(met(b, a)));
  }
}

void add_units(const Patterns& patterns, const Pair& pair, std::uint32_t index,
               stats::ClusterSums& sums) {
  for (const LabelPattern& pattern : patterns.labels) {
    const bool a = (pattern.raters & bit(pair.a)) != 0, b = (pattern.raters & bit(pair.b)) != 0;
    const std::size_t at = std::size_t{4} * pattern.label;
    const double units = pattern.units;
    if (a) sums.add(index, at, units);
    if (a && b) sums.add(index, at + 1, units);
    if (b) sums.add(index, at + 2, units);
    if (a && b) sums.add(index, at + 3, units);
  }
}

void add_join_row(const Ratings& ratings, const EvaluateOptions& options, std::vector<Row>& out) {
  Row row("join");
  row.add("unit", cells::text(name_of(options.unit)));
  row.add("posts", value(std::uint64_t{ratings.posts.size()}));
  row.add("read", value(ratings.read_posts));
  row.add("gold",
          options.with_gold && ratings.gold_posts > 0 ? value(ratings.gold_posts) : cells::Value());
  row.add("read_only", value(std::uint64_t{ratings.read_only.size()}));
  row.add("gold_only", value(std::uint64_t{ratings.gold_only.size()}));
  out.push_back(std::move(row.finish()));
}

}  // namespace

Row& Row::add(std::string_view name, cells::Value item) {
  members_.emplace_back(std::string(name), std::move(item));
  return *this;
}

Row& Row::add(std::string_view name, const Figure& figure) {
  add(name, value(figure.value));
  const auto end = [&](double stats::Interval::*member) {
    return figure.interval ? value(std::optional<double>((*figure.interval).*member))
                           : cells::Value();
  };
  add(std::string(name) + "_low", end(&stats::Interval::low));
  add(std::string(name) + "_high", end(&stats::Interval::high));
  keep_reason(name, figure);
  return *this;
}

Row& Row::add_point(std::string_view name, const Figure& figure) {
  keep_reason(name, figure);
  return add(name, value(figure.value));
}

Row& Row::skip(std::string_view name) { return add(name, Figure{}); }

void Row::keep_reason(std::string_view name, const Figure& figure) {
  if (!figure.reason.empty())
    reasons_.emplace_back(std::string(name) + (figure.value ? " interval" : ""), figure.reason);
}

/// "kappa, alpha: reason; f1: another".
Row& Row::finish() {
  std::string all;
  for (std::size_t i = 0; i < reasons_.size(); ++i) {
    const auto same = [&](const auto& other) { return other.second == reasons_[i].second; };
    if (std::any_of(reasons_.begin(), reasons_.begin() + static_cast<std::ptrdiff_t>(i), same))
      continue;
    std::string figures;
    for (const auto& [figure, reason] : reasons_)
      if (reason == reasons_[i].second) figures.append(figures.empty() ? "" : ", ").append(figure);
    all.append(all.empty() ? "" : "; ").append(figures).append(": ").append(reasons_[i].second);
  }
  return add("undefined", value(std::string_view(all)));
}

std::string_view Row::text(std::string_view name) const {
  const cells::Value* found = find(name);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

std::optional<double> Row::number(std::string_view name) const {
  const cells::Value* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (found->type == cells::Value::Type::kCount) return static_cast<double>(found->count);
  if (found->type == cells::Value::Type::kNumber) return found->number;
  return std::nullopt;
}

std::string_view Row::reason(std::string_view name) const {
  for (const auto& [figure, reason] : reasons_)
    if (figure == name) return reason;
  return {};
}

const cells::Value* Row::find(std::string_view name) const {
  const auto found =
      std::find_if(members_.begin(), members_.end(), [&](auto& m) { return m.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

void Row::append_json(std::string& out) const {
  out += R"({"schema":"tarn.row/1","table":)";
  append_json_string(out, table_);
  out += R"(,"group":{})";
  for (const auto& [name, item] : members_) {
    out += ',';
    append_json_string(out, name);
    out += ':';
    cells::append_json(out, item);
  }
  out += "}\n";
}

Figure figure_of(const stats::ClusterSums& sums, const stats::SumIntervals* intervals,
                 const stats::SumStatistic& statistic, std::string_view reason, std::size_t posts) {
  Figure out;
  out.value = statistic(sums.totals());
  if (!out.value) {
    out.reason = reason;
  } else if (posts < kLeastPosts) {
    out.reason = "fewer than 5 posts with it";
  } else if (intervals == nullptr) {
    out.reason = "more than 60 different sets of labels";
  } else {
    out.interval = intervals->of(statistic).interval;
  }
  return out;
}

Figure no_figure(std::string_view reason) {
  Figure out;
  out.reason = reason;
  return out;
}

std::vector<Pair> pairs_of(const Ratings& ratings) {
  std::vector<Pair> out;
  for (std::size_t a = 0; a < ratings.raters.size(); ++a) {
    for (std::size_t b = a + 1; b < ratings.raters.size(); ++b) {
      Pair& pair = out.emplace_back(Pair{a, b, {}});
      for (std::uint32_t i = 0; i < ratings.posts.size(); ++i)
        if ((ratings.posts[i].coded & bit(a)) != 0 && (ratings.posts[i].coded & bit(b)) != 0)
          pair.posts.push_back(i);
    }
  }
  return out;
}

stats::ClusterSums label_sums(const Ratings& ratings, const EvaluateOptions& options,
                              const AllPatterns& patterns, const Pair& pair) {
  const std::size_t units = ratings.labels.size() * 4;
  stats::ClusterSums sums(pair.posts.size(), units + 1);
  for (std::uint32_t i = 0; i < pair.posts.size(); ++i) {
    const RatedPost& post = ratings.posts[pair.posts[i]];
    if (options.unit == Unit::kOverlap)
      add_overlaps(ratings, post, pair, i, sums);
    else
      add_units(patterns.posts[pair.posts[i]], pair, i, sums);
    sums.add(i, units, post.units);
  }
  return sums;
}

std::vector<Row> evaluation_rows(const Ratings& ratings, const EvaluateOptions& options) {
  std::vector<Row> out;
  add_join_row(ratings, options, out);
  add_coded_rows(ratings, options, out);
  AllPatterns patterns;
  if (options.unit != Unit::kOverlap)
    for (const RatedPost& post : ratings.posts)
      patterns.posts.push_back(patterns_of(ratings, post, options.unit, patterns.sets));
  const std::vector<Pair> pairs = pairs_of(ratings);
  std::vector<Row> agreement, confusion;
  for (const Pair& pair : pairs) {
    const stats::ClusterSums sums = label_sums(ratings, options, patterns, pair);
    const stats::SumIntervals intervals(sums, options.bootstrap);
    const bool is_judged = ratings.raters[pair.a].reference && !ratings.raters[pair.b].reference;
    if (is_judged) add_accuracy_rows(ratings, pair, sums, intervals, out);
    add_agreement_rows(ratings, options, patterns, pair, sums, intervals, agreement);
    if (options.unit != Unit::kOverlap && (is_judged || !ratings.has_reference()))
      add_confusion_rows(ratings, patterns, pair, confusion);
  }
  std::move(agreement.begin(), agreement.end(), std::back_inserter(out));
  if (ratings.raters.size() > 2) add_all_rater_rows(ratings, options, patterns, out);
  if (options.unit != Unit::kOverlap) add_scale_rows(ratings, options, pairs, out);
  std::move(confusion.begin(), confusion.end(), std::back_inserter(out));
  return out;
}

std::string flat_rows(const std::vector<Row>& rows, const cells::Style& style) {
  const bool one = !rows.empty() && std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
    return row.table() == rows.front().table();
  });
  if (!one) throw ResourceError("csv and tsv take one table: --tables NAME");
  const char separator = style.format == cells::Form::kCsv ? ',' : '\t';
  std::string out;
  for (const auto& [name, item] : rows.front().members()) {
    if (!out.empty()) out += separator;
    out += name;
  }
  out += '\n';
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.members().size(); ++i) {
      if (i > 0) out += separator;
      cells::append_flat(out, row.members()[i].second, style);
    }
    out += '\n';
  }
  return out;
}

}  // namespace tarn::evaluate
