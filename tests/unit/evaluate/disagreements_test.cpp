#include "evaluate/disagreements.h"

#include <fmt/ranges.h>

#include "evaluate_shown.h"

using namespace tarn;
using namespace tarn::evaluate;

TEST_CASE("evaluate/disagreements: each with its unit") {
  EvaluateOptions options = with_gold();
  options.disagreements = true;
  const Ratings ratings = ratings_of(
      options,
      {record_line("a", kText,
                   {{"", "fear", "afraid"}, {"", "joy", "glad"}, {"", "fear", "rained"}})},
      {record_line("a", kText,
                   {{"", "joy", "We", "", "stance"},
                    {"", "joy", "It", "", "stance"},
                    {"", "other", "It", "", "stance"},
                    {"", "fear", "Nobody", "", "stance"}})});
  std::string got;
  for (const KwicLine& line : disagreements(ratings, options.unit))
    got +=
        fmt::format("{} {} [{}|{}|{}] not {} ({}); ", line.coder, line.label, line.left, line.node,
                    line.right, fmt::join(line.against, " "), fmt::join(line.instead, " "));
  CHECK(got ==
        "gold fear [I was |afraid|.] not predicted (); "
        "predicted joy [|It| rained.] not gold (fear); "
        "gold fear [It |rained|.] not predicted (joy); "
        "predicted fear [|Nobody| came.] not gold (); ");
}
