#include <algorithm>

#include "evaluate/rows.h"

namespace tarn::evaluate {

using cells::value;

void add_coded_rows(const Ratings& ratings, const EvaluateOptions& options, std::vector<Row>& out) {
  for (std::size_t r = 0; r < ratings.raters.size(); ++r) {
    const Rater& rater = ratings.raters[r];
    std::uint64_t coded = 0, empty = 0, codes = 0;
    for (const RatedPost& post : ratings.posts) {
      if ((post.coded & bit(r)) == 0) continue;
      ++coded;
      const auto counts = static_cast<std::uint64_t>(
          std::count_if(post.marks.begin(), post.marks.end(), [&](const Mark& mark) {
            return mark.rater == r && !ratings.counts_as[mark.label].empty();
          }));
      codes += counts;
      if (counts == 0) ++empty;
    }
    Row row("coded");
    row.add("coder", cells::text(rater.name));
    row.add("reference", cells::yes_no(rater.reference));
    row.add("coded", value(coded));
    row.add("empty", value(empty));
    row.add("absent", value(std::uint64_t{ratings.posts.size()} - coded));
    row.add("unsure", value(options.uncoded_is_empty ? std::uint64_t{0} : rater.unsure));
    row.add("codes", value(codes));
    row.add("left_out", value(rater.left_out));
    row.add("outside", value(rater.outside));
    out.push_back(std::move(row));
  }
}

}  // namespace tarn::evaluate
