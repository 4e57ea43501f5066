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
