#include "evaluate/disagreements.h"

#include <algorithm>
#include <map>

namespace tarn::evaluate {
namespace {

bool counts(const Ratings& ratings, const Mark& mark, std::uint32_t label) {
  const auto& as = ratings.counts_as[mark.label];
  return std::find(as.begin(), as.end(), label) != as.end();
}

bool meets(const Mark& a, const Mark& b) { return a.first < b.end && b.first < a.end; }

/// Whether a rater gave a label to all units of a mark; of spans, to the same; of overlap, to one
/// that meets it.
bool gave(const Ratings& ratings, const RatedPost& post, std::size_t rater, std::uint32_t label,
          const Mark& mark, Unit unit) {
  std::vector<bool> given(unit == Unit::kSpan || unit == Unit::kOverlap ? 0
                                                                        : mark.end - mark.first);
  for (const Mark& other : post.marks) {
    if (other.rater != rater || !counts(ratings, other, label)) continue;
    if (unit == Unit::kSpan && other.first == mark.first && other.end == mark.end) return true;
    if (unit == Unit::kSpan || !meets(mark, other)) continue;
    if (unit == Unit::kOverlap) return true;
    for (std::uint32_t u = std::max(mark.first, other.first); u < std::min(mark.end, other.end);
         ++u)
      given[u - mark.first] = true;
  }
  return !given.empty() && std::all_of(given.begin(), given.end(), [](bool yes) { return yes; });
}

void add_instead(const Ratings& ratings, const RatedPost& post, std::size_t rater,
                 std::uint32_t label, const Mark& mark, std::vector<std::string>& out) {
  for (const Mark& other : post.marks) {
    const auto instead = ratings.category[other.label];
    if (other.rater == rater && instead && *instead != label &&
        (meets(mark, other) || (mark.first == other.first && mark.end == other.end)))
      out.push_back(ratings.labels[*instead]);
  }
}

}  // namespace

std::vector<KwicLine> disagreements(const Ratings& ratings, Unit unit) {
  std::vector<KwicLine> out;
  for (const RatedPost& post : ratings.posts) {
    const std::size_t first = out.size();
    for (std::size_t i = 0; i < post.marks.size(); ++i) {
      const Mark& mark = post.marks[i];
      const auto label = ratings.category[mark.label];
      if (!label) continue;
      KwicLine line = post.lines[i];
      for (std::size_t r = 0; r < ratings.raters.size(); ++r) {
        const bool compared = !ratings.has_reference() ||
                              ratings.raters[r].reference != ratings.raters[mark.rater].reference;
        if (r == mark.rater || !compared || (post.coded & bit(r)) == 0 ||
            gave(ratings, post, r, *label, mark, unit))
          continue;
        line.against.push_back(ratings.raters[r].name);
        add_instead(ratings, post, r, *label, mark, line.instead);
      }
      if (line.against.empty()) continue;
      std::sort(line.instead.begin(), line.instead.end());
      line.instead.erase(std::unique(line.instead.begin(), line.instead.end()), line.instead.end());
      line.label = ratings.labels[*label];
      line.coder = ratings.raters[mark.rater].name;
      out.push_back(std::move(line));
    }
    std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                     [](const KwicLine& a, const KwicLine& b) {
                       return std::tie(a.start, a.end, a.label) < std::tie(b.start, b.end, b.label);
                     });
  }
  return out;
}

}  // namespace tarn::evaluate
