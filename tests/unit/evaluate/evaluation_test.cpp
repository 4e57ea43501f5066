// Joins, absent and empty, raters, labels, units.
#include "evaluate/evaluation.h"

#include "evaluate_shown.h"

using namespace tarn;
using namespace tarn::evaluate;

namespace {

/// "anna 2/1/0" for each rater: posts coded, of them empty, absent.
std::string coded(const Ratings& ratings, const EvaluateOptions& options) {
  std::string out;
  std::vector<Row> rows;
  add_coded_rows(ratings, options, rows);
  for (const Row& row : rows)
    out +=
        (out.empty() ? "" : ", ") + std::string(row.text("coder")) +
        (row.find("reference")->count == 1 ? "*" : "") +
        fmt::format(" {}/{}/{}", *row.number("coded"), *row.number("empty"), *row.number("absent"));
  return out;
}

std::string join(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : " ") + item;
  return out;
}

}  // namespace

TEST_CASE("evaluate/evaluation: gold and posts are joined by doc_id") {
  const auto options = with_gold();
  const Ratings ratings = ratings_of(
      options,
      {record_line("b", kText, {{"", "fear", "afraid"}}), record_line("c", kText, {}),
       record_line("d", kText, {})},
      {record_line("a", kText, {}), record_line("c", kText, {{"", "fear", "glad", "", "stance"}}),
       record_line("b", kText, {})});
  CHECK(ratings.posts.size() == 2);
  CHECK(ratings.posts[0].doc_id == "b");
  CHECK(join(ratings.gold_only) == "d");
  CHECK(join(ratings.read_only) == "a");
  CHECK(coded(ratings, options) == "gold* 2/1/0, predicted 2/1/0");
  const auto rows = evaluation_rows(ratings, options);
  CHECK(counts(rows, "fear") == "1 0 1 0");
  CHECK(shown(row_where(rows, "join", {}),
              {"unit", "posts", "read", "gold", "read_only", "gold_only"}) == "sentence 2 3 3 1 1");
}

