#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/numbers.h"
#include "lexicon/matcher.h"
#include "stage/stance.h"

using namespace tarn;

namespace {

const std::string kLexicons = std::string(TARN_SOURCE_DIR) + "/data/lexicons";

StanceResources shipped() {
  StanceSources sources;
  sources.lexicon_path = {kLexicons};
  return load_stance(sources);
}

const StanceScorer& scorer() {
  static const StanceScorer made = [] {
    StanceOptions options;
    options.evidence = options.modifiers = options.all_spans = true;
    return StanceScorer(shipped(), options);
  }();
  return made;
}

/// Marks the themes of the shipped health lexicon.
void mark_themes(Record& record) {
  static const Matcher matcher = [] {
    std::vector<Lexicon> lexicons;
    lexicons.push_back(load_lexicon(kLexicons + "/themes-health.tsv"));
    return Matcher(std::move(lexicons));
  }();
  static const Units cutter;
  Segmentation units;
  cutter.cut(record, units);
  Matcher::Scratch scratch;
  Matches matches;
  matcher.match(record.text(), units, scratch, matches);
  std::vector<Annotation> made;
  for (const Hit& hit : matches.by_layer[0]) {
    for (const EntryLabel& label : matcher.entries()[hit.entry].labels) {
      Annotation theme;
      theme.span = {units.tokens[hit.first_token].span.begin, units.tokens[hit.end_token - 1].span.end};
      theme.layer = "theme";
      theme.label = label.category;
      made.push_back(theme);
    }
  }
  record.replace_annotations([](const Annotation& a) { return a.layer == "theme"; }, made);
}

std::unique_ptr<Record> scored(const std::string& text, const StanceScorer& score = scorer()) {
  auto record = std::make_unique<Record>();
  record->reset("a", text);
  mark_themes(*record);
  score(*record);
  return record;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

/// Whether a span is what a pattern "label surface score holder theme" says, split by bars: `label`
/// is the label or a parent, `surface` a part of the text, `score` a number or a sign; "" is any.
bool fits(const std::string& pattern, const Annotation& a, const std::string& text) {
  std::vector<std::string> want = split(pattern, '|');
  want.resize(5);
  if (a.label != want[0] && !a.label.starts_with(want[0] + ".")) return false;
  const std::string surface = lower(text.substr(a.span.begin, a.span.size()));
  if (surface.find(want[1]) == std::string::npos) return false;
  if (want[2] == "+" && !(a.score && *a.score > 0)) return false;
  if (want[2] == "-" && !(a.score && *a.score < 0)) return false;
  if (!want[2].empty() && want[2] != "+" && want[2] != "-" &&
      !(a.score && format_number(*a.score) == want[2])) {
    return false;
  }
  const std::string holder = a.holder.empty() ? "author" : a.holder;
  if (!want[3].empty() && holder != want[3] && !holder.starts_with(want[3] + ":")) return false;
  return want[4].empty() || a.theme + "@" + a.theme_level == want[4];
}

std::size_t count(const Record& record, const std::string& pattern, std::uint32_t sentence = ~0U) {
  std::size_t found = 0;
  for (const Annotation& a : record.annotations()) {
    if (sentence != ~0U && a.sentence != sentence && a.layer != "theme") continue;
    if (fits(pattern, a, record.text())) ++found;
  }
  return found;
}

/// All spans, for messages.
std::string shown(const Record& record, std::uint32_t sentence = ~0U) {
  std::string out;
  for (const Annotation& a : record.annotations()) {
    if (sentence != ~0U && a.sentence && a.sentence != sentence) continue;
    out += "\n  " + a.layer + " " + a.label + " [" + record.text().substr(a.span.begin, a.span.size()) +
           "] " + (a.score ? format_number(*a.score) : "") + " " + a.holder + " " + a.theme + "@" +
           a.theme_level;
    for (const std::string& word : a.status) out += " " + word;
  }
  return out;
}

struct Case {
  const char* id;
  const char* text;
  std::vector<std::string> want;
  std::vector<std::string> never;
};

}  // namespace

TEST_CASE("stage/stance: certainty, obligation, engagement, reflection by the shipped lexicons") {
  const Case cases[] = {
      {"F01", "Perhaps we might involve patients earlier.",
       {"certainty|perhaps|-1", "certainty|might|-1", "engagement.group|we"}, {}},
      {"F02", "I am not sure that this will work.",
       {"certainty|not sure|-2", "reflection.difficulty", "engagement.self|i"}, {}},
      {"F03", "We must involve patients and carers.",
       {"obligation.necessity|must||group", "engagement.group|we"}, {}},
      {"F04",
       "As a final take away I would ask that clinicians and health leaders see beyond the label "
       "of patient and instead meet the human being.",
       {"obligation.request|i would ask||self", "reflection.learn|take away",
        "reflection.perspective|see beyond"},
       {"valence|would"}},
      {"F05", "I recognised that clinicians often face complex and conflicting demands.",
       {"reflection.learn|i recognised that", "valence|complex|-0.5||demand_pressure@clause",
        "valence|conflicting|-1.5||demand_pressure@clause"},
       {}},
      {"F06", "Next time I will ask patients first.",
       {"reflection.plan", "obligation.intent|||self"}, {}},
      {"F07", "The committee will meet on 3 May.", {}, {"certainty", "obligation"}},
      {"F08", "In hindsight, I could have listened more.", {"reflection.analyse"}, {}},
      {"F09", "I used to think coproduction was a luxury; now I see it is essential.",
       {"reflection.change|i used to think", "reflection.change|now i see"}, {}},
      {"F10", "Patients told us that they felt ignored.",
       {"reflection.perspective", "valence|ignored|-|other"}, {}},
      {"F11", "Why do we still exclude carers?",
       {"engagement.question|?", "engagement.group|we", "reflection.analyse"}, {}},
      {"F12", "You may have seen this yourself.",
       {"engagement.reader|you", "engagement.reader|yourself", "certainty|may|-1"}, {}},
      {"F13", "May I thank the PCC?", {"affect.gratitude"}, {"certainty"}},
      {"F14", "The Trust was critical of the patient safety team.",
       {"alignment.critical|critical of|1", "valence|critical of|-1"}, {"affect.trust", "patient_voice"}},
      {"F15", "It tested positive.", {}, {"valence"}},
      {"F16", "She was very patient with us.", {}, {"patient_voice"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.id);
    const auto held = scored(c.text);
    const Record& record = *held;
    const std::string spans = shown(record);
    CAPTURE(spans);
    for (const std::string& want : c.want) {
      CAPTURE(want);
      CHECK(count(record, want) > 0);
    }
    for (const std::string& never : c.never) {
      CAPTURE(never);
      CHECK(count(record, never) == 0);
    }
  }
  CHECK(count(*scored(cases[0].text), "certainty") == 2);
  CHECK(count(*scored(cases[1].text), "certainty") == 1);
  CHECK(count(*scored(cases[10].text), "engagement.question") == 1);
}

TEST_CASE("stage/stance: what the scores of a sentence say") {
  const auto record =
      scored("I recognised that clinicians often face complex and conflicting demands.");
  CHECK(record->json("sentence_scores") ==
        R"([{"sentence":0,"words":10,"sum":-2,"score":-0.6325,"positive":0,"negative":2,"mixed":false,"label":"negative","author_sum":-2,"author_score":-0.6325}])");
}

TEST_CASE("stage/stance: minimum annotation of the reflective post, where it is there") {
  const std::filesystem::path path = std::string(TARN_SOURCE_DIR) + "/../shared/seed-post.txt";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no " << path.string());
    return;
  }
  const auto source = open_source(path.string());
  const std::string all = read_all(*source);
  const std::string text = all.substr(all.find("I had a wonderful day"));
  const auto held = scored(text.substr(0, text.find_last_not_of('\n') + 1));
  const Record& record = *held;
  // Sentences count from 0 here: S1 is row 0.
  const struct {
    std::uint32_t sentence;
    std::vector<std::string> want;
    std::vector<std::string> never;
  } rows[] = {
      {0, {"reflection.describe", "valence|wonderful|+", "engagement.self"}, {}},
      {1, {"reflection.describe", "engagement.group"}, {}},
      {2, {}, {"valence|offered"}},
      {3, {"reflection.evaluate|benefits and barriers", "valence||+||coproduction@clause", "valence||-||coproduction@clause"},
       {"valence|||self"}},
      {4, {"affect.hope|||other:clinician", "affect.fear|||other:clinician|coproduction@clause"},
       {"valence|||author", "valence|||self", "valence|||group"}},
      {5, {}, {"reflection.learn"}},
      {6, {"alignment.enthusiastic|||other", "alignment.pragmatic|||other", "alignment.critical|||other"}, {}},
      {8, {"reflection.analyse|reflect on"}, {}},
      {9, {"reflection.learn|i recognised that||self", "valence|conflicting|-", "valence|meaningful|+"}, {}},
      {10, {"affect.empathy|||other:clinician", "affect.overwhelm|||other:patient", "valence||-"},
       {"affect.overwhelm|||self"}},
      {11, {"affect.empathy|||self", "valence|overwhelming|-||demand_pressure@clause"}, {}},
      {12, {"affect.joy|buoyed||self", "valence|passion|+", "valence|energy|+"}, {"|left"}},
      {13, {"affect.hope|hopeful||self"}, {"obligation.intent|||self"}},
      {14, {"obligation.request|||self", "reflection.learn|take away"}, {}},
      {16, {}, {"valence||-"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.sentence);
    const std::string spans = shown(record, row.sentence);
    CAPTURE(spans);
    for (const std::string& want : row.want) {
      CAPTURE(want);
      CHECK(count(record, want, row.sentence) > 0);
    }
    for (const std::string& never : row.never) {
      CAPTURE(never);
      CHECK(count(record, never, row.sentence) == 0);
    }
  }
  for (const char* position : {"alignment.enthusiastic", "alignment.pragmatic", "alignment.critical"}) {
    CAPTURE(position);
    CHECK(count(record, position) == 1);
  }
  for (const Annotation& a : record.annotations()) {
    const std::string surface = text.substr(a.span.begin, a.span.size());
    if (a.sentence == 11U && surface == "empathise") CHECK(a.status.empty());
    if (a.sentence == 14U && a.label == "obligation.request") CHECK(a.status.empty());
  }
  const std::string post(record.json("post_scores"));
  CAPTURE(post);
  CHECK(post.find(R"("level":"R3")") != std::string::npos);
  CHECK(post.find(R"("author_mean":-)") == std::string::npos);
  CHECK(post.find(R"("author_mean":0,)") == std::string::npos);
  bool positive = false, negative = false;
  for (const Annotation& a : record.annotations()) {
    if (a.label != "valence" || a.voice != "reported") continue;
    positive = positive || *a.score > 0;
    negative = negative || *a.score < 0;
  }
  CHECK(positive);
  CHECK(negative);
}

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
  const auto values = [](const Record& record) { return std::string(record.json("sentence_scores")); };
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
  const auto with = [&](StanceOptions options) { return scored(text, StanceScorer(shipped(), options)); };

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
