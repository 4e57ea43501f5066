#include <doctest/doctest.h>

#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

TEST_CASE("stance/reflection: levels") {
  const struct {
    const char* name;
    ReflectionCues cues;  // feel evaluate belief difficulty learn plan change thinking_sentences
    const char* want;
  } cases[] = {
      {"nothing", {}, "R1"},
      {"thinking alone stays R1", {0, 0, 0, 0, 1, 1, 1, 3}, "R1"},
      {"feel", {1, 0, 0, 0, 0, 0, 0, 0}, "R2"},
      {"evaluate", {0, 1, 0, 0, 0, 0, 0, 0}, "R2"},
      {"belief", {0, 0, 1, 0, 0, 0, 0, 0}, "R2"},
      {"difficulty", {0, 0, 0, 1, 0, 0, 0, 0}, "R2"},
      {"one sentence of thinking", {1, 0, 0, 0, 0, 0, 0, 1}, "R2"},
      {"two sentences of thinking", {1, 0, 0, 0, 0, 0, 0, 2}, "R3"},
      {"learn", {1, 0, 0, 0, 1, 0, 0, 0}, "R3"},
      {"change without R3", {1, 0, 0, 0, 0, 1, 1, 1}, "R2"},
      {"change and learn", {1, 0, 0, 0, 1, 0, 1, 0}, "R4"},
      {"change and plan", {1, 0, 0, 0, 0, 1, 1, 2}, "R4"},
      {"change alone", {1, 0, 0, 0, 0, 0, 1, 2}, "R3"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(name_of(level_of(c.cues)) == c.want);
  }
}

TEST_CASE("stance/reflection: gated classes need the author in the sentence") {
  Lexicon cues;
  cues.name = "cues";
  cues.layer = "reflection";
  for (const char* category : {"reflection.learn", "reflection.analyse"}) {
    LexiconEntry entry;
    entry.pattern = "lesson";
    entry.category = category;
    cues.entries.push_back(entry);
  }
  std::vector<Lexicon> lexicons;
  for (const char* name : {"holders", "report"}) {
    lexicons.push_back(
        load_lexicon(source_path(std::string("tests/data/stance/") + name + ".tsv")));
  }
  lexicons.push_back(cues);
  const Model model(std::move(lexicons), shipped_constants(), shipped_dimensions());
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"nobody: analyse has no gate", "It was a lesson.", "reflection.analyse"},
      {"I", "I had a lesson.", "reflection.learn reflection.analyse"},
      {"we", "It taught us a lesson.", "reflection.learn reflection.analyse"},
      {"my", "It was my lesson.", "reflection.learn reflection.analyse"},
      {"somebody else", "They had a lesson.", "reflection.analyse"},
      {"I, in a quotation", "“I had a lesson” was on the wall.", "reflection.analyse"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Read read(c.text, model);
    std::vector<std::string> labels;
    for (const Stance& stance : read.analysis().stances) {
      labels.push_back(model.label(stance.label).name);
    }
    CHECK(joined(labels, " ") == c.want);
  }
}
