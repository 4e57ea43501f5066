#include "stage/theme.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lexicon/helpers.h"

using namespace tarn;

namespace {

ThemeOptions of(std::vector<std::string> categories) {
  ThemeOptions options;
  options.categories = std::move(categories);
  return options;
}

/// "theme[surface] …; counts" of a text.
std::string themes(std::vector<Lexicon> lexicons, const ThemeOptions& options, const char* text) {
  const ThemeTagger tag(std::move(lexicons), options);
  Record record;
  record.reset("a", text);
  tag(record);
  std::string out;
  for (const Annotation& annotation : record.annotations()) {
    out += fmt::format("{}[{}] ", annotation.label, slice(record.text(), annotation.span));
  }
  return out + std::string(record.json("theme_counts"));
}

}  // namespace

TEST_CASE("stage/theme: spans and counts") {
  const std::vector<std::string_view> rows = {"rent cap / housing.rent",
                                              "rent / housing.rent / 0.5",
                                              "cap / limits",
                                              "damp* / housing.damp",
                                              "damp* / health",
                                              "cap in hand / !"};
  ThemeOptions heavy;
  heavy.min_weight = 1;
  heavy.has_min_weight = true;
  const struct {
    const char* name;
    ThemeOptions options;
    const char* text;
    const char* want;
  } cases[] = {
      {"none", {}, "nothing here", "{}"},
      {"longest",
       {},
       "A rent cap. Rent.",
       R"(housing.rent[rent cap] housing.rent[Rent] {"housing":2,"housing.rent":2})"},
      {"several categories, the parent once each",
       {},
       "damp",
       R"(health[damp] housing.damp[damp] {"health":1,"housing":1,"housing.damp":1})"},
      {"an exclusion", {}, "cap in hand", "{}"},
      {"categories", of({"housing"}), "damp caps, cap",
       R"(housing.damp[damp] {"housing":1,"housing.damp":1})"},
      {"a category below", of({"housing.damp", "limits"}), "damp rent cap, cap",
       R"(housing.damp[damp] limits[cap] {"housing.damp":1,"limits":1})"},
      {"a weight", heavy, "rent, cap", R"(limits[cap] {"limits":1})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::vector<Lexicon> lexicons;
    lexicons.push_back(test::rows(rows));
    CHECK(themes(std::move(lexicons), c.options, c.text) == c.want);
  }
}

TEST_CASE("stage/theme: overlapping lexicons say a thing once") {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(test::rows({"# overlap: all", "a b / x.y", "b / x.y", "b c / z"}, "one.tsv"));
  lexicons.push_back(test::rows({"# overlap: all", "b / x.y", "b / x.w"}, "two.tsv"));
  CHECK(themes(std::move(lexicons), {}, "a b c") ==
        R"(x.y[a b] x.w[b] x.y[b] z[b c] {"x":3,"x.w":1,"x.y":2,"z":1})");
}

TEST_CASE("stage/theme: what cannot be done") {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(test::rows({"a / housing"}));
  CHECK_THROWS_WITH(ThemeTagger(std::move(lexicons), of({"hosing"})),
                    "no category 'hosing' in the lexicons: is 'housing' meant?");
  CHECK_THROWS_WITH(load_themes({}), "no lexicon: wanted -l NAME or -l FILE.tsv");
}
