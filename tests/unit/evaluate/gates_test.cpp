#include "evaluate/gates.h"

#include "evaluate_shown.h"

using namespace tarn;
using namespace tarn::evaluate;

namespace {

std::vector<Row> rows() {
  const auto row = [](std::string_view scope, std::string_view label, std::string_view a,
                      std::string_view b, const Figure& kappa) {
    Row out("agreement");
    out.add("scope", cells::text(scope))
        .add("label", cells::value(label))
        .add("a", cells::value(a))
        .add("b", cells::value(b));
    out.add("kappa", kappa);
    return std::move(out.finish());
  };
  return {row("label", "fear", "anna", "ben", {0.61, stats::Interval{0.4, 0.8}, {}}),
          row("label", "joy", "anna", "ben", {0.55, {}, "fewer than 5 posts"}),
          row("label", "anger", "anna", "ben", no_figure("all were given the same")),
          row("pooled", {}, "anna", "ben", {0.7, stats::Interval{0.6, 0.8}, {}}),
          row("label", "fear", {}, {}, {})};
}

}  // namespace

TEST_CASE("evaluate/gates: what trips") {
  const struct {
    const char* gate;
    const char* want;
  } cases[] = {
      {"kappa[fear]>=0.6", ""},
      {"kappa[fear]>=0.61", ""},
      {"kappa[fear]>0.61", "kappa of fear (anna, ben) is 0.61 [0.4, 0.8]"},
      {"kappa[fear]>=0.6!", "kappa of fear (anna, ben) is 0.61 [0.4, 0.8]"},
      {"kappa[fear]>=0.4!", ""},
      {" kappa [ fear ] >= .7 ", "kappa of fear (anna, ben) is 0.61 [0.4, 0.8]"},
      {"kappa[joy]>=0.5", ""},
      {"kappa[joy]>=0.5!", "kappa of joy (anna, ben) is 0.55 and has no interval"},
      {"kappa[anger]>=-1", "kappa of anger (anna, ben) is undefined: all were given the same"},
      {"kappa[pooled]>=0.7", ""},
      {"kappa[pooled]>=0.75", "kappa of pooled (anna, ben) is 0.7 [0.6, 0.8]"},
      {"kappa>=0.6",
       "kappa of joy (anna, ben) is 0.55 | kappa of anger (anna, ben) is undefined: all were given "
       "the same"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.gate);
    std::string got;
    for (const Trip& trip : trips(rows(), {parse_gate(c.gate)}))
      got += (got.empty() ? "" : " | ") + trip.reason;
    CHECK(got == c.want);
  }
}

TEST_CASE("evaluate/gates: faults") {
  const struct {
    const char* gate;
    const char* want;
  } cases[] = {
      {"", "gate '': MEASURE>=NUMBER is wanted, such as kappa>=0.6 or f1[micro]>=0.7"},
      {"kappa", "gate 'kappa': MEASURE>=NUMBER is wanted, such as kappa>=0.6 or f1[micro]>=0.7"},
      {"kappa<0.6",
       "gate 'kappa<0.6': MEASURE>=NUMBER is wanted, such as kappa>=0.6 or f1[micro]>=0.7"},
      {"kappa[fear>=0.6", "gate 'kappa[fear>=0.6': the '[' has no ']'"},
      {"kappa>=high", "gate 'kappa>=high': 'high' is no number"},
      {"kappa>=0.6!!", "gate 'kappa>=0.6!!': nothing is wanted behind the '!'"},
      {"kapa>=0.6", "gate 'kapa>=0.6': no figure 'kapa'; there are: kappa"},
      {"kappa[hope]>=0.6",
       "gate 'kappa[hope]>=0.6': no kappa of 'hope'; there are: anger, fear, joy, pooled"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.gate);
    std::string got;
    try {
      trips(rows(), {parse_gate(c.gate)});
    } catch (const ResourceError& error) {
      got = error.what();
    }
    CHECK(got == c.want);
  }
}

TEST_CASE("evaluate/gates: a file") {
  const auto gates = read_gates(*memory_source("# ours\n\nkappa>=0.6\r\n  f1[micro]>=0.7!\n"));
  REQUIRE(gates.size() == 2);
  CHECK(gates[0].text == "kappa>=0.6");
  CHECK(gates[1].item == "micro");
  CHECK(gates[1].surely);
  try {
    read_gates(*memory_source("kappa>=0.6\nkappa\n", "gates"));
    FAIL("was read");
  } catch (const ResourceError& error) {
    CHECK(shown(error.place()) == "gates:2");
  }
}
