#include "stats/accuracy.h"

#include <doctest/doctest.h>

#include <string_view>

#include "stats_shown.h"

using namespace tarn::stats;

namespace {
Confusion codes(std::string_view gold, std::string_view predicted) {
  Confusion table(3);
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++table.at(static_cast<std::size_t>(gold[i] - 'A'),
               static_cast<std::size_t>(predicted[i] - 'A'));
  }
  return table;
}
}  // namespace

TEST_CASE("stats/accuracy: precision, recall, F1 of three categories") {
  const Confusion table = codes("AAABBBCCCC", "AABBBCCCCA");
  const auto categories = outcomes(table);
  REQUIRE(categories.size() == 3);
  CHECK(categories[0] == Outcome::of(2, 1, 1));
  CHECK(shown(categories[0].f1()) == "0.6667");
  CHECK(shown(categories[1].f1()) == "0.6667");
  CHECK(shown(categories[2].f1()) == "0.7500");
  CHECK(shown(macro_f1(categories)) == "0.6944");
  CHECK(shown(micro_f1(categories)) == "0.7000");
  CHECK(shown(accuracy(table)) == "0.7000");
  CHECK(shown(cohen_kappa(table)) == "0.5455");
}

TEST_CASE("stats/accuracy: what is undefined is empty") {
  const struct {
    const char* name;
    Outcome outcome;
    const char* want;  // precision recall F1
  } cases[] = {
      {"plain", Outcome::of(3, 1, 2), "0.7500 0.6000 0.6667"},
      {"nothing predicted", Outcome::of(0, 0, 2), "NA 0.0000 0.0000"},
      {"nothing in gold", Outcome::of(0, 2, 0), "0.0000 NA 0.0000"},
      {"three hits in one gold span, one beside", {1, 1, 4, 3}, "0.7500 1.0000 0.8571"},
      {"one hit over two gold spans of three", {3, 2, 1, 1}, "1.0000 0.6667 0.8000"},
      {"neither", Outcome::of(0, 0, 0), "NA NA NA"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(fmt::format("{} {} {}", shown(c.outcome.precision()), shown(c.outcome.recall()),
                      shown(c.outcome.f1())) == c.want);
  }
  const auto categories = outcomes(codes("A", "A"));
  CHECK(shown(macro_f1(categories)) == "1.0000");
  CHECK_FALSE(accuracy(codes("", "")));
}
