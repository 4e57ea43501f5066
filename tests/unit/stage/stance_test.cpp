#include "stage/stance.h"

#include <doctest/doctest.h>

#include <fstream>

#include "stance_scored.h"

using namespace tarn;

namespace {

struct Case {
  const char* id;
  const char* text;
  std::vector<std::string> want;
  std::vector<std::string> never;
};

}  // namespace

TEST_CASE("stage/stance: certainty, obligation, engagement, reflection by the shipped lexicons") {
  const Case cases[] = {
      {"F01",
       "Perhaps we might involve patients earlier.",
       {"certainty|perhaps|-1", "certainty|might|-1", "engagement.group|we"},
       {}},
      {"F02",
       "I am not sure that this will work.",
       {"certainty|not sure|-2", "reflection.difficulty", "engagement.self|i"},
       {}},
      {"F03",
       "We must involve patients and carers.",
       {"obligation.necessity|must||group", "engagement.group|we"},
       {}},
      {"F04",
       "As a final take away I would ask that clinicians and health leaders see beyond the label "
       "of patient and instead meet the human being.",
       {"obligation.request|i would ask||self", "reflection.learn|take away",
        "reflection.perspective|see beyond"},
       {"valence|would"}},
      {"F05",
       "I recognised that clinicians often face complex and conflicting demands.",
       {"reflection.learn|i recognised that", "valence|complex|-0.5||demand_pressure@clause",
        "valence|conflicting|-1.5||demand_pressure@clause"},
       {}},
      {"F06",
       "Next time I will ask patients first.",
       {"reflection.plan", "obligation.intent|||self"},
       {}},
      {"F07", "The committee will meet on 3 May.", {}, {"certainty", "obligation"}},
      {"F08", "In hindsight, I could have listened more.", {"reflection.analyse"}, {}},
      {"F09",
       "I used to think coproduction was a luxury; now I see it is essential.",
       {"reflection.change|i used to think", "reflection.change|now i see"},
       {}},
      {"F10",
       "Patients told us that they felt ignored.",
       {"reflection.perspective", "valence|ignored|-|other"},
       {}},
      {"F11",
       "Why do we still exclude carers?",
       {"engagement.question|?", "engagement.group|we", "reflection.analyse"},
       {}},
      {"F12",
       "You may have seen this yourself.",
       {"engagement.reader|you", "engagement.reader|yourself", "certainty|may|-1"},
       {}},
      {"F13", "May I thank the PCC?", {"affect.gratitude"}, {"certainty"}},
      {"F14",
       "The Trust was critical of the patient safety team.",
       {"alignment.critical|critical of|1", "valence|critical of|-1"},
       {"affect.trust", "patient_voice"}},
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
  CHECK(
      record->json("sentence_scores") ==
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
      {3,
       {"reflection.evaluate|benefits and barriers", "valence||+||coproduction@clause",
        "valence||-||coproduction@clause"},
       {"valence|||self"}},
      {4,
       {"affect.hope|||other:clinician", "affect.fear|||other:clinician|coproduction@clause"},
       {"valence|||author", "valence|||self", "valence|||group"}},
      {5, {}, {"reflection.learn"}},
      {6,
       {"alignment.enthusiastic|||other", "alignment.pragmatic|||other",
        "alignment.critical|||other"},
       {}},
      {8, {"reflection.analyse|reflect on"}, {}},
      {9,
       {"reflection.learn|i recognised that||self", "valence|conflicting|-",
        "valence|meaningful|+"},
       {}},
      {10,
       {"affect.empathy|||other:clinician", "affect.overwhelm|||other:patient", "valence||-"},
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
  for (const char* position :
       {"alignment.enthusiastic", "alignment.pragmatic", "alignment.critical"}) {
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
