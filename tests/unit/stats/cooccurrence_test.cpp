#include "stats/cooccurrence.h"

#include <doctest/doctest.h>

#include "stats_shown.h"

using namespace tarn::stats;

namespace {
std::string row(const Association& a) {
  return fmt::format("{} {} {} {} {} {} {}", shown(a.pmi), shown(a.npmi), shown(a.lift),
                     shown(a.jaccard), shown(a.dice), shown(a.g2), shown(a.phi));
}
}  // namespace

TEST_CASE("stats/cooccurrence: PMI NPMI lift Jaccard Dice G2 phi") {
  const struct {
    const char* name;
    PairCounts pair;
    const char* want;
  } cases[] = {
      {"30 of 200", {30, 50, 60, 200}, "1.0000 0.3654 2.0000 0.3750 0.5455 26.9238 0.3780"},
      {"10 of 100", {10, 20, 40, 100}, "0.3219 0.0969 1.2500 0.2000 0.3333 1.0263 0.1021"},
      {"independent", {10, 20, 50, 100}, "0.0000 0.0000 1.0000 0.1667 0.2857 0.0000 0.0000"},
      {"never together", {0, 5, 5, 100}, "NA NA 0.0000 0.0000 0.0000 0.5266 -0.0526"},
      {"x absent", {0, 0, 5, 100}, "NA NA NA 0.0000 0.0000 NA NA"},
      {"always together", {100, 100, 100, 100}, "0.0000 NA 1.0000 1.0000 1.0000 NA NA"},
      {"nothing", {0, 0, 0, 0}, "NA NA NA NA NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(row(associate(c.pair)) == c.want);
  }
}
