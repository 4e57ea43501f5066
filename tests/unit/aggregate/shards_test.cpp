// Any sharding, any order, posts and summaries mixed: the same bytes.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "aggregate/partial.h"
#include "made.h"
#include "stats/random.h"

using namespace tarn::aggregate;

namespace {

/// An archive of invented posts that uses every table.
std::vector<std::string> archive(std::size_t posts, std::uint64_t seed) {
  tarn::stats::SplitMix64 random(seed);
  const char* themes[] = {"care", "barriers.time", "barriers.cost", "coproduction"};
  const char* labels[] = {
      "valence",         "affect.hope",       "affect.fear",        "certainty",
      "reflection.feel", "obligation.intent", "alignment.critical", "alignment.enthusiastic"};
  const char* holders[] = {"", "self", "other:clinician", "group"};
  const char* scores[] = {"1.5", "-2", "0.4", "-0.75", "2.25"};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < posts; ++i) {
    made::Post post;
    post.id = "post:" + std::to_string(i);
    post.words = static_cast<int>(random.index(400));
    post.sentences = 5 + static_cast<int>(random.index(20));
    std::string sentence_scores;
    for (std::uint64_t k = random.index(12); k > 0; --k) {
      const int sentence = static_cast<int>(random.index(5));
      const std::string theme = themes[random.index(4)];
      post.spans.push_back({"theme", theme, sentence, "", "", "", ""});
      const bool linked = random.index(2) == 0;
      post.spans.push_back({"stance", labels[random.index(8)], sentence, scores[random.index(5)],
                            linked ? theme : "", holders[random.index(4)],
                            random.index(3) == 0 ? "reported" : "author"});
      sentence_scores += sentence_scores.empty() ? "" : ",";
      sentence_scores += "{\"sentence\":" + std::to_string(k) +
                         ",\"score\":" + scores[random.index(5)] +
                         ",\"mixed\":true,\"author_score\":0.5}";
    }
    const int month = 1 + static_cast<int>(random.index(12));
    post.more = ",\"sentence_scores\":[" + sentence_scores + "]";
    if (random.index(10) > 0)
      post.more += std::string(",\"date_published\":\"2014-") + (month < 10 ? "0" : "") +
                   std::to_string(month) + "-11\"";
    post.more += ",\"tags\":[\"a\",\"t" + std::to_string(random.index(3)) + "\"]";
    post.more += ",\"sentences\":[[0,1]]";
    post.more += R"(,"post_scores":{"engagement":{"hits":3,"author":2,"reported":1,"self":3},)"
                 R"("graduation":{"mean":0.25},"reflection":{"level":"R)" +
                 std::to_string(1 + random.index(4)) + "\"}}";
    out.push_back(made::line(post));
  }
  return out;
}

AggregateOptions everything() {
  AggregateOptions options;
  options.by = {{"month"}, {"tags[]", "year"}};
  options.target = {{"tags[]", "t1"}};
  options.min_bic = -100;
  options.min_log_ratio = 0;
  options.evidence = 2;
  return options;
}

std::string rows_of(const std::vector<std::string>& lines, const AggregateOptions& options) {
  Aggregation sums(options);
  for (const std::string& line : lines) made::add(sums, line);
  return made::written(sums);
}

std::string partial_of(const std::vector<std::string>& lines, const AggregateOptions& options) {
  Aggregation sums(options);
  std::string out;
  for (const std::string& line : lines) {
    PostSummary summary;
    REQUIRE(!sums.read(line, summary));
    out += sums.partial(std::move(summary), {});
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

template <typename Item>
void shuffle(std::vector<Item>& items, tarn::stats::SplitMix64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.index(i)]);
}

/// Compares without flooding the log.
void check_same(const std::string& got, const std::string& want) {
  const auto a = lines_of(got);
  const auto b = lines_of(want);
  CHECK(a.size() == b.size());
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i]) {
      CHECK(a[i] == b[i]);
      return;
    }
  }
}

}  // namespace

