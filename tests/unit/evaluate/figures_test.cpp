// What figures say: undefined ones, numbers, steps.
#include <array>
#include <string>
#include <vector>

#include "evaluate_shown.h"

using namespace tarn;
using namespace tarn::evaluate;

TEST_CASE("evaluate/figures: what is undefined is null, with a reason") {
  auto options = with_gold();
  options.labels = {"anger", "fear", "joy"};
  const auto rows =
      evaluation_rows(ratings_of(options, {record_line("a", kText, {{"", "fear", "afraid"}})},
                                 {record_line("a", kText, {{"", "joy", "glad", "", "stance"}})}),
                      options);
  const auto row = [&](std::string_view label) {
    return shown(row_where(rows, "accuracy", {{"label", label}}),
                 {"precision", "recall", "f1", "f1_low", "undefined"});
  };
  CHECK(row("fear") ==
        "– 0 0 – precision: nothing was predicted; recall interval, f1 interval: fewer than 5 "
        "posts with it");
  CHECK(row("joy") ==
        "0 – 0 – precision interval, f1 interval: fewer than 5 posts with it; recall: nothing is "
        "in the gold codes");
  CHECK(row("anger") ==
        "– – – – precision: nothing was predicted; recall: nothing is in the gold codes; f1: "
        "nothing was predicted and nothing is in the gold codes");
  CHECK(shown(row_where(rows, "agreement", {{"label", "anger"}}),
              {"observed", "kappa", "alpha", "ac1"}) == "1 – – 1");
  // A label that nobody has is no part of the macro mean.
  CHECK(shown(row_where(rows, "accuracy", {{"scope", "macro"}}), {"precision", "recall", "f1"}) ==
        "0 0 0");
}

TEST_CASE("evaluate/figures: numbers") {
  const std::vector<std::string> gold = {record_line("a", "Good.", {{"", "v", "", "2"}}),
                                         record_line("b", "Bad.", {{"", "v", "", "-1"}}),
                                         record_line("c", "So.", {{"", "v", "", "1"}}),
                                         record_line("d", "Else.", {})};
  const std::vector<std::string> posts = {
      record_line("a", "Good.", {{"", "v", "", "1", "stance"}, {"", "v", "Good", "3", "stance"}}),
      record_line("b", "Bad.", {{"", "v", "", "-2", "stance"}}), record_line("c", "So.", {}),
      record_line("d", "Else.", {})};
  auto options = with_gold(Unit::kPost);
  const auto rows = evaluation_rows(ratings_of(options, gold, posts), options);
  // The mean of 1 and 3; c has a number from gold alone.
  CHECK(shown(row_where(rows, "scale", {{"label", "v"}}),
              {"units", "mean_a", "mean_b", "pearson", "spearman", "alpha_ratio"}) ==
        "2 0.5 0 1 1 –");
  options.empty_value = 0;
  const auto filled = evaluation_rows(ratings_of(options, gold, posts), options);
  CHECK(shown(row_where(filled, "scale", {{"label", "v"}}),
              {"units", "mean_a", "mean_b", "pearson"}) == "4 0.5 0 0.9487");
}

TEST_CASE("evaluate/figures: steps of weighted kappa") {
  const struct {
    const char* name;
    std::array<const char*, 3> gold;
    std::array<const char*, 3> read;
    const char* want;  ///< linear, quadratic
  } cases[] = {
      {"whole numbers, with those between", {"1", "2", "9"}, {"1", "9", "9"}, "0.4615 0.4948"},
      {"others are next to each other",
       {"0.1", "0.25", "0.7"},
       {"0.1", "0.7", "0.7"},
       "0.6667 0.8"},
      {"whole numbers far apart, too",
       {"-1000", "0", "1000"},
       {"-1000", "1000", "1000"},
       "0.6667 0.8"},
      // Former bugs.
      {"so large that one more is the same number",
       {"100000000000000000", "100000000000000016", "100000000000000000"},
       {"100000000000000000", "100000000000000016", "100000000000000016"},
       "0.4 0.4"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::vector<std::string> gold, read;
    for (std::size_t i = 0; i < c.gold.size(); ++i) {
      const std::string id(1, static_cast<char>('a' + i));
      gold.push_back(record_line(id, "Good.", {{"", "v", "", c.gold[i]}}));
      read.push_back(record_line(id, "Good.", {{"", "v", "", c.read[i], "stance"}}));
    }
    const auto options = with_gold(Unit::kPost);
    const auto rows = evaluation_rows(ratings_of(options, gold, read), options);
    CHECK(shown(row_where(rows, "scale", {{"label", "v"}}), {"kappa_linear", "kappa_quadratic"}) ==
          c.want);
  }
}

TEST_CASE("evaluate/figures: numbers of the post, and sentence scores") {
  auto options = with_gold(Unit::kPost);
  options.gold_value_path = "rating";
  options.value_path = "post_scores.valence.mean";
  const auto post = [](const char* id, const char* mean) {
    return fmt::format(R"({{"doc_id":"{}","text":"x","post_scores":{{"valence":{{"mean":{}}}}}}})",
                       id, mean);
  };
  const auto rated = [](const char* id, const char* rating) {
    return fmt::format(R"({{"doc_id":"{}","text":"x","rating":{}}})", id, rating);
  };
  const auto rows = evaluation_rows(
      ratings_of(options, {rated("a", "1"), rated("b", "2"), rated("c", "null"), rated("d", "4")},
                 {post("a", "0.1"), post("b", "0.3"), post("c", "0.5"), post("d", "null")}),
      options);
  CHECK(shown(row_where(rows, "scale", {}), {"label", "posts", "units", "pearson"}) ==
        "value 2 2 1");

  auto scores = with_gold();
  scores.layers = {"sentence_scores"};
  scores.map.add("good=positive");
  const std::string scored =
      R"({"doc_id":"a","text":"Good day. Bad day. So.","sentence_scores":[{"sentence":0,"score":0.7,"label":"positive"},{"sentence":1,"score":-0.7,"label":"negative"}]})";
  const auto by_sentence = evaluation_rows(
      ratings_of(
          scores,
          {record_line("a", "Good day. Bad day. So.", {{"", "good", "Good"}, {"", "good", "So"}})},
          {scored}),
      scores);
  CHECK(counts(by_sentence, "positive") == "2 1 1 1");
}