TEST_CASE("evaluate/evaluation: a post that was not coded is no post without codes") {
  const struct {
    const char* name;
    std::vector<std::string> posts;
    bool uncoded_is_empty;
    const char* want;
  } cases[] = {
      {"codes show who coded",
       {record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
        record_line("b", kText, {{"anna", "fear", "glad"}})},
       false,
       "anna 2/0/0, ben 1/0/1"},
      {"the record says it",
       {record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
        record_line("b", kText, {{"anna", "fear", "glad"}}, R"(,"coders":["anna","ben"])")},
       false,
       "anna 2/0/0, ben 2/1/0"},
      {"the record says that one did not",
       {record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
        record_line("b", kText, {}, R"(,"coders":["anna"])")},
       false,
       "anna 2/1/0, ben 1/0/1"},
      {"nobody coded",
       {record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
        record_line("b", kText, {})},
       false,
       "anna 1/0/1, ben 1/0/1"},
      {"all read all",
       {record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
        record_line("b", kText, {{"anna", "fear", "glad"}})},
       true,
       "anna 2/0/0, ben 2/1/0"},
      {"each in a record of their own",
       {record_line("a", kText, {{"anna", "fear", "afraid"}}),
        record_line("a", kText, {{"ben", "fear", "afraid"}}),
        record_line("b", kText, {{"anna", "fear", "glad"}})},
       false,
       "anna 2/0/0, ben 1/0/1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    EvaluateOptions options;
    options.uncoded_is_empty = c.uncoded_is_empty;
    const Ratings ratings = ratings_of(options, {}, c.posts);
    CHECK(coded(ratings, options) == c.want);
  }
}

TEST_CASE("evaluate/evaluation: what is absent enters no figure, what is empty does") {
  const std::vector<std::string> posts = {
      record_line("a", kText, {{"anna", "fear", "afraid"}, {"ben", "fear", "afraid"}}),
      record_line("b", kText, {{"anna", "fear", "glad"}})};
  EvaluateOptions options;
  const auto absent = evaluation_rows(ratings_of(options, {}, posts), options);
  CHECK(shown(row_where(absent, "agreement", {{"label", "fear"}}),
              {"posts", "units", "observed", "kappa"}) == "1 4 1 1");
  options.uncoded_is_empty = true;
  const auto empty = evaluation_rows(ratings_of(options, {}, posts), options);
  // Of eight sentences one has it from both, one from anna alone: po 7/8, pe (2·1 + 6·7)/64.
  CHECK(shown(row_where(empty, "agreement", {{"label", "fear"}}),
              {"posts", "units", "observed", "kappa"}) == "2 8 0.875 0.6");
}

TEST_CASE("evaluate/evaluation: gold codes of several people") {
  const auto options = with_gold();
  const Ratings ratings =
      ratings_of(options,
                 {record_line("a", kText, {{"anna", "fear", "afraid"}}),
                  record_line("a", kText, {{"ben", "fear", "glad"}}), record_line("b", kText, {})},
                 {record_line("a", kText, {{"", "fear", "afraid", "", "stance"}}),
                  record_line("b", kText, {})});
  // Nobody says who coded b.
  CHECK(coded(ratings, options) == "anna* 1/0/1, ben* 1/0/1, predicted 2/1/0");
  CHECK(ratings.raters[0].unsure == 1);
  const auto rows = evaluation_rows(ratings, options);
  CHECK(shown(row_where(rows, "accuracy", {{"gold", "anna"}, {"label", "fear"}}), {"right"}) ==
        "1");
  CHECK(shown(row_where(rows, "accuracy", {{"gold", "ben"}, {"label", "fear"}}), {"right"}) == "0");
  CHECK(shown(row_where(rows, "agreement", {{"a", "anna"}, {"b", "ben"}}), {"units"}) == "4");
}

TEST_CASE("evaluate/evaluation: raters are chosen, renamed, joined") {
  const std::vector<std::string> posts = {record_line("a", kText,
                                                      {{"anna", "fear", "afraid"},
                                                       {"a.", "fear", "glad"},
                                                       {"ben", "fear", "glad"},
                                                       {"", "fear", "glad", "", "stance"},
                                                       {"", "x", "glad", "", "theme"}})};
  const struct {
    const char* name;
    std::vector<std::string> layers;
    std::vector<std::pair<std::string, std::string>> coders;
    const char* reference;
    const char* want;
  } cases[] = {
      {"all of layer code", {}, {}, "", "a. 1/0/0, anna 1/0/0, ben 1/0/0"},
      {"some, in an order", {}, {{"ben", "ben"}, {"anna", "anna"}}, "", "ben 1/0/0, anna 1/0/0"},
      {"two names of one", {}, {{"ben", "B"}, {"anna", "A"}, {"a.", "A"}}, "", "B 1/0/0, A 1/0/0"},
      {"a reference", {}, {}, "ben", "ben* 1/0/0, a. 1/0/0, anna 1/0/0"},
      {"a layer is a rater",
       {"code", "stance"},
       {},
       "anna",
       "anna* 1/0/0, a. 1/0/0, ben 1/0/0, stance 1/0/0"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    EvaluateOptions options;
    options.layers = c.layers;
    options.coders = c.coders;
    options.reference = c.reference;
    CHECK(coded(ratings_of(options, {}, posts), options) == c.want);
  }
}

TEST_CASE("evaluate/evaluation: one coder on both sides is two") {
  auto options = with_gold();
  options.layers = {"code"};
  const Ratings ratings =
      ratings_of(options, {record_line("a", kText, {{"anna", "fear", "afraid"}})},
                 {record_line("a", kText, {{"anna", "fear", "glad"}})});
  CHECK(coded(ratings, options) == "anna (gold)* 1/0/0, anna (predicted) 1/0/0, predicted 1/1/0");
}

TEST_CASE("evaluate/evaluation: units") {
  // Gold: the second half of the first sentence and all of the second; predicted: "afraid".
  const std::vector<std::string> gold = {
      record_line("a", kText, {{"", "fear", "afraid. It rained."}})};
  const std::vector<std::string> posts = {record_line("a", kText,
                                                      {{"", "fear", "afraid", "", "stance"},
                                                       {"", "fear", "rained", "", "stance"},
                                                       {"", "fear", "Nobody", "", "stance"}})};
  const struct {
    const char* unit;
    const char* want;  // in gold, found, predicted, right; units
  } cases[] = {
      {"post", "1 1 1 1; 1"},   {"paragraph", "1 1 2 1; 2"}, {"sentence", "2 2 3 2; 4"},
      {"token", "5 2 3 2; 14"}, {"span", "1 0 3 0; 0"},      {"overlap", "1 1 3 2; 0"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.unit);
    const auto options = with_gold(unit_named(c.unit));
    const auto rows = evaluation_rows(ratings_of(options, gold, posts), options);
    CHECK(counts(rows, "fear") + "; " +
              shown(row_where(rows, "agreement", {{"label", "fear"}}), {"units"}) ==
          c.want);
  }
  const auto options = with_gold(Unit::kSpan);
  const auto rows = evaluation_rows(
      ratings_of(options, gold,
                 {record_line("a", kText, {{"", "fear", "afraid. It rained.", "", "stance"}})}),
      options);
  CHECK(counts(rows, "fear") == "1 1 1 1");
  CHECK(shown(row_where(rows, "agreement", {{"label", "fear"}}), {"kappa", "undefined"}) ==
        "– kappa, ac1, fleiss, alpha: spans have no units that nobody marked (--unit token has)");
}

TEST_CASE("evaluate/evaluation: labels") {
  const std::vector<std::string> gold = {
      record_line("a", kText, {{"", "worry", "afraid"}, {"", "joy.quiet", "glad"}})};
  const std::vector<std::string> posts = {record_line("a", kText,
                                                      {{"", "affect.fear", "afraid", "", "stance"},
                                                       {"", "joy", "glad", "", "stance"},
                                                       {"", "valence", "rained", "", "stance"}})};
  const struct {
    const char* name;
    std::vector<const char*> map;
    std::vector<const char*> predicted_map;
    bool ancestors;
    std::vector<std::string> labels;
    const char* want;  // evaluated: gold found predicted right
    const char* left_out;
  } cases[] = {
      {"those of the gold codes",
       {},
       {},
       false,
       {},
       "joy.quiet 1 0 0 0; worry 1 0 0 0",
       "affect.fear joy valence"},
      {"the gold's mapped",
       {"worry=affect.fear"},
       {},
       false,
       {},
       "affect.fear 1 1 1 1; joy.quiet 1 0 0 0",
       "joy valence"},
      {"the posts' mapped",
       {},
       {"affect.fear=worry", "valence="},
       false,
       {},
       "joy.quiet 1 0 0 0; worry 1 1 1 1",
       "joy"},
      {"with those above",
       {"worry=affect.fear"},
       {},
       true,
       {},
       "affect 1 1 1 1; affect.fear 1 1 1 1; joy 1 1 1 1; joy.quiet 1 0 0 0",
       "valence"},
      {"chosen, with those below",
       {},
       {},
       false,
       {"joy"},
       "joy 0 0 1 0; joy.quiet 1 0 0 0",
       "affect.fear valence worry"},
      {"chosen that nobody has",
       {},
       {},
       false,
       {"anger", "worry"},
       "anger 0 0 0 0; worry 1 0 0 0",
       "affect.fear joy joy.quiet valence"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    auto options = with_gold();
    for (const char* rule : c.map) options.map.add(rule);
    for (const char* rule : c.predicted_map) options.predicted_map.add(rule);
    options.ancestors = c.ancestors;
    options.labels = c.labels;
    const Ratings ratings = ratings_of(options, gold, posts);
    const auto rows = evaluation_rows(ratings, options);
    std::string got;
    for (const std::string& label : ratings.labels)
      got += (got.empty() ? "" : "; ") + label + " " + counts(rows, label);
    CHECK(got == c.want);
    CHECK(join(ratings.left_out) == c.left_out);
  }
}

TEST_CASE("evaluate/evaluation: spans that do not count") {
  const std::string text = "One. Two. Six. Ten.";
  const std::vector<std::string> gold = {
      record_line("a", text, {{"", "x", "One"}, {"", "x", "Two"}, {"", "x", "Six"}})};
  // One is negated, Two is reported, Six has no voice.
  const std::vector<std::string> posts = {
      R"({"doc_id":"a","text":"One. Two. Six. Ten.","spans":[{"start":0,"end":3,"layer":"stance","label":"x","score":0,"voice":"author"},)"
      R"({"start":5,"end":8,"layer":"stance","label":"x","score":1,"voice":"reported"},{"start":10,"end":13,"layer":"stance","label":"x"}]})"};
  const struct {
    bool nonzero;
    const char* voice;
    const char* want;
  } cases[] = {{false, "", "3 3 3 3"},
               {true, "", "3 2 2 2"},
               {false, "author", "3 2 2 2"},
               {true, "reported", "3 2 2 2"},
               {true, "author", "3 1 1 1"}};
  for (const auto& c : cases) {
    CAPTURE(c.voice);
    auto options = with_gold();
    options.nonzero = c.nonzero;
    options.voice = c.voice;
    CHECK(counts(evaluation_rows(ratings_of(options, gold, posts), options), "x") == c.want);
  }
}

TEST_CASE("evaluate/evaluation: codes of a file are gold codes, or codes of the posts") {
  exchange::HumanCodes codes;
  const std::string path = std::string(TARN_SOURCE_DIR) + "/examples/validate/codes.csv";
  REQUIRE(codes.read(path, "", "").empty());
  const std::string text = "Nobody said that.";
  for (const bool gold : {true, false}) {
    CAPTURE(gold);
    EvaluateOptions options = with_gold();
    options.with_gold = gold;
    Evaluation evaluation(options);
    evaluation.take_codes_from(codes);
    PlacedPost post;
    // The post that ben read without finding anything; its text is another, so that anna's codes
    // have no place.
    REQUIRE_FALSE(
        evaluation.read(record_line("longtable:2018-09-06-back-to-the-table", text, {}), post));
    CHECK(post.laid.unplaced.size() == 2);
    CHECK(post.has_gold == gold);
    evaluation.add(std::move(post), {});
    const Ratings ratings = evaluation.finish();
    CHECK(coded(ratings, options) ==
          (gold ? "anna* 1/1/0, ben* 1/1/0, predicted 1/1/0" : "anna 1/1/0, ben 1/1/0"));
  }
}

TEST_CASE("evaluate/evaluation: faults") {
  const auto message = [](const EvaluateOptions& options, const std::vector<std::string>& gold,
                          const std::vector<std::string>& posts) {
    Evaluation evaluation(options);
    try {
      for (const std::string& line : gold) {
        CodedText text;
        if (const auto error = evaluation.read_gold(line, text)) return "gold: " + error->message;
        evaluation.add_gold(std::move(text), {});
      }
      for (const std::string& line : posts) {
        PlacedPost post;
        if (const auto error = evaluation.read(line, post)) return "post: " + error->message;
        evaluation.add(std::move(post), {});
      }
    } catch (const ResourceError& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  const auto post = record_line("a", kText, {{"anna", "fear", "afraid"}});
  const auto other = record_line("a", "Another text.", {{"ben", "fear", "text"}});
  auto values = with_gold();
  values.value_path = "n";
  auto scores = with_gold();
  scores.layers = {"sentence_scores"};
  CHECK(message({}, {}, {post, post}) == "doc_id 'a' comes twice, both times with codes of anna");
  CHECK(message({}, {}, {post, other}) == "doc_id 'a' comes twice, with different texts");
  CHECK(message(with_gold(), {post, post}, {}) ==
        "doc_id 'a' comes twice, both times with codes of coder anna");
  CHECK(message(with_gold(), {post, other}, {}) == "doc_id 'a' comes twice, with different texts");
  CHECK(message(with_gold(), {}, {post, post}) == "doc_id 'a' comes twice");
  CHECK(message(with_gold(), {post}, {other}) ==
        "post: the text of 'a' is not that of the gold codes");
  CHECK(message({}, {}, {R"({"doc_id":"a","text":"x","coders":"anna"})"}) ==
        "post: coders is no list of names");
  CHECK(message({}, {}, {R"({"doc_id":"a","text":"x","coders":[""]})"}) ==
        "post: coders is no list of names");
  CHECK(message(values, {}, {R"({"doc_id":"a","text":"x","n":"1"})"}) ==
        "post: field n is a string, a number is wanted");
  CHECK(
      message(
          scores, {},
          {R"({"doc_id":"a","text":"x","sentence_scores":[{"sentence":7,"score":1,"label":"positive"}]})"}) ==
      "post: a sentence score without an index into the sentences");
}