TEST_CASE("aggregate/shards: random shardings in random order give the same bytes") {
  const AggregateOptions options = everything();
  const auto posts = archive(120, 7);
  const std::string want = rows_of(posts, options);
  tarn::stats::SplitMix64 random(99);
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    std::vector<std::vector<std::string>> shards(1 + random.index(9));
    auto shuffled = posts;
    shuffle(shuffled, random);
    for (const std::string& post : shuffled) shards[random.index(shards.size())].push_back(post);
    std::vector<std::string> merged;
    for (const auto& shard : shards) {
      // Some shards come as summaries, some as posts.
      const auto lines = random.index(4) == 0 ? shard : lines_of(partial_of(shard, options));
      merged.insert(merged.end(), lines.begin(), lines.end());
    }
    shuffle(merged, random);
    check_same(rows_of(merged, options), want);
  }
}

TEST_CASE("aggregate/shards: also beyond what the bootstrap takes") {
  AggregateOptions options;
  options.by = {{"month"}};
  options.tables = {Table::kTheme, Table::kStance, Table::kMatrix, Table::kDispersion,
                    Table::kHolders};
  auto posts = archive(2300, 3);
  const std::string want = rows_of(posts, options);
  CHECK(made::shown(want, {"interval"}, {{"table", "theme"}, {"theme", "care"}, {"group", "{}"}}) ==
        "linearised\n");
  CHECK(made::shown(want, {"interval"},
                    {{"table", "theme"}, {"theme", "care"}, {"group", R"({"month":"2014-03"})"}}) ==
        "bootstrap\n");
  tarn::stats::SplitMix64 random(5);
  shuffle(posts, random);
  check_same(rows_of(lines_of(partial_of(posts, options)), options), want);
}

TEST_CASE("aggregate/shards: both intervals agree where both may be used") {
  AggregateOptions options;
  options.tables = {Table::kTheme, Table::kStance, Table::kMatrix, Table::kHolders};
  const auto interval = [&](std::size_t posts, const char* table, const char* key,
                            const char* value) {
    const std::string rows = rows_of(archive(posts, 3), options);
    return made::shown(rows, {"low", "high"}, {{"table", table}, {key, value}});
  };
  // Posts of one archive: 2,000 by bootstrap, 2,001 by sums. One post more changes little.
  const std::string before = interval(2000, "theme", "theme", "care");
  const std::string after = interval(2001, "theme", "theme", "care");
  double low[2];
  double high[2];
  REQUIRE(std::sscanf(before.c_str(), "%lf %lf", &low[0], &high[0]) == 2);
  REQUIRE(std::sscanf(after.c_str(), "%lf %lf", &low[1], &high[1]) == 2);
  CHECK(before != after);
  const double width = high[1] - low[1];
  CHECK(std::abs(low[0] - low[1]) < 0.1 * width);
  CHECK(std::abs(high[0] - high[1]) < 0.1 * width);
}

TEST_CASE("aggregate/shards: a summary survives writing and reading") {
  AggregateOptions options = everything();
  options.key_words = false;
  Aggregation sums(options);
  for (const std::string& line : archive(20, 1)) {
    PostSummary summary;
    REQUIRE(!sums.read(line, summary));
    std::string once;
    append_partial(once, summary, shape_of(options));
    PostSummary again;
    REQUIRE(!read_partial(once.substr(0, once.size() - 1), shape_of(options), again));
    std::string twice;
    append_partial(twice, again, shape_of(options));
    CHECK(once == twice);
  }
}

