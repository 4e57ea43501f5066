#include "text/norm.h"

#include <doctest/doctest.h>

#include <string>

#include "text/utf8.h"

using namespace tarn;

TEST_CASE("text/norm: what folds") {
  const struct {
    const char* name;
    std::string form;
    std::string want;
  } cases[] = {
      {"ASCII", "Co-Production", "co-production"},
      {"curly apostrophe", "Don’t", "don't"},
      {"other apostrophes", "a`b´cʼd＇e‘f", "a'b'c'd'e'f"},
      {"hyphens", "a‐b‑c−d", "a-b-c-d"},
      {"a dash is no hyphen", "a–b", "a–b"},
      {"soft hyphen", "co\u00ADop", "coop"},
      {"no width", "\u200Bco\u2060op\uFEFF", "coop"},
      {"composes", "e\u0301", "é"},
      {"capital with a mark", "E\u0301COLE", "école"},
      {"a mark behind what is dropped", "e\u200D\u0301", "é"},
      {"full folding", "Straße", "strasse"},
      {"final sigma", "ΟΔΟΣ", "οδοσ"},
      {"folds to an apostrophe", "\u0149", "'n"},
      {"emoji keep their joiners", "👨‍👩‍👧", "👨‍👩‍👧"},
      {"the stop of an abbreviation", "Dr.", "dr"},
      {"inner stops stay", "P.M.", "p.m"},
      {"a stop, a number", "...", "..."},
      {"a stop alone", ".", "."},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(norm(c.form) == c.want);
    CHECK(norm(c.want) == c.want);
    std::string out = "x";
    append_norm(c.form, out);
    CHECK(out == "x" + c.want);
  }
}

TEST_CASE("text/norm: the norm of a norm is itself, and NFC, for each character in a word") {
  for (char32_t c = 1; c < 0x110000; c += c < 0x3100 ? 1 : 97) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string form = "a";
    append_utf8(form, c);
    form += "B";
    const std::string once = norm(form);
    CAPTURE(static_cast<std::uint32_t>(c));
    REQUIRE(norm(once) == once);
    REQUIRE(is_nfc(once));
    REQUIRE(norm(nfc(form)) == once);
  }
}

TEST_CASE("text/norm: NFC") {
  CHECK(nfc("e\u0301 \u212B") == "é Å");
  CHECK(is_nfc("plain"));
  CHECK(is_nfc("é"));
  CHECK(!is_nfc("e\u0301"));
}
