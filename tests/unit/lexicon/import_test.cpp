#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/bytes.h"
#include "lexicon/formats/formats.h"

using namespace tarn;

namespace {

/// "pattern [category]", one after the other.
std::string shown(const Lexicon& lexicon) {
  std::string out;
  for (const LexiconEntry& entry : lexicon.entries)
    out += (out.empty() ? "" : ", ") + entry.pattern + " [" + entry.category + ']';
  return out;
}

}  // namespace

TEST_CASE("lexicon/formats/import: names of categories") {
  const struct {
    const char* name;
    const char* format;
    std::string bytes;
    const char* want;
  } cases[] = {
      {"as they are", "csv", "hope,affect.hope\n", "hope [affect.hope]"},
      {"white space around", "csv", "hope, affect \n", "hope [affect]"},
      // Former bugs.
      {"a control character at the end", "csv", "hope,affect\x7F\n", "hope [affect]"},
      {"a control character at the beginning", "csv",
       "hope,\x7F"
       "affect\n",
       "hope [affect]"},
      {"a control character within", "csv",
       "hope,af\x7F"
       "fect\n",
       "hope [af fect]"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto formats = lexicon_formats();
    const auto format = std::find_if(formats.begin(), formats.end(), [&](const LexiconFormat& one) {
      return one.name == c.format;
    });
    REQUIRE(format != formats.end());
    Diagnostics lost;
    CHECK(shown(format->read(*memory_source(c.bytes, "x.csv"), lost)) == c.want);
    CHECK(lost.empty());
  }
}

TEST_CASE("lexicon/formats/import: what is imported can be read") {
  const struct {
    const char* name;
    Lexicon (*read)(ByteSource& source, Diagnostics& lost);
    const char* bytes;
  } cases[] = {
      // Former bugs.
      {"colons in names of categories", read_liwc,
       "%\n1\tTime: past\n2\tTime: to come\n%\nwas\t1\nwill\t2\n"},
      {"a term that begins as a comment", read_liwc,
       "%\n1\tt\n%\n# one\t1\n#two\t1\n# layer: x\t1\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Diagnostics lost, faults;
    const Lexicon lexicon = c.read(*memory_source(c.bytes, "x.dic"), lost);
    const Lexicon again = read_lexicon(*memory_source(write_tsv(lexicon, lost), "x.tsv"), faults);
    CHECK(faults.empty());
    CHECK(shown(again) == shown(lexicon));
    CHECK(lexicon_digest(again) == lexicon_digest(lexicon));
  }
}
