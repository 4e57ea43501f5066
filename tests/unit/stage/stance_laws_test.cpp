// What holds for stance whatever the text.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "stance_scored.h"

using namespace tarn;

namespace {

std::vector<std::unique_ptr<Record>> example_records() {
  std::ifstream file(std::string(TARN_SOURCE_DIR) + "/examples/archive.jsonl");
  std::vector<std::unique_ptr<Record>> records;
  std::string line;
  while (std::getline(file, line)) {
    records.push_back(std::make_unique<Record>());
    REQUIRE(!records.back()->parse(line));
  }
  REQUIRE(records.size() > 20);
  return records;
}

std::string line_of(const Record& record) {
  std::string line;
  record.append_line(line);
  return line;
}

}  // namespace

TEST_CASE("stage/stance: evidence replays to the score for every span of the example archive") {
  std::size_t spans = 0, steps = 0;
  for (const auto& held : example_records()) {
    Record& record = *held;
    mark_themes(record);
    scorer()(record);
    Record again;
    REQUIRE(!again.parse(line_of(record)));
    for (const Annotation& a : again.annotations()) {
      if (!a.score) continue;
      CAPTURE(record.doc_id());
      CAPTURE(record.text().substr(a.span.begin, a.span.size()));
      REQUIRE(a.base);
      REQUIRE(a.evidence);
      double product = *a.base;
      for (const EvidenceStep& step : *a.evidence) product *= step.value;
      CHECK(format_number(std::clamp(product, -5.0, 5.0)) == format_number(*a.score));
      ++spans;
      steps += a.evidence->size();
    }
  }
  CHECK(spans > 300);
  CHECK(steps > 100);
}

TEST_CASE("stage/stance: running it twice is running it once") {
  for (const auto& held : example_records()) {
    Record& record = *held;
    mark_themes(record);
    scorer()(record);
    Record again;
    REQUIRE(!again.parse(line_of(record)));
    scorer()(again);
    CHECK(line_of(again) == line_of(record));
  }
}

TEST_CASE("stage/stance: laws of change") {
  const std::string text =
      "I was not very hopeful, but the staff were wonderful. We might have failed. It was bad.";
  const auto values = [](const Record& record) {
    return std::string(record.json("sentence_scores"));
  };
  const auto spans = [](const Record& record) { return std::string(record.json("spans")); };
  const auto held_once = scored(text);
  const Record& once = *held_once;

  SUBCASE("a sentence without hits changes denominators only") {
    const auto held_more = scored(text + " Rain fell.");
    const Record& more = *held_more;
    CHECK(values(more) == values(once));
    CHECK(spans(more) == spans(once));
    CHECK(more.json("counts") != once.json("counts"));
  }
  SUBCASE("a doubled post has doubled counts and the same rates") {
    const auto held_twice = scored(text + "\n\n" + text);
    const Record& twice = *held_twice;
    for (const char* label : {"valence", "affect", "certainty", "engagement"}) {
      CAPTURE(label);
      CHECK(count(twice, label) == 2 * count(once, label));
      CHECK(count(once, label) > 0);
    }
    const auto rate = [](const Record& record) {
      const std::string post(record.json("post_scores"));
      const std::size_t at = post.find("\"rate\":");
      return post.substr(at, post.find(',', at) - at);
    };
    CHECK(rate(twice) == rate(once));
  }
  SUBCASE("without modifiers every score is its base, but for questions") {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / "tarn-stance-test-no-modifiers";
    std::filesystem::create_directories(folder);
    StanceSources sources;
    for (const char* name : {"negators", "degree", "nonfactual", "clause"}) {
      const std::string file = (folder / (std::string(name) + ".tsv")).string();
      std::ofstream(file) << "# name: " << name
                          << "\n# layer: modifier\npattern\tcategory\nzzzz\tnegator.pseudo\n";
      sources.lexicons.push_back(file);
    }
    sources.lexicon_path = {kLexicons};
    StanceOptions options;
    options.evidence = true;
    const StanceScorer bare(load_stance(sources), options);
    std::size_t seen = 0;
    for (const auto& held : example_records()) {
      Record& record = *held;
      bare(record);
      for (const Annotation& a : record.annotations()) {
        if (!a.score) continue;
        const bool question =
            std::find(a.status.begin(), a.status.end(), "question") != a.status.end();
        if (question) continue;
        CHECK(*a.score == *a.base);
        ++seen;
      }
    }
    CHECK(seen > 300);
    std::filesystem::remove_all(folder);
  }
}

TEST_CASE("stage/stance: options") {
  const std::string text = "We were not afraid. Staff felt hopeful about coproduction.";
  const auto with = [&](StanceOptions options) {
    return scored(text, StanceScorer(shipped(), options));
  };

  SUBCASE("holder off: no holder, no voice") {
    StanceOptions options;
    options.holders = false;
    const auto held = with(options);
    const Record& record = *held;
    CHECK(count(record, "affect.hope") == 1);
    for (const Annotation& a : record.annotations()) {
      CHECK(a.holder.empty());
      CHECK(a.voice.empty());
    }
    CHECK(record.json("post_scores").find("default_holders") == std::string_view::npos);
    CHECK(record.json("sentence_scores").find("author_sum") == std::string_view::npos);
  }
  SUBCASE("dimensions: only those named") {
    StanceOptions options;
    options.dimensions = {"affect"};
    const auto held = with(options);
    const Record& record = *held;
    CHECK(count(record, "affect") == 2);
    CHECK(count(record, "valence") == 0);
    CHECK(record.json("sentence_scores").empty());
    CHECK(record.json("post_scores").starts_with(R"({"affect":)"));
    options.dimensions = {"effect"};
    CHECK_THROWS_AS(with(options), ResourceError);
  }
  SUBCASE("no sentence scores") {
    StanceOptions options;
    options.sentence_scores = false;
    CHECK(with(options)->json("sentence_scores").empty());
  }
  SUBCASE("spans of engagement only when all are asked for") {
    StanceOptions options;
    CHECK(count(*with(options), "engagement") == 0);
    options.all_spans = true;
    CHECK(count(*with(options), "engagement.group") == 1);
  }
  SUBCASE("modifiers only when asked for, and gone in the next run without") {
    StanceOptions options;
    CHECK(count(*with(options), "negator") == 0);
    options.modifiers = true;
    const auto held = with(options);
    Record& record = *held;
    CHECK(count(record, "negator|not") == 1);
    StanceScorer(shipped(), StanceOptions{})(record);
    CHECK(count(record, "negator") == 0);
    CHECK(count(record, "coproduction") == 1);
  }
}
