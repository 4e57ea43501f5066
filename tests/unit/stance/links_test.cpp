#include <doctest/doctest.h>

#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

TEST_CASE("stance/links: the theme of the last hit") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"none", "It was good.", "-"},
      {"same clause", "The training was good.", "learning@clause"},
      {"another clause", "The training began, but it was good.", "learning@sentence"},
      {"same clause before nearer", "The event was held; training is a b c d good.",
       "learning@clause"},
      {"nearer", "The event and the training were good.", "learning@clause"},
      {"right at equal distance", "Training was good about support.", "support@clause"},
      {"longer at equal place", "It was good health services.", "service_change@clause"},
      {"twelve words away", "Training 1 2 3 4 5 6 7 8 9 10 11 12 good.", "learning@clause"},
      {"thirteen words away", "Training 1 2 3 4 5 6 7 8 9 10 11 12 13 good.", "-"},
      {"the sentence before does not count", "Training began. It was good.", "-"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Read read(c.text);
    REQUIRE(!read.analysis().stances.empty());
    const ThemeLink link = read.analysis().stances.back().link;
    const std::string got = link.level == ThemeLevel::kNone
                                ? "-"
                                : std::string(read.post().themes[link.theme].label) + "@" +
                                      std::string(name_of(link.level));
    CHECK(got == c.want);
  }
}
