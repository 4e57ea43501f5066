#include "format/charset.h"

#include <doctest/doctest.h>

#include <string>

namespace tarn {
namespace {

TEST_CASE("format/charset: labels and conversion") {
  const struct {
    const char* name;
    const char* label;
    std::string bytes;
    const char* want;
  } cases[] = {
      {"latin1 is windows-1252", "Latin1", "don\x92t \xE9", "don\xE2\x80\x99t \xC3\xA9"},
      {"Cyrillic", "windows-1251", "\xCF\xF0", "\xD0\x9F\xD1\x80"},
      {"Japanese with shifts", "iso-2022-jp", "\x1B$B\x46|\x4B\x5C\x1B(B",
       "\xE6\x97\xA5\xE6\x9C\xAC"},
      {"broken UTF-8", "utf-8", "a\xFFz", "a\xEF\xBF\xBDz"},
      {"unknown", "x-no-such", "a", "?"},
      {"empty label", "", "a", "?"},
      // Former bugs.
      {"UTF-8 beyond Unicode", "utf-8", "a\xF5\xB9\x8D\x90z",
       "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
      {"UCS-4 beyond Unicode", "ucs-4be", std::string("\0\0\0a\0\x17\x93\x50\0\0\0z", 12),
       "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(to_utf8(c.bytes, c.label).value_or("?") == c.want);
  }
  std::size_t replaced = 0;
  to_utf8("\xFF\xFE", "utf-8", &replaced);
  CHECK(replaced == 2);
  CHECK(is_charset("UTF-8"));
  CHECK(!is_charset("x-no-such"));
}

TEST_CASE("format/charset: streams in reads of any size") {
  const auto beyond = memory_source(std::string("\0\0\0a\0\x17\x93\x50", 8), "x");
  CHECK_THROWS_AS(read_all(*utf8_source(*beyond, "ucs-4be")), ResourceError);
  for (const std::size_t chunk : {0, 1, 3}) {
    const auto source = memory_source("\x93\x61\xCE\xB1", "x", chunk);
    CHECK(read_all(*utf8_source(*source, "iso-8859-1")) == "\xE2\x80\x9C\x61\xC3\x8E\xC2\xB1");
    const auto wide = memory_source(std::string("\x00\x61\xD8\x3D\xDE\x42", 6), "x", chunk);
    CHECK(read_all(*utf8_source(*wide, "utf-16be")) == "a\xF0\x9F\x99\x82");
  }
  const auto cut = memory_source(std::string("\x00\x61\xD8", 3), "x");
  CHECK_THROWS_AS(read_all(*utf8_source(*cut, "utf-16be")), ResourceError);
}

TEST_CASE("format/charset: what is bad is found at the same place in reads of any size") {
  const auto shown = [](const std::string& bytes, const std::string& charset, std::size_t chunk) {
    const auto source = memory_source(bytes, "x", chunk);
    std::string out;
    try {
      const auto converted = utf8_source(*source, charset);
      char buffer[64];
      while (const std::size_t got = converted->read(buffer, chunk == 0 ? 64 : chunk))
        out.append(buffer, got);
    } catch (const ResourceError& error) {
      out += std::string(" error: ") + error.what();
    }
    return out;
  };
  CHECK(shown("ab\x81\xFF"
              "c",
              "shift_jis",
              0) == "ab error: byte 2 of a text in shift_jis is none of its characters");
  // Former bugs: what stood before a bad byte was given only in reads that ended there.
  CHECK(shown("ab+AGE-c+\xFF", "utf-7", 0) ==
        "abac error: byte 9 of a text in utf-7 is none of its characters");
  const std::string some = "ab+-AGEcd/ \x1B$B(J\x81\x8F\x30\xA4\xFE\xFF\xD8~{}";
  std::uint32_t state = 1;
  for (const char* charset :
       {"utf-7", "utf-16", "utf-16be", "utf-32", "shift_jis", "euc-jp", "iso-2022-jp",
        "iso-2022-kr", "gb18030", "big5", "euc-kr", "windows-1251", "windows-1253"}) {
    CAPTURE(charset);
    for (int i = 0; i < 300; ++i) {
      std::string bytes;
      for (int k = 0; k < 12; ++k) {
        state = state * 1664525 + 1013904223;
        bytes += some[(state >> 16) % some.size()];
      }
      const std::string at_once = shown(bytes, charset, 0);
      CAPTURE(bytes);
      for (const std::size_t chunk : {1, 3, 5}) CHECK(shown(bytes, charset, chunk) == at_once);
    }
  }
}

TEST_CASE("format/charset: a label is no path") {
  for (const char* label :
       {"../x", "/tmp/x", "utf-8//IGNORE", "latin1//TRANSLIT", "a,b", "x y", ""}) {
    CAPTURE(label);
    CHECK(!is_charset(label));
    CHECK(!to_utf8("a", label));
    const auto source = memory_source("a", "x");
    CHECK_THROWS_AS(utf8_source(*source, label), ResourceError);
  }
  for (const char* label : {" Shift_JIS ", "ISO_8859-2:1987", "x-sjis", "KOI8-R", "MS-CYRL"}) {
    CAPTURE(label);
    CHECK(is_charset(label));
  }
}

TEST_CASE("format/charset: C1 characters give misread text away") {
  const struct {
    const char* name;
    std::string text;
    const char* want;
  } cases[] = {
      {"a windows-1252 apostrophe", "don\xC2\x92t", "don\xE2\x80\x99t"},
      {"UTF-8 read as Latin-1", "wait\xC3\xA2\xC2\x80\xC2\xA6 now", "wait\xE2\x80\xA6 now"},
      {"good text stays", "caf\xC3\xA9 \xC3\x82\xC2\xA3", "caf\xC3\xA9 \xC3\x82\xC2\xA3"},
      {"a good run beside a bad one", "\xC3\xA9 \xC2\x93x", "\xC3\xA9 \xE2\x80\x9Cx"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string text = c.text;
    CHECK(mend_c1(text) == (c.text != c.want));
    CHECK(text == c.want);
  }
}

TEST_CASE("format/charset: what a document's head tells") {
  CHECK(charset_of_xml("<?xml version=\"1.0\" encoding='windows-1251'?>") == "windows-1251");
  CHECK(charset_of_xml("<rss encoding='x'>") == "");
  CHECK(charset_of_mark("\xFE\xFF..") == "utf-16");
}

}  // namespace
}  // namespace tarn
