#include "stats/dispersion.h"

#include <doctest/doctest.h>

#include <vector>

#include "stats_shown.h"

using namespace tarn::stats;

namespace {
std::string row(const Dispersion& d) {
  return fmt::format("{} {} {} {} {} {}", shown(d.dp), shown(d.dp_norm), shown(d.juilland_d),
                     shown(d.carroll_d2), shown(d.rosengren_s), shown(d.kl));
}
const std::vector<Part> kLyne = {{8143, 2}, {8058, 0}, {8271, 1}, {8125, 1}, {7959, 3},
                                 {7941, 0}, {8146, 3}, {8001, 0}, {8003, 0}, {7930, 0}};
}  // namespace

TEST_CASE("stats/dispersion: DP DPnorm D D2 S KL") {
  const struct {
    const char* name;
    std::vector<Part> parts;
    const char* want;
  } cases[] = {
      {"Gries's five parts",
       {{9, 1}, {10, 2}, {10, 3}, {10, 4}, {11, 5}},
       "0.1800 0.2195 0.7852 0.9379 0.9498 0.1370"},
      {"Lyne", kLyne, "0.4991 0.5535 0.6039 0.6521 0.4764 1.1436"},
      {"a post of three that has most",
       {{100, 2}, {300, 0}, {200, 4}},
       "0.5000 0.6000 0.5000 0.6309 0.5000 1.0000"},
      {"perfectly even", {{10, 1}, {20, 2}}, "0.0000 0.0000 1.0000 1.0000 1.0000 0.0000"},
      {"one part", {{10, 1}}, "0.0000 NA NA NA 1.0000 0.0000"},
      {"no occurrence", {{10, 0}, {10, 0}}, "NA NA NA NA NA NA"},
      {"nothing", {}, "NA NA NA NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(row(disperse(c.parts)) == c.want);
  }
}

TEST_CASE("stats/dispersion: three equal parts, two thirds in the first") {
  const Dispersion d = disperse(std::vector<Part>{{10, 2}, {10, 1}, {10, 0}});
  CHECK(shown(d.dp) == "0.3333");
  CHECK(shown(d.dp_norm) == "0.5000");
}

TEST_CASE("stats/dispersion: seven digits of the published example") {
  const Dispersion d = disperse(kLyne);
  CHECK(near(*d.dp, 0.4990705));
  CHECK(near(*d.dp_norm, 0.5535480));
  CHECK(near(*d.juilland_d, 0.6038797));
  CHECK(near(*d.carroll_d2, 0.6521444));
  CHECK(near(*d.rosengren_s, 0.4763652));
  CHECK(near(*d.kl, 1.1435869));
  CHECK(near(*d.kl_norm, 0.5334922));
  CHECK_FALSE(d.sparse);
  CHECK(d.parts == 10);
  CHECK(d.parts_with == 5);
}

TEST_CASE("stats/dispersion: like parts may be given together") {
  const Dispersion once = disperse(std::vector<Part>{{10, 1}, {20, 0}, {20, 0}, {20, 0}, {10, 1}});
  const Dispersion many = disperse(std::vector<Part>{{10, 1, 2}, {20, 0, 3}, {0, 0, 7}});
  CHECK(row(once) == row(many));
  CHECK(many.parts == 5);
  CHECK(many.sparse);
}
