#include "evaluate/label_map.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace tarn;
using namespace tarn::evaluate;

TEST_CASE("evaluate/label_map: rules") {
  const struct {
    const char* name;
    std::vector<const char*> rules;
    const char* label;
    bool ancestors;
    const char* want;
  } cases[] = {
      {"none", {}, "fear", false, "fear"},
      {"one", {"fear=affect.fear"}, "fear", false, "affect.fear"},
      {"spaces around", {" fear = affect.fear "}, "fear", false, "affect.fear"},
      {"another label stays", {"fear=affect.fear"}, "fears", false, "fears"},
      {"several",
       {"upset=affect.fear", "upset=affect.sadness"},
       "upset",
       false,
       "affect.fear affect.sadness"},
      {"the same twice", {"a=b", "a=b"}, "a", false, "b"},
      {"dropped", {"memo="}, "memo", false, ""},
      {"all below", {"fear.*=affect.fear"}, "fear.of.change", false, "affect.fear"},
      {"not the label itself", {"fear.*=affect.fear"}, "fear", false, "fear"},
      {"the longest wins", {"a.*=x", "a.b.*=y"}, "a.b.c", false, "y"},
      {"an own rule wins", {"a.*=x", "a.b=y"}, "a.b", false, "y"},
      {"all others", {"*=valence", "neutral="}, "positive", false, "valence"},
      {"all others but", {"*=valence", "neutral="}, "neutral", false, ""},
      {"an equals sign in ours", {"a=b=c"}, "a", false, "b=c"},
      {"rules of labels above, when asked", {"a=x", "a.b=y"}, "a.b.c", true, "a.b.c x y"},
      {"and not else", {"a=x"}, "a.b", false, "a.b"},
      {"both lead to one", {"a=x", "a.b=x"}, "a.b", true, "x"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    LabelMap map;
    for (const char* rule : c.rules) map.add(rule);
    CHECK(fmt::format("{}", fmt::join(map.of(c.label, c.ancestors), " ")) == c.want);
  }
}

TEST_CASE("evaluate/label_map: files") {
  LabelMap map;
  map.read(
      *memory_source("# theirs, ours\r\n\r\nfear\taffect.fear\r\nupset of mind = "
                     "affect.sadness\nupset of mind\tvalence"));
  CHECK(map.of("fear") == std::vector<std::string>{"affect.fear"});
  CHECK(map.of("upset of mind") == std::vector<std::string>{"affect.sadness", "valence"});
}

TEST_CASE("evaluate/label_map: faults") {
  LabelMap map;
  CHECK_THROWS_WITH_AS(map.add("fear"), "label map 'fear': THEIRS=OURS is wanted", ResourceError);
  CHECK_THROWS_AS(map.add("=fear"), ResourceError);
  try {
    map.read(*memory_source("a=b\nno rule\n", "map.tsv"));
    FAIL("was read");
  } catch (const ResourceError& error) {
    CHECK(shown(error.place()) == "map.tsv:2");
  }
}

TEST_CASE("evaluate/label_map: ancestors") {
  CHECK(ancestors_of("a.b.c") == std::vector<std::string_view>{"a.b", "a"});
  CHECK(ancestors_of("a").empty());
  CHECK(ancestors_of("").empty());
}