TEST_CASE("aggregate/shards: what is no summary of these options is refused") {
  AggregateOptions options;
  Aggregation sums(options);
  PostSummary summary;
  REQUIRE(
      !sums.read(made::line({"a", 10, 1, {{"theme", "care", 0, "", "", "", ""}}, ""}), summary));
  std::string good;
  append_partial(good, summary, shape_of(options));
  good.pop_back();
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  const struct {
    const char* name;
    std::string line;
    const char* want;
  } cases[] = {
      {"other options", with("layer=theme", "layer=code"),
       "this summary was made with the options 'layer=code', now they are 'layer=theme'"},
      {"a cell of a kind that is none", with("[[0,0,1,0", "[[77,0,1,0"), "a cell of no known kind"},
      {"a cell with a value too many", with("[[0,0,1,0,1,1]", "[[0,0,1,0,1,1,1]"),
       "a cell of no known kind"},
      {"a name that is none", with("[[0,0,1,0", "[[0,0,5,0"), "a cell of no known name"},
      {"a fraction", with("[[0,0,1,0,1,", "[[0,0,1,0,1.5,"), "a whole number in range is wanted"},
      {"no doc_id", with("\"doc_id\":\"a\"", "\"doc_id\":\"\""), "no doc_id"},
      {"a count below 0", with("[[0,0,1,0,1,1]", "[[0,0,1,0,1,-1]"), "a count is below 0"},
      {"a cell twice", with("[[0,0,1,0,1,1]", "[[0,0,1,0,1,1],[0,0,1,0,1,1]"),
       "a cell comes twice"},
      {"more sentences than there are", with("[[0,0,1,0,1,1]", "[[0,0,1,0,1,2]"),
       "a cell is larger than what contains it"},
      {"a pair of a theme that is not there",
       with("\"names\":[\"care\"],\"cells\":[",
            "\"names\":[\"care\",\"b\"],\"cells\":[[4,0,1,2,1],"),
       "a cell is larger than what contains it"},
      {"a holder of no dimension", with("[[0,0,1,0,1,1]", "[[5,0,1,1,1]"),
       "a cell is larger than what contains it"},
      {"a name twice", with("\"names\":[\"care\"]", "\"names\":[\"care\",\"care\"]"),
       "a name stands twice"},
      {"too few counts", with("\"counts\":[10,", "\"counts\":["), "too few counts"},
  };
  REQUIRE(!sums.read(good, summary));
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto error = sums.read(c.line, summary);
    REQUIRE(error);
    CHECK(error->message == c.want);
  }
}

TEST_CASE("aggregate/shards: a doc_id that comes twice ends the run, unless kept") {
  AggregateOptions options;
  options.tables = {Table::kCoverage};
  const auto posts =
      std::vector<made::Post>{{"a", 10, 1, {}, ""}, {"b", 10, 1, {}, ""}, {"a", 5, 1, {}, ""}};
  CHECK_THROWS_WITH_AS(made::rows(posts, options),
                       "doc_id \"a\" was there before; --duplicates keep counts both",
                       tarn::ResourceError);
  options.keep_duplicates = true;
  CHECK(made::shown(made::rows(posts, options), {"posts", "tokens"}) == "3 25\n");
}

TEST_CASE("aggregate/shards: damaged lines are refused or counted, never more") {
  AggregateOptions options = everything();
  options.keep_duplicates = true;
  options.key_words = true;
  options.min_hits = options.min_posts = 0;
  std::vector<std::string> lines = archive(30, 11);
  for (std::string& line : lines_of(partial_of(lines, options))) lines.push_back(std::move(line));
  const char* pieces[] = {"0", "-1", "99999999999", "0.5", "null", "\"\"", "[]", ",", "\\u0000"};
  tarn::stats::SplitMix64 random(17);
  Aggregation sums(options);
  int good = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string line = lines[random.index(lines.size())];
    const std::size_t at = random.index(line.size());
    const std::size_t digit = line.find_first_of("0123456789", at);
    if (random.index(3) == 0) {
      line.erase(at, 1 + random.index(8));
    } else if (random.index(2) == 0) {
      line[at] = static_cast<char>(random.index(256));
    } else if (digit != std::string::npos) {
      const std::size_t end = line.find_first_not_of("0123456789", digit);
      line.replace(digit, end - digit, pieces[random.index(9)]);
    }
    PostSummary summary;
    if (sums.read(line, summary)) continue;
    sums.add(std::move(summary), {});
    ++good;
  }
  CHECK(good > 100);
  CHECK(good < 2900);
  CHECK(made::written(sums).size() > 1000);
}
