#include "stats/time_series.h"

#include <doctest/doctest.h>

#include "stats_shown.h"

using namespace tarn::stats;

namespace {
using Values = std::vector<std::optional<double>>;
constexpr auto kGap = std::nullopt;
const Values kFalling = {29, 20, 26, 12, 14, 7, 5, 9, 3, 2};
}  // namespace

TEST_CASE("stats/time_series: Mann-Kendall and Theil-Sen") {
  const struct {
    const char* name;
    Values series;
    const char* want;  // S variance Z slope months
  } cases[] = {
      {"falling", kFalling, "-37 125.0000 -3.2199 -2.7500 10"},
      // Ties: one pair and one triple, so (10·9·25 − 18 − 66)/18.
      {"ties", {1, 1, 2, 3, 3, 3, 4, 5, 6, 7}, "41 120.3333 3.6464 0.6667 10"},
      {"a gap keeps its place on the axis", {1, kGap, 3, 4}, "3 3.6667 1.0445 1.0000 3"},
      {"level", {2, 2, 2}, "0 0.0000 NA 0.0000 3"},
      {"one month", {2}, "0 0.0000 NA NA 1"},
      {"none", {}, "0 0.0000 NA NA 0"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const MannKendall test = mann_kendall(c.series);
    CHECK(fmt::format("{} {:.4f} {} {} {}", test.s, test.variance, shown(test.z),
                      shown(theil_sen(c.series)), test.months) == c.want);
  }
  CHECK(near(*mann_kendall(kFalling).p, 0.001282));
}

TEST_CASE("stats/time_series: centred mean of three months") {
  const struct {
    const char* name;
    Values series;
    const char* want;
  } cases[] = {
      {"ends take two", {1, 2, 6, 4}, "1.5000 3.0000 4.0000 5.0000 "},
      {"a gap takes its neighbours", {1, kGap, 3, 4}, "NA 2.0000 3.5000 3.5000 "},
      {"a lone month has none", {kGap, 1, kGap}, "NA NA NA "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string got;
    for (const auto& value : smooth(c.series)) got += shown(value) + " ";
    CHECK(got == c.want);
  }
}

TEST_CASE("stats/time_series: months") {
  const struct {
    const char* date;
    const char* want;
  } cases[] = {
      {"2014-03-13", "2014-03"}, {"2014-03-13T23:30:00+01:00", "2014-03"},
      {"2014-12", "2014-12"},    {"0001-01-01", "0001-01"},
      {"2014-13-01", "none"},    {"2014-00-01", "none"},
      {"2014", "none"},          {"", "none"},
      {"20140313", "none"},      {"2014-031", "none"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.date);
    const auto index = month_index(c.date);
    CHECK((index ? month_name(*index) : "none") == c.want);
  }
  CHECK(*month_index("2014-01-01") - *month_index("2013-12-31") == 1);
}
