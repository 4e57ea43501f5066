#include "format/json_cursor.h"

#include <doctest/doctest.h>

#include <string>

#include "format/json_scan.h"

using namespace tarn;

namespace {

/// "ok", or the byte and the message.
std::string outcome(std::string_view json) {
  try {
    JsonCursor cursor(json);
    cursor.skip();
    cursor.finish();
  } catch (const JsonFailure& failure) {
    return std::to_string(failure.error.byte) + " " + failure.error.message;
  }
  return "ok";
}

std::string many(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("format/json_cursor: accepts and refuses what JsonTree does") {
  std::string wide = "{";
  for (int i = 0; i < 100; ++i) wide += "\"k" + std::to_string(i) + "\":0,";
  const struct {
    const char* name;
    std::string json;
    bool good;
  } cases[] = {
      {"object", R"({"a":1,"b":[true,false,null,"x"],"c":{"d":-1.5e+3}})", true},
      {"spaces", " { \"a\" : [ ] , \"b\" : { } } \r\n", true},
      {"scalars", "0", true},
      {"escapes", R"(["\"\\\/\b\f\n\r\t\u00e9\ud83c\udf31"])", true},
      {"64 deep", many("[", 64) + many("]", 64), true},
      {"65 deep", many("[", 65) + many("]", 65), false},
      {"a hundred keys", wide + "\"z\":0}", true},
      {"a hundred keys, the last one twice", wide + "\"k7\":0}", false},
      {"duplicate key", R"({"a":1,"a":2})", false},
      {"duplicate key in an escape", R"({"a":1,"\u0061":2})", false},
      {"the same key in two objects", R"([{"a":1},{"a":{"a":1}}])", true},
      {"lone surrogate", R"(["\ud83c"])", false},
      {"surrogates the wrong way round", R"(["\udf31\ud83c"])", false},
      {"short \\u", R"(["\u00e"])", false},
      {"unknown escape", R"(["\x"])", false},
      {"raw newline in a string", "[\"a\nb\"]", false},
      {"raw NUL in a string", std::string("[\"a\0b\"]", 7), false},
      {"invalid UTF-8", "[\"a\xff\"]", false},
      {"overlong UTF-8", "[\"\xc0\xaf\"]", false},
      {"no end of a string", R"(["abc)", false},
      {"no end of a string behind an escape", "[\"abc\\", false},
      {"leading zero", "[01]", false},
      {"bare minus", "[-]", false},
      {"point without digits", "[1.]", false},
      {"exponent without digits", "[1e]", false},
      {"NaN", "[NaN]", false},
      {"plus", "[+1]", false},
      {"comma at the end", "[1,]", false},
      {"comma at the end of an object", R"({"a":1,})", false},
      {"comma at the start", "[,1]", false},
      {"no comma", "[1 2]", false},
      {"no colon", R"({"a" 1})", false},
      {"no key", "{1:2}", false},
      {"wrong bracket", R"({"a":[1}])", false},
      {"text behind", "{} {}", false},
      {"nothing", "", false},
      {"word cut short", "[tru]", false},
      {"word too long", "[nullx]", false},
      {"number run on", "[1x]", false},
      {"quote within the last eight bytes", "[\"12345678\"]", true},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    JsonTree tree;
    CHECK((outcome(c.json) == "ok") == c.good);
    CHECK(!tree.parse(c.json).has_value() == c.good);
  }
}

TEST_CASE("format/json_cursor: says where and why") {
  const struct {
    const char* json;
    const char* want;
  } cases[] = {
      {R"({"a":1,"a":2})", "7 duplicate key \"a\""},
      {"[1,]", "3 not valid JSON: a value is wanted"},
      {"[\"a\nb\"]", "3 a control character in a string must be escaped"},
      {"{", "1 not valid JSON: the text ends where a key is wanted"},
      {"[\"a\xff\"]", "3 invalid UTF-8"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.json);
    CHECK(outcome(c.json) == c.want);
  }
}

TEST_CASE("format/json_cursor: values") {
  JsonCursor json(
      R"({"n":12,"s":"a\u00e9\n","u":-1.2345,"t":true,"x":null,"l":"a🌱\u00e9 \ud83c\udf31b","e":1.5e1})");
  std::string_view key;
  std::string buffer;
  json.enter_object();
  REQUIRE(json.next_member(key));
  CHECK(key == "n");
  CHECK(json.natural() == 12);
  REQUIRE(json.next_member(key));
  CHECK(json.string(buffer) == "a\u00e9\n");
  REQUIRE(json.next_member(key));
  CHECK(json.units() == -12345);
  REQUIRE(json.next_member(key));
  CHECK_FALSE(json.take_null());
  CHECK(json.boolean());
  REQUIRE(json.next_member(key));
  CHECK(json.take_null());
  REQUIRE(json.next_member(key));
  CHECK(json.string_length() == 6);
  REQUIRE(json.next_member(key));
  CHECK(json.units() == 150000);
  CHECK_FALSE(json.next_member(key));
  json.finish();
}

TEST_CASE("format/json_cursor: numbers as units of 1e-4, and whole numbers") {
  const struct {
    const char* text;
    std::int64_t want;
  } cases[] = {{"0", 0},        {"1.5", 15000},
               {"-0.5", -5000}, {"2", 20000},
               {"0.00005", 1},  {"-0.00005", -1},
               {"1e-4", 1},     {"1.23456789", 12346},
               {"-0.0", 0},     {"123456789", 1234567890000},
               {"1e-999", 0},   {"-1E-400", 0},
               {"4e-324", 0},   {"0.000000000000000000000000000001", 0}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(JsonCursor(c.text).units() == c.want);
  }
  for (const char* bad : {"-1", "1.5", "1e3", "1234567890123456789", "\"1\"", "1e400"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(JsonCursor(bad).natural(), JsonFailure);
  }
  for (const char* bad : {"1e300", "1e999", "-1e999", "123456789012345678901234567890"}) {
    CAPTURE(bad);
    CHECK_THROWS_AS(JsonCursor(bad).units(), JsonFailure);
  }
}

TEST_CASE("format/json_cursor: the loops find what a plain search finds") {
  for (std::size_t size = 0; size < 40; ++size) {
    for (const char special : {'"', '\\', '\n', '\x1f', '\0'}) {
      for (const char* filler : {"a", "\xc3\xa9", " ", "!"}) {
        std::string text;
        while (text.size() < size) text += filler;
        const std::size_t at = text.size();
        const std::uint64_t points = json_scan::code_points(text);
        CHECK(points == (filler[0] == '\xc3' ? at / 2 : at));
        text += special;
        text += "\"xyz";
        text.append(32, '\0');
        CHECK(json_scan::find_special(text.data()) == text.data() + at);
        CHECK(json_scan::find_special_anywhere(text.data()) == text.data() + at);
        // What stands behind a key does not change its hash.
        std::string other = text.substr(0, at) + "?????????????????";
        CHECK(json_scan::hash(text.data(), at) == json_scan::hash(other.data(), at));
      }
    }
  }
}
