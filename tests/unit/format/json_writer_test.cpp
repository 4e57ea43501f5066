#include "format/json_writer.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace tarn;

TEST_CASE("format/json_writer: an object with all kinds of members") {
  std::string out = "x";
  {
    JsonWriter json(out);
    JsonObject object(json);
    object.whole("n", 18446744073709551615U).number("score", -1.50004).boolean("b", true);
    object.text("t", std::string_view("a\"b")).key(std::string_view("k\n")).raw("[1]");
    JsonObject inner(object.key("empty"));
    inner.close();
    object.close();
  }
  CHECK(out ==
        R"(x{"n":18446744073709551615,"score":-1.5,"b":true,"t":"a\"b","k\n":[1],"empty":{}})");
}

TEST_CASE("format/json_writer: strings as append_json_string writes them") {
  for (const std::string byte :
       {"a", "\"", "\\", "\n", "\x1f", "\x7f", " ", "!", "#", "é", "\xF0\x9F\x8C\xB1"}) {
    for (const std::size_t before : {0, 1, 6, 7, 8, 9, 125, 126, 127, 128, 3000}) {
      const std::string text = std::string(before, 'y') + byte + "z";
      CAPTURE(text);
      std::string out;
      {
        JsonWriter json(out);
        json.string(text);
        json.string(text);
      }
      CHECK(out == json_string(text) + json_string(text));
    }
  }
}

TEST_CASE("format/json_writer: numbers as append_number writes them") {
  for (const double value :
       {0.0, -0.0, 0.00005, -0.00004, 1e9, -1e9, 999999999.99999, 1e22, 0.1234}) {
    CAPTURE(value);
    std::string out;
    {
      JsonWriter json(out);
      json.number(value);
    }
    CHECK(out == format_number(value));
  }
}

TEST_CASE("format/json_writer: factors keep nine decimals") {
  for (const double value : {0.0, 1.25, -2.0, -1.0 / 3, 0.12345, -0.384615384615, 1e9, 1e-10}) {
    CAPTURE(value);
    std::string out;
    {
      JsonWriter json(out);
      json.factor(value);
    }
    CHECK(out == format_number(value, 9));
  }
}

TEST_CASE("format/json_writer: more than its buffer holds") {
  std::string out, want;
  {
    JsonWriter json(out);
    for (std::uint64_t i = 0; i < 3000; ++i) {
      json.whole(i);
      json.literal(",");
      want += std::to_string(i) + ",";
    }
  }
  CHECK(out == want);
}
