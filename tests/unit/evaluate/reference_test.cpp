// The figures known from the literature, worked out from records.
#include "evaluate_shown.h"

using namespace tarn::evaluate;

namespace {

/// One post for each letter of the codings; '.' is not coded.
std::vector<std::string> posts_of(const std::vector<std::string_view>& coders) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < coders.front().size(); ++i) {
    std::vector<TestCode> codes;
    for (std::size_t c = 0; c < coders.size(); ++c)
      if (coders[c][i] != '.')
        codes.push_back({fmt::format("coder{:02}", c), std::string(1, coders[c][i])});
    out.push_back(record_line(fmt::format("p{:03}", i), "Text.", codes));
  }
  return out;
}

/// A table of two coders' codes as posts.
std::vector<std::string> posts_of_table(const std::vector<std::vector<int>>& table) {
  std::string a, b;
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (std::size_t j = 0; j < table.size(); ++j) {
      a.append(static_cast<std::size_t>(table[i][j]), static_cast<char>('1' + i));
      b.append(static_cast<std::size_t>(table[i][j]), static_cast<char>('1' + j));
    }
  }
  return posts_of({a, b});
}

std::vector<Row> rows_of(const EvaluateOptions& options, const std::vector<std::string>& posts) {
  return evaluation_rows(ratings_of(options, {}, posts), options);
}

EvaluateOptions by_post() {
  EvaluateOptions options;
  options.unit = Unit::kPost;
  options.bootstrap.draws = 100;
  return options;
}

}  // namespace

TEST_CASE("evaluate: precision, recall and F1 of three categories") {
  EvaluateOptions options = by_post();
  options.reference = "coder00";
  const auto rows = rows_of(options, posts_of({"AAABBBCCCC", "AABBBCCCCA"}));
  const auto label = [&](std::string_view name) {
    return shown(row_where(rows, "accuracy", {{"label", name}}),
                 {"in_gold", "in_predicted", "right", "precision", "recall", "f1"});
  };
  CHECK(label("A") == "3 3 2 0.6667 0.6667 0.6667");
  CHECK(label("B") == "3 3 2 0.6667 0.6667 0.6667");
  CHECK(label("C") == "4 4 3 0.75 0.75 0.75");
  CHECK(shown(row_where(rows, "accuracy", {{"scope", "macro"}}), {"f1"}) == "0.6944");
  CHECK(shown(row_where(rows, "accuracy", {{"scope", "micro"}}), {"f1"}) == "0.7");
  CHECK(shown(row_where(rows, "agreement", {{"scope", "categories"}}),
              {"units", "observed", "kappa"}) == "10 0.7 0.5455");
  CHECK(shown(row_where(rows, "confusion", {{"label_a", "A"}, {"label_b", "B"}}), {"units"}) ==
        "1");
  CHECK(shown(row_where(rows, "confusion", {{"label_a", "C"}, {"label_b", "C"}}), {"units"}) ==
        "3");
}

