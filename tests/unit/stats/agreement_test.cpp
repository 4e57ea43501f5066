#include "stats/agreement.h"

#include <doctest/doctest.h>

#include <string_view>

#include "stats_shown.h"

using namespace tarn::stats;

TEST_CASE("stats/agreement: Cohen's kappa and Gwet's AC1") {
  const struct {
    const char* name;
    std::vector<std::vector<std::uint64_t>> table;
    const char* want;  // kappa, linear, quadratic, AC1
  } cases[] = {
      {"po .70 pe .50", {{20, 5}, {10, 15}}, "0.4000 0.4000 0.4000 0.4059"},
      {"skewed one way", {{45, 15}, {25, 15}}, "0.1304 0.1304 0.1304 0.2661"},
      {"skewed apart", {{25, 35}, {5, 35}}, "0.2593 0.2593 0.2593 0.2079"},
      {"three categories", {{10, 2, 1}, {3, 8, 2}, {0, 3, 11}}, "0.5872 0.6643 0.7405 0.5876"},
      {"both always the same one", {{9, 0}, {0, 0}}, "NA NA NA 1.0000"},
      {"no unit", {{0, 0}, {0, 0}}, "NA NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Confusion table(c.table);
    CHECK(fmt::format("{} {} {} {}", shown(cohen_kappa(table)),
                      shown(cohen_kappa(table, KappaWeights::kLinear)),
                      shown(cohen_kappa(table, KappaWeights::kQuadratic)),
                      shown(gwet_ac1(table))) == c.want);
  }
}

TEST_CASE("stats/agreement: Fleiss' kappa") {
  const auto got = fleiss_kappa({{0, 0, 0, 0, 14},
                                 {0, 2, 6, 4, 2},
                                 {0, 0, 3, 5, 6},
                                 {0, 3, 9, 2, 0},
                                 {2, 2, 8, 1, 1},
                                 {7, 7, 0, 0, 0},
                                 {3, 2, 6, 3, 0},
                                 {2, 5, 3, 2, 2},
                                 {6, 5, 2, 1, 0},
                                 {0, 2, 2, 3, 7}});
  REQUIRE(got);
  CHECK(shown(got->observed) == "0.3780");
  CHECK(shown(got->expected) == "0.2128");
  CHECK(shown(got->kappa) == "0.2099");
  CHECK_FALSE(fleiss_kappa({}));
  CHECK_FALSE(fleiss_kappa({{1, 0}}));
  CHECK_FALSE(fleiss_kappa({{2, 0}, {1, 0}}));
  CHECK_FALSE(fleiss_kappa({{2, 0}, {2, 0}})->kappa);
}

namespace {

/// Rows of codes, one character a unit, into units; '.' is missing.
std::vector<std::vector<double>> units(const std::vector<std::string_view>& coders) {
  std::vector<std::vector<double>> out(coders.front().size());
  for (const std::string_view coder : coders) {
    for (std::size_t u = 0; u < coder.size(); ++u) {
      if (coder[u] != '.') out[u].push_back(coder[u] - '0');
    }
  }
  return out;
}

}  // namespace

TEST_CASE("stats/agreement: Krippendorff's alpha") {
  const struct {
    const char* name;
    std::vector<std::string_view> coders;
    const char* want;  // pairable, nominal, ordinal, interval, ratio
  } cases[] = {
      {"three coders, fifteen units",
       {".....34121133.3", "1.213343.......", "..21344.21133.4"},
       "26 0.6914 0.8067 0.8108 0.8089"},
      {"four coders, twelve units",
       {"123321412...", "1233224125.3", ".3332342251.", "12332441251."},
       "40 0.7434 0.8154 0.8491 0.7974"},
      {"no variation", {"11", "11"}, "4 NA NA NA NA"},
      {"nothing pairable", {"1.", ".2"}, "0 NA NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto data = units(c.coders);
    std::string got = std::to_string(krippendorff_alpha(data, AlphaMetric::kNominal).pairable);
    for (const auto metric : {AlphaMetric::kNominal, AlphaMetric::kOrdinal, AlphaMetric::kInterval,
                              AlphaMetric::kRatio}) {
      got += " " + shown(krippendorff_alpha(data, metric).alpha);
    }
    CHECK(got == c.want);
  }
}

TEST_CASE("stats/agreement: Krippendorff's alpha of nominal codes") {
  const struct {
    const char* name;
    std::vector<std::string_view> coders;
    const char* want;
  } cases[] = {
      {"binary", {"0100000010", "1110010000"}, "20 0.0952"},
      {"letters", {"aabbdcccedda", "babbbccceddd"}, "24 0.6920"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Alpha got = krippendorff_alpha(units(c.coders), AlphaMetric::kNominal);
    CHECK(fmt::format("{} {}", got.pairable, shown(got.alpha)) == c.want);
  }
}

TEST_CASE("stats/agreement: nominal alpha from sums is that of the units") {
  // Binary 2 × 10 above: of 20 values six are 1; four units agree on 0, one pair on 1 … o11 = 2,
  // o00 = 10.
  CHECK(shown(nominal_alpha(12, std::vector<double>{14, 6})) == "0.0952");
  CHECK_FALSE(nominal_alpha(4, std::vector<double>{4, 0}));
  CHECK_FALSE(nominal_alpha(0, std::vector<double>{}));
}

TEST_CASE("stats/agreement: chance agreement is a kappa of about 0") {
  // Two coders who never look: the first codes two units in ten, the second three in ten.
  CHECK(shown(cohen_kappa(Confusion({{6, 14}, {24, 56}}))) == "0.0000");
  CHECK(shown(gwet_ac1(Confusion({{25, 25}, {25, 25}}))) == "0.0000");
}
