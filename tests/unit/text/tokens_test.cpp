#include "text/tokens.h"

#include <doctest/doctest.h>

using namespace tarn;

TEST_CASE("text/tokens: the type of a form") {
  const struct {
    const char* form;
    const char* want;
  } cases[] = {
      {"word", "word"},
      {"don’t", "word"},
      {"co-production", "word"},
      {"U.S.", "word"},
      {"e.g.", "word"},
      {"Dr.", "word"},
      {"20th", "word"},
      {"'90s", "word"},
      {"AT&T", "word"},
      {"w/o", "word"},
      {"日本", "word"},
      {"שלום", "word"},
      {"2018", "number"},
      {"3.14", "number"},
      {"10:30", "number"},
      {"9/11", "number"},
      {"-5", "number"},
      {"#1", "number"},
      {"½", "number"},
      {"٣", "number"},
      {".", "punctuation"},
      {"...", "punctuation"},
      {"“", "punctuation"},
      {"¿", "punctuation"},
      {"@", "punctuation"},
      {"£", "symbol"},
      {"+", "symbol"},
      {"→", "symbol"},
      {"©", "symbol"},
      {"\u0001", "symbol"},
      {"🌱", "emoji"},
      {"👩‍⚕️", "emoji"},
      {"🇬🇧", "emoji"},
      {"1️⃣", "emoji"},
      {"❤️", "emoji"},
      {":-)", "emoji"},
      {"<3", "emoji"},
      {":'(", "emoji"},
      {"https://example.org/a", "url"},
      {"www.example.org", "url"},
      {"example.co.uk", "url"},
      {"jane@example.org", "url"},
      {"mailto:jane@example.org", "url"},
      {"notes.pdf", "url"},
      {"#health", "handle"},
      {"@some_body", "handle"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.form);
    CHECK(name_of(classify(c.form)) == std::string_view(c.want));
  }
}
