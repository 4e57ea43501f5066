#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "aggregate/frequency_list.h"
#include "made.h"

using namespace tarn::aggregate;

namespace {

std::string file(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const made::Span kCare{"theme", "care", 0, "", "", "", ""};

}  // namespace

TEST_CASE("aggregate/rows: ROWS.md lists the columns of each table") {
  const std::string text = file(TARN_SOURCE_DIR "/lib/aggregate/ROWS.md");
  REQUIRE(!text.empty());
  for (std::size_t i = 0; i < kTables; ++i) {
    const auto table = static_cast<Table>(i);
    CAPTURE(std::string(name_of(table)));
    const std::size_t section = text.find("\n## " + std::string(name_of(table)) + " ");
    REQUIRE(section != std::string::npos);
    const std::size_t begin = text.find('`', section) + 1;
    std::istringstream words(text.substr(begin, text.find('`', begin) - begin));
    std::string word;
    words >> word;
    CHECK(word == "group");
    std::vector<std::string> listed;
    while (words >> word) listed.push_back(word);
    const auto columns = columns_of(table);
    CHECK(listed == std::vector<std::string>(columns.begin(), columns.end()));
  }
}

TEST_CASE("aggregate/rows: flat forms") {
  const std::vector<made::Post> posts = {{"a", 100, 2, {kCare}, R"(,"language":"=1+1,\"x\"")"},
                                         {"b", 100, 2, {kCare}, R"(,"language":"a\tb\\c")"},
                                         {"c", 100, 2, {kCare, kCare, kCare}, ""}};
  AggregateOptions options;
  options.by = {{"language"}};
  options.tables = {Table::kTheme};
  const std::string head =
      "by,language,theme,posts,posts_with,tokens,hits,rate,low,high,interval,skipped,mean_rate,"
      "share,"
      "share_low,share_high,sentences,sentences_with\n";
  const std::string total = ",,care,3,3,300,5,16.6667,,,,,16.6667,1,0.4385,1,6,3\n";
  const std::string none = "language,,care,1,1,100,3,,,,,,,1,0.2065,1,2,1\n";
  const std::string rest = ",care,1,1,100,1,,,,,,,1,0.2065,1,2,1\n";
  CHECK(made::rows(posts, options, {Format::kCsv, false}) ==
        head + total + none + "language,\"'=1+1,\"\"x\"\"\"" + rest + "language,a\tb\\c" + rest);
  CHECK(made::rows(posts, options, {Format::kCsv, true}) ==
        head + total + none + "language,\"=1+1,\"\"x\"\"\"" + rest + "language,a\tb\\c" + rest);
  const std::string tsv = made::rows(posts, options, {Format::kTsv, false});
  CHECK(tsv.find("language\ta\\tb\\\\c\tcare\t1\t") != std::string::npos);
  CHECK(tsv.find("language\t=1+1,\"x\"\tcare\t1\t") != std::string::npos);
}

TEST_CASE("aggregate/rows: groups") {
  std::vector<made::Post> posts = {
      {"a",
       10,
       1,
       {kCare},
       R"(,"date_published":"2014-03-13T23:30:00+01:00","tags":["x","y","x"])"},
      {"b",
       10,
       1,
       {kCare},
       R"(,"date_published":"2014-12-01","authors":[{"name":"Ann"},{"name":"Bo"}])"},
      {"c", 10, 1, {kCare}, R"(,"date_published":"soon","source":{"format":"blogger","line":7})"}};
  const struct {
    const char* by;
    const char* want;
  } cases[] = {
      {"month", "{\"month\":null} 1|{\"month\":\"2014-03\"} 1|{\"month\":\"2014-12\"} 1|"},
      {"quarter", "{\"quarter\":null} 1|{\"quarter\":\"2014-Q1\"} 1|{\"quarter\":\"2014-Q4\"} 1|"},
      {"year", "{\"year\":null} 1|{\"year\":\"2014\"} 2|"},
      {"tag", "{\"tag\":null} 2|{\"tag\":\"x\"} 1|{\"tag\":\"y\"} 1|"},
      {"tags", "{\"tags\":null} 2|{\"tags\":\"x\"} 1|{\"tags\":\"y\"} 1|"},
      {"authors[].name",
       "{\"authors[].name\":null} 2|{\"authors[].name\":\"Ann\"} 1|{\"authors[].name\":\"Bo\"} 1|"},
      {"source.line", "{\"source.line\":null} 2|{\"source.line\":\"7\"} 1|"},
      {"year,author",
       "{\"year\":null,\"author\":null} 1|{\"year\":\"2014\",\"author\":null} 1|"
       "{\"year\":\"2014\",\"author\":\"Ann\"} 1|{\"year\":\"2014\",\"author\":\"Bo\"} 1|"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.by);
    AggregateOptions options;
    options.by = {parse_fields(c.by)};
    options.total = false;
    options.tables = {Table::kCoverage};
    std::string got = made::shown(made::rows(posts, options), {"group", "posts"});
    std::replace(got.begin(), got.end(), '\n', '|');
    CHECK(got == c.want);
  }
}

TEST_CASE("aggregate/rows: a field that is an object is told") {
  AggregateOptions options;
  options.by = {{"source"}};
  Aggregation sums(options);
  PostSummary summary;
  const auto error = sums.read(R"({"doc_id":"a","text":"","source":{"format":"x"}})", summary);
  REQUIRE(error);
  CHECK(error->message == "field 'source' is an object: name one of its members");
  for (const char* bad : {"", "a..b", "a[0]", "month,"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(
        [&] {
          AggregateOptions wrong;
          wrong.by = {parse_fields(bad)};
          Aggregation never(wrong);
        }(),
        tarn::ResourceError);
  }
}

TEST_CASE("aggregate/rows: a parent category counts its children, pairs leave it out") {
  const made::Span time{"theme", "barriers.time", 0, "", "", "", ""};
  const made::Span cost{"theme", "barriers.cost", 0, "", "", "", ""};
  AggregateOptions options;
  options.min_hits = options.min_posts = 0;
  options.tables = {Table::kTheme, Table::kCooccurrence};
  const std::string rows = made::rows({{"a", 100, 4, {time, cost, kCare}, ""}}, options);
  CHECK(made::shown(rows, {"theme", "hits", "sentences_with"}, {{"table", "theme"}}) ==
        "barriers 2 1\nbarriers.cost 1 1\nbarriers.time 1 1\ncare 1 1\n");
  CHECK(made::shown(rows, {"x", "y", "both", "units"}, {{"table", "cooccurrence"}}) ==
        "barriers care 1 4\nbarriers.cost barriers.time 1 4\nbarriers.cost care 1 4\n"
        "barriers.time care 1 4\n");
}

TEST_CASE("aggregate/rows: co-occurrence in sentences and in posts") {
  const auto theme = [](const char* label, int sentence) {
    return made::Span{"theme", label, sentence, "", "", "", ""};
  };
  std::vector<made::Post> posts;
  for (int i = 0; i < 6; ++i)
    posts.push_back({"p" + std::to_string(i),
                     100,
                     10,
                     {theme("a", 0), theme("b", i < 5 ? 0 : 1), theme("b", 2)},
                     ""});
  AggregateOptions options;
  options.tables = {Table::kCooccurrence};
  const std::vector<std::string> members = {"unit", "units",      "x_units", "y_units",
                                            "both", "posts_both", "pmi"};
  // log2(60·5 / (6·12)) = 2.0589
  CHECK(made::shown(made::rows(posts, options), members) == "sentence 60 6 12 5 5 2.0589\n");
  options.pair_posts = true;
  // The two never share a sentence in the last post, but they share the post.
  CHECK(made::shown(made::rows(posts, options), members) == "post 6 6 6 6 6 0\n");
}

TEST_CASE("aggregate/rows: a month without posts is a gap, one without hits is 0") {
  std::vector<made::Post> posts;
  int i = 0;
  for (const char* month : {"2014-01", "2014-02", "2014-04"}) {
    ++i;
    posts.push_back({"p" + std::to_string(i), 100, 10,
                     i == 2 ? std::vector<made::Span>{} : std::vector<made::Span>{kCare},
                     std::string(R"(,"date_published":")") + month + "-01\""});
  }
  AggregateOptions options;
  options.tables = {Table::kTrend, Table::kSlope};
  const std::string rows = made::rows(posts, options);
  CHECK(
      made::shown(rows, {"month", "posts", "tokens", "hits", "value", "smooth"},
                  {{"table", "trend"}, {"item", "care"}}) ==
      "2014-01 1 100 1 10 5\n2014-02 1 100 0 0 5\n2014-03 0 0 0 null 5\n2014-04 1 100 1 10 null\n");
  CHECK(made::shown(rows, {"months", "first", "last", "slope", "p"}, {{"table", "slope"}}) ==
        "3 2014-01 2014-04 null null\n");
}

TEST_CASE("aggregate/rows: keyness of a target against the others") {
  std::vector<made::Post> posts;
  for (int i = 0; i < 10; ++i) {
    const bool ann = i < 4;
    posts.push_back({"p" + std::to_string(i), 1000, 50, std::vector<made::Span>(ann ? 8 : 1, kCare),
                     ann ? R"(,"authors":[{"name":"Ann"}])" : ""});
  }
  AggregateOptions options;
  options.tables = {Table::kKeyness};
  options.target = {parse_field_test("author=Ann")};
  const std::string rows = made::rows(posts, options);
  CHECK(made::shown(rows, {"kind", "item", "target", "reference", "target_posts", "reference_posts",
                           "target_tokens", "reference_tokens", "sign", "log_ratio", "dp"}) ==
        "theme care 32 6 4 6 4000 6000 + 3 0\n");
  options.min_log_ratio = 4;
  CHECK(made::rows(posts, options).empty());
}

TEST_CASE("aggregate/rows: keyness of words against a frequency list") {
  const auto post = [](int i) {
    return R"({"doc_id":"p)" + std::to_string(i) +
           R"(","text":"Teacups, teacups everywhere. The Kettle sang.","language":"en"})";
  };
  AggregateOptions options;
  options.tables = {Table::kKeyness};
  options.target = {{"language", "en"}};
  options.key_themes = options.key_stance = false;
  options.key_words = true;
  options.min_bic = -100;
  options.reference_list = "/tmp/tarn-frequency-list-" + std::to_string(::getpid()) + ".tsv";
  std::ofstream(options.reference_list)
      << "# tokens: 1000\nthe\t60\nTeacups\t1\n\nkettle\t2\r\nwho\t9\n";
  Aggregation sums(options);
  for (int i = 0; i < 3; ++i) made::add(sums, post(i));
  CHECK(made::shown(made::written(sums),
                    {"item", "target", "reference", "target_posts", "reference_posts", "sign"}) ==
        "teacups 6 1 3 null +\neverywhere 3 0 3 null +\nsang 3 0 3 null +\nkettle 3 2 3 null +\n"
        "the 3 60 3 null +\nwho 0 9 0 null -\n");
  std::remove(options.reference_list.c_str());
}

