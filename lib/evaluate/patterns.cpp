#include "evaluate/patterns.h"

#include <algorithm>
#include <tuple>

namespace tarn::evaluate {
namespace {

/// A label that a rater gave to one unit.
struct Given {
  std::uint32_t unit;
  std::uint32_t rater;
  std::uint32_t label;
};

/// All labels of all units. `direct`: as they were given, else with what they count as too.
std::vector<Given> given(const Ratings& ratings, const RatedPost& post,
                         const std::vector<std::uint32_t>& span_units, bool direct) {
  std::vector<Given> out;
  for (std::size_t i = 0; i < post.marks.size(); ++i) {
    const Mark& mark = post.marks[i];
    const std::uint32_t first = span_units.empty() ? mark.first : span_units[i];
    const std::uint32_t end = span_units.empty() ? mark.end : span_units[i] + 1;
    for (std::uint32_t unit = first; unit < end; ++unit) {
      if (direct) {
        if (const auto label = ratings.category[mark.label])
          out.push_back({unit, mark.rater, *label});
      } else {
        for (const std::uint32_t label : ratings.counts_as[mark.label])
          out.push_back({unit, mark.rater, label});
      }
    }
  }
  return out;
}

std::vector<LabelPattern> label_patterns(std::vector<Given> all) {
  std::sort(all.begin(), all.end(), [](const Given& a, const Given& b) {
    return std::tie(a.label, a.unit) < std::tie(b.label, b.unit);
  });
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> counts;
  for (std::size_t i = 0; i < all.size();) {
    const Given& first = all[i];
    std::uint64_t raters = 0;
    for (; i < all.size() && all[i].label == first.label && all[i].unit == first.unit; ++i)
      raters |= bit(all[i].rater);
    ++counts[{first.label, raters}];
  }
  std::vector<LabelPattern> out;
  out.reserve(counts.size());
  for (const auto& [key, units] : counts) out.push_back({key.first, key.second, units});
  return out;
}

std::vector<CategoryPattern> category_patterns(std::vector<Given> all, std::size_t raters,
                                               std::uint32_t units, LabelSets& sets) {
  std::sort(all.begin(), all.end(), [](const Given& a, const Given& b) {
    return std::tie(a.unit, a.rater, a.label) < std::tie(b.unit, b.rater, b.label);
  });
  std::map<std::vector<std::uint32_t>, std::uint32_t> counts;
  std::uint32_t touched = 0;
  for (std::size_t i = 0; i < all.size();) {
    std::vector<std::uint32_t> categories(raters);
    const std::uint32_t unit = all[i].unit;
    while (i < all.size() && all[i].unit == unit) {
      const std::uint32_t rater = all[i].rater;
      std::vector<std::uint32_t> labels;
      for (; i < all.size() && all[i].unit == unit && all[i].rater == rater; ++i)
        if (labels.empty() || labels.back() != all[i].label) labels.push_back(all[i].label);
      categories[rater] = sets.number(labels);
    }
    ++counts[std::move(categories)];
    ++touched;
  }
  if (units > touched) counts[std::vector<std::uint32_t>(raters)] += units - touched;
  std::vector<CategoryPattern> out;
  out.reserve(counts.size());
  for (const auto& [categories, count] : counts) out.push_back({categories, count});
  return out;
}

}  // namespace

std::uint32_t LabelSets::number(const std::vector<std::uint32_t>& labels) {
  const auto [found, added] =
      numbers_.try_emplace(labels, static_cast<std::uint32_t>(sets_.size()));
  if (added) sets_.push_back(labels);
  return found->second;
}

std::vector<std::uint32_t> spans_as_units(const RatedPost& post, std::uint32_t& units) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;
  spans.reserve(post.marks.size());
  for (const Mark& mark : post.marks) spans.emplace_back(mark.first, mark.end);
  auto distinct = spans;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  units = static_cast<std::uint32_t>(distinct.size());
  std::vector<std::uint32_t> out;
  out.reserve(spans.size());
  for (const auto& span : spans)
    out.push_back(static_cast<std::uint32_t>(
        std::lower_bound(distinct.begin(), distinct.end(), span) - distinct.begin()));
  return out;
}

Patterns patterns_of(const Ratings& ratings, const RatedPost& post, Unit unit, LabelSets& sets) {
  Patterns out;
  out.units = post.units;
  std::vector<std::uint32_t> span_units;
  if (unit == Unit::kSpan) span_units = spans_as_units(post, out.units);
  out.labels = label_patterns(given(ratings, post, span_units, false));
  out.categories = category_patterns(given(ratings, post, span_units, true), ratings.raters.size(),
                                     out.units, sets);
  return out;
}

}  // namespace tarn::evaluate