TEST_CASE("evaluate: kappa and AC1 of two coders") {
  const struct {
    const char* name;
    std::vector<std::vector<int>> table;
    const char* want;  // observed, kappa, AC1
  } cases[] = {
      {"po .70 pe .50", {{20, 5}, {10, 15}}, "0.7 0.4 0.4059"},
      {"skewed one way", {{45, 15}, {25, 15}}, "0.6 0.1304 0.2661"},
      {"skewed apart", {{25, 35}, {5, 35}}, "0.6 0.2593 0.2079"},
      {"three categories", {{10, 2, 1}, {3, 8, 2}, {0, 3, 11}}, "0.725 0.5872 0.5876"},
      {"chance alone", {{6, 14}, {24, 56}}, "0.62 0 0.392"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    EvaluateOptions options = by_post();
    options.scale =
        c.table.size() == 3 ? std::vector<std::string>{"1", "2", "3"} : std::vector<std::string>{};
    const auto rows = rows_of(options, posts_of_table(c.table));
    CHECK(shown(row_where(rows, "agreement", {{"scope", "categories"}}),
                {"observed", "kappa", "ac1"}) == c.want);
    // Where a unit is one or the other, the decision about one label is that about both.
    if (c.table.size() == 2)
      CHECK(shown(row_where(rows, "agreement", {{"label", "1"}}), {"observed", "kappa", "ac1"}) ==
            c.want);
    if (c.table.size() == 3)
      CHECK(shown(row_where(rows, "scale", {}), {"label", "kappa_linear", "kappa_quadratic"}) ==
            "1 < 2 < 3 0.6643 0.7405");
  }
}

TEST_CASE("evaluate: Fleiss' kappa of fourteen coders") {
  const std::vector<std::vector<int>> table = {
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
      {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};
  std::vector<std::string> coders(14);
  for (const auto& unit : table) {
    std::size_t coder = 0;
    for (std::size_t category = 0; category < unit.size(); ++category)
      for (int i = 0; i < unit[category]; ++i) coders[coder++] += static_cast<char>('1' + category);
  }
  const auto rows = rows_of(by_post(), posts_of({coders.begin(), coders.end()}));
  CHECK(shown(row_where(rows, "agreement", {{"scope", "categories"}, {"a", ""}}),
              {"units", "observed", "fleiss"}) == "10 0.378 0.2099");
}

TEST_CASE("evaluate: Krippendorff's alpha with posts that some did not code") {
  const struct {
    const char* name;
    std::vector<std::string_view> coders;
    const char* want;  // nominal, ordinal, interval, ratio
  } cases[] = {
      {"three coders, fifteen units",
       {".....34121133.3", "1.213343.......", "..21344.21133.4"},
       "0.6914 0.8067 0.8108 0.8089"},
      {"four coders, twelve units",
       {"123321412...", "1233224125.3", ".3332342251.", "12332441251."},
       "0.7434 0.8154 0.8491 0.7974"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    EvaluateOptions options = by_post();
    options.scale = {"1", "2", "3", "4", "5"};
    const auto rows = rows_of(options, posts_of(c.coders));
    CHECK(shown(row_where(rows, "agreement", {{"scope", "categories"}, {"a", ""}}), {"alpha"}) +
              " " +
              shown(row_where(rows, "scale", {{"a", ""}}),
                    {"alpha_ordinal", "alpha_interval", "alpha_ratio"}) ==
          c.want);
  }
}

TEST_CASE("evaluate: alpha of two coders") {
  const auto binary = rows_of(by_post(), posts_of({"0100000010", "1110010000"}));
  CHECK(shown(row_where(binary, "agreement", {{"scope", "categories"}}), {"alpha"}) == "0.0952");
  CHECK(shown(row_where(binary, "agreement", {{"label", "1"}}), {"alpha"}) == "0.0952");
  const auto letters = rows_of(by_post(), posts_of({"aabbdcccedda", "babbbccceddd"}));
  CHECK(shown(row_where(letters, "agreement", {{"scope", "categories"}}), {"alpha"}) == "0.692");
}

TEST_CASE("evaluate: coders who do not look agree by chance, and kappa says so") {
  // Codes by two generators that know nothing of each other; one sentence in four, and one in
  // three.
  std::vector<std::string> posts;
  std::uint32_t state = 1;
  const auto next = [&](std::uint32_t n) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % n;
  };
  for (int i = 0; i < 400; ++i) {
    const std::string text = "Aaa one. Bbb two. Ccc three. Ddd four. Eee five.";
    std::vector<TestCode> codes;
    for (const char* words : {"Aaa one.", "Bbb two.", "Ccc three.", "Ddd four.", "Eee five."}) {
      if (next(4) == 0) codes.push_back({"anna", "fear", words});
      if (next(3) == 0) codes.push_back({"ben", "fear", words});
    }
    posts.push_back(
        record_line(fmt::format("p{:03}", i), text, codes, R"(,"coders":["anna","ben"])"));
  }
  const auto rows = rows_of({}, posts);
  const Row& row = row_where(rows, "agreement", {{"label", "fear"}});
  CHECK(shown(row, {"posts", "units"}) == "400 2000");
  CHECK(std::abs(*row.number("kappa")) < 0.05);
  CHECK(std::abs(*row.number("alpha")) < 0.05);
  CHECK(*row.number("kappa_low") < 0);
  CHECK(*row.number("kappa_high") > 0);
  CHECK(*row.number("observed") > 0.55);
}