TEST_CASE("aggregate/rows: a frequency list that is none") {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"word 3\n", "want WORD, a tab, and a count"},
      {"word\t-1\n", "found '-1', want a count"},
      {"word\tmany\n", "found 'many', want a count"},
      {"# tokens: 1\nword\t3\n", "'# tokens:' is less than the sum of the counts, 3"},
      {"w\xff\t3\n", "invalid UTF-8"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.want);
    const auto source = tarn::memory_source(c.text, "list.tsv");
    CHECK_THROWS_WITH_AS(read_frequency_list(*source), c.want, tarn::ResourceError);
  }
}

TEST_CASE("aggregate/rows: evidence is a sample that anybody can repeat") {
  AggregateOptions options;
  options.evidence = 1;
  options.tables = {Table::kEvidence};
  const auto post = [](const char* id) {
    return std::string(R"({"doc_id":")") + id +
           R"(","text":"Zoë came. Good tea 🌱 care.","sentences":[[0,9],[10,26]],)"
           R"("counts":{"words":5,"sentences":2},"title":"T","spans":[)"
           R"({"start":10,"end":14,"layer":"stance","label":"valence","sentence":1,"score":1.5,)"
           R"("voice":"author","theme":"care"},)"
           R"({"start":21,"end":25,"layer":"theme","label":"care","sentence":1}]})";
  };
  Aggregation sums(options);
  for (const char* id : {"a", "b", "c", "d"}) made::add(sums, post(id));
  const std::string rows = made::written(sums);
  CHECK(made::shown(rows, {"theme", "label", "sentence", "text", "title", "url"}) ==
        "null valence 1 Good tea 🌱 care. T null\n"
        "care null 1 Good tea 🌱 care. T null\n"
        "care valence 1 Good tea 🌱 care. T null\n");
  std::string least;
  for (const char* id : {"a", "b", "c", "d"}) {
    if (least.empty() || evidence_hash(id, 1) < evidence_hash(least, 1)) least = id;
  }
  CHECK(made::shown(rows, {"doc_id"}, {{"theme", "care"}, {"label", "null"}}) == least + "\n");
  // printf 'a\n1' | sha256sum
  CHECK(evidence_hash("a", 1) == 0x4f395a2e9ea1c068U);
  CHECK(
      made::shown(rows, {"spans"}, {{"theme", "care"}, {"label", "null"}}) ==
      R"([{"start":0,"end":4,"layer":"stance","label":"valence","score":1.5,"voice":"author","theme":"care"},)"
      R"({"start":11,"end":15,"layer":"theme","label":"care"}])"
      "\n");
}

TEST_CASE("aggregate/rows: dispersion over posts and over other parts") {
  // 2, 0 and 4 hits in posts of 100, 300 and 200 words.
  const std::vector<made::Post> posts = {
      {"a", 100, 1, {kCare, kCare}, R"(,"date_published":"2014-01-01")"},
      {"b", 300, 1, {}, R"(,"date_published":"2014-01-02")"},
      {"c", 200, 1, {kCare, kCare, kCare, kCare}, R"(,"date_published":"2014-02-01")"}};
  AggregateOptions options;
  options.min_hits = options.min_posts = 0;
  options.tables = {Table::kDispersion};
  const std::vector<std::string> members = {"unit", "parts", "parts_with", "hits", "dp", "dp_norm"};
  CHECK(made::shown(made::rows(posts, options), members) == "post 3 2 6 0.5 0.6\n");
  options.parts = "month";
  CHECK(made::shown(made::rows(posts, options), members) == "month 2 2 6 0.3333 0.5\n");
}
