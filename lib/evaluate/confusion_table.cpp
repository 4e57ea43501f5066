// What one rater gave where the other gave what. Of a unit with several labels, those that both
// gave stand on the diagonal; each that one alone gave is set against each that the other alone
// gave, or against none.
#include <algorithm>
#include <iterator>
#include <map>

#include "evaluate/rows.h"

namespace tarn::evaluate {

using cells::value;

void add_confusion_rows(const Ratings& ratings, const AllPatterns& patterns, const Pair& pair,
                        std::vector<Row>& out) {
  constexpr std::uint32_t kNone = ~std::uint32_t{0};  // behind all labels
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> cells_of;
  for (const std::uint32_t post : pair.posts) {
    for (const CategoryPattern& pattern : patterns.posts[post].categories) {
      const auto& a = patterns.sets.labels(pattern.categories[pair.a]);
      const auto& b = patterns.sets.labels(pattern.categories[pair.b]);
      std::vector<std::uint32_t> both, only_a, only_b;
      std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
      std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only_a));
      std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only_b));
      for (const std::uint32_t label : both) cells_of[{label, label}] += pattern.units;
      if (!both.empty() && only_a.empty() && only_b.empty()) continue;
      if (only_a.empty()) only_a.push_back(kNone);
      if (only_b.empty()) only_b.push_back(kNone);
      for (const std::uint32_t x : only_a)
        for (const std::uint32_t y : only_b) cells_of[{x, y}] += pattern.units;
    }
  }
  const auto label = [&](std::uint32_t index) {
    return index == kNone ? cells::Value() : cells::text(ratings.labels[index]);
  };
  for (const auto& [cell, units] : cells_of) {
    if (units == 0) continue;
    Row row("confusion");
    row.add("a", cells::text(ratings.raters[pair.a].name))
        .add("b", cells::text(ratings.raters[pair.b].name));
    row.add("label_a", label(cell.first))
        .add("label_b", label(cell.second))
        .add("units", value(units));
    out.push_back(std::move(row));
  }
}

}  // namespace tarn::evaluate
