#include "text/utf8.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace tarn;

TEST_CASE("text/utf8: validation") {
  const struct {
    const char* name;
    std::string bytes;
    std::optional<std::size_t> want;
  } cases[] = {
      {"nothing", "", std::nullopt},
      {"ASCII", "plain text, more than eight bytes", std::nullopt},
      {"two, three, four bytes", "aé€🌱b", std::nullopt},
      {"first and last of each length", "\x01\x7F\u0080\u07FF\u0800\uFFFF\U00010000\U0010FFFF",
       std::nullopt},
      {"lone continuation", "ab\x80", 2},
      {"overlong of two", "\xC0\xAF", 0},
      {"overlong of three", "a\xE0\x9F\xBF", 1},
      {"overlong of four", "\xF0\x8F\xBF\xBF", 0},
      {"surrogate", "\xED\xA0\x80", 0},
      {"above U+10FFFF", "\xF4\x90\x80\x80", 0},
      {"F5 leads nothing", "\xF5\x80\x80\x80", 0},
      {"cut short", "12345678\xE2\x82", 8},
      {"a letter in the middle", "\xE2\x82x", 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(first_invalid_utf8(c.bytes) == c.want);
  }
}

TEST_CASE("text/utf8: code points there and back") {
  for (char32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 251) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "x";
    append_utf8(text, c);
    CAPTURE(static_cast<std::uint32_t>(c));
    REQUIRE(!first_invalid_utf8(text));
    std::size_t offset = 1;
    REQUIRE(next_code_point(text, offset) == c);
    REQUIRE(offset == text.size());
    REQUIRE(count_code_points(text) == 2);
  }
}

TEST_CASE("text/utf8: offsets of code points and of bytes") {
  std::mt19937 random(7);
  const char32_t letters[] = {U'a', U'é', U'€', U'🌱'};
  for (const std::size_t length : {0, 1, 63, 64, 65, 1000}) {
    for (const std::size_t kinds : {1, 2, 4}) {
      std::string text;
      std::vector<std::uint32_t> starts;
      for (std::size_t k = 0; k < length; ++k) {
        starts.push_back(static_cast<std::uint32_t>(text.size()));
        append_utf8(text, letters[random() % kinds]);
      }
      starts.push_back(static_cast<std::uint32_t>(text.size()));
      const OffsetMap map(text);
      REQUIRE(map.size() == length);
      for (std::uint32_t k = 0; k < starts.size(); ++k) {
        REQUIRE(map.to_code_points(starts[k]) == k);
        REQUIRE(map.to_bytes(k) == starts[k]);
      }
      CHECK(!map.to_bytes(length + 1));
    }
  }
  CHECK(OffsetMap().size() == 0);
}

TEST_CASE("text/utf8: grapheme boundaries") {
  const struct {
    const char* name;
    std::string text;
    std::string want;  ///< with a bar at each inner boundary
  } cases[] = {
      {"letters", "ab", "a|b"},
      {"a mark", "e\u0301x", "e\u0301|x"},
      {"CR LF", "a\r\nb", "a|\r\n|b"},
      {"a control takes no mark", "\n\u0301", "\n|\u0301"},
      {"flags", "🇬🇧🇫🇷🇩", "🇬🇧|🇫🇷|🇩"},
      {"family", "👨‍👩‍👧👍🏽", "👨‍👩‍👧|👍🏽"},
      {"a joiner without a pictograph before", "a\u200D👧", "a\u200D|👧"},
      {"Hangul", "\u1100\u1161\u11A8\uAC00\u11A8", "\u1100\u1161\u11A8|\uAC00\u11A8"},
      {"prepended", "\u0600\u0031", "\u0600\u0031"},
      {"spacing mark", "\u0E01\u0E33", "\u0E01\u0E33"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string shown;
    for (std::size_t k = 0; k < c.text.size();) {
      if (k > 0 && is_grapheme_boundary(c.text, k)) shown += '|';
      append_utf8(shown, next_code_point(c.text, k));
    }
    CHECK(shown == c.want);
  }
}
