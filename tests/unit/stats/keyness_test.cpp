#include "stats/keyness.h"

#include <doctest/doctest.h>

#include "stats_shown.h"

using namespace tarn::stats;

namespace {
std::string row(const KeynessCounts& counts) {
  const auto k = keyness(counts);
  if (!k) return "NA";
  return fmt::format("{:.4f} {:.4f} {} {:.4f} {:.4f} {:.4f} {:.4f}", k->expected_target,
                     k->expected_reference, k->sign, k->g2, k->g2_four_cell, k->bic, k->log_ratio);
}
}  // namespace

TEST_CASE("stats/keyness: E1 E2 sign G2 G2-of-four-cells BIC log-ratio") {
  const struct {
    const char* name;
    KeynessCounts counts;
    const char* want;
  } cases[] = {
      {"published, +2.65",
       {52, 57, 50000, 75000},
       "43.6000 65.4000 1 2.6517 2.6541 -9.0844 0.4525"},
      {"equal corpora",
       {120, 40, 100000, 100000},
       "80.0000 80.0000 1 41.8599 41.8919 29.6538 1.5850"},
      {"small", {10, 5, 1000, 1000}, "7.5000 7.5000 1 1.6990 1.7116 -5.9019 1.0000"},
      {"unequal", {30, 10, 10000, 20000}, "13.3333 26.6667 1 29.0392 29.0810 18.7303 2.5850"},
      {"none in the reference",
       {5, 0, 1000, 2000},
       "1.6667 3.3333 1 10.9861 11.0028 2.9798 4.3219"},
      {"none in the target", {0, 7, 1000, 2000}, "2.3333 4.6667 -1 5.6765 5.6847 -2.3299 -2.8074"},
      {"nowhere", {0, 0, 1000, 2000}, "NA"},
      {"an empty corpus", {0, 0, 0, 2000}, "NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(row(c.counts) == c.want);
  }
}

TEST_CASE("stats/keyness: %DIFF, ELL and p") {
  const auto k = keyness({30, 10, 10000, 20000});
  REQUIRE(k);
  CHECK(shown(k->diff) == "500.0000");
  // 29.0392 / (30000 · ln 13.3333)
  CHECK(near(*k->ell * 1e4, 29.0392 / (3 * 2.590267)));
  CHECK_FALSE(keyness({5, 0, 1000, 2000})->diff);
  CHECK_FALSE(keyness({1, 1, 1000, 2000})->ell);
  const struct {
    double cut, p;
  } cuts[] = {{3.841459, 0.05}, {6.634897, 0.01}, {10.827566, 0.001}, {15.136705, 0.0001}};
  for (const auto& c : cuts) CHECK(std::abs(chi_square_p(c.cut) - c.p) < 1e-7);
  CHECK(chi_square_p(0) == 1);
}
