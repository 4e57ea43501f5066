#include <doctest/doctest.h>

#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

namespace {

std::string shown(const Diagnostics& faults) {
  std::vector<std::string> words;
  for (const Diagnostic& fault : faults) {
    words.push_back(std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) +
                    " " + fault.code);
  }
  return joined(words, ", ");
}

}  // namespace

TEST_CASE("stance/constants: faults") {
  const struct {
    const char* name;
    const char* file;
    const char* want;
  } cases[] = {
      {"fine", "key\tvalue\tnote\nf_but\t0.6\t\n", ""},
      {"comment and CRLF", "# a\r\nkey\tvalue\r\nf_but\t0.6\r\n", ""},
      {"unknown key", "key\tvalue\nfbut\t0.6\n", "2:1 unknown-key"},
      {"twice", "key\tvalue\nf_but\t0.6\nf_but\t0.6\n", "3:1 duplicate-key"},
      {"no number", "key\tvalue\nf_but\tmuch\n", "2:7 bad-value"},
      {"no whole number", "key\tvalue\nneg_reach\t2.5\n", "2:11 bad-value"},
      {"out of range", "key\tvalue\nneg_reach\t-1\n", "2:11 bad-value"},
      {"missing cell", "key\tvalue\nf_but\n", "2:7 bad-value"},
      {"missing column", "key\tnumber\nf_but\t1\n", "1:1 missing-column, 2:7 bad-value"},
      {"too many cells", "key\tvalue\nf_but\t1\t\t\n", "2:1 too-many-cells"},
      {"empty", "", "0:0 missing-header"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto source = memory_source(c.file);
    Constants constants = shipped_constants();
    Diagnostics faults;
    read_constants(*source, constants, faults);
    CHECK(shown(faults) == c.want);
  }
}

TEST_CASE("stance/constants: an own file replaces what it names") {
  const auto source = memory_source("key\tvalue\nneg_reach\t3\nf_but\t1\n");
  Constants constants = shipped_constants();
  Diagnostics faults;
  CHECK(read_constants(*source, constants, faults) == 2);
  Constants want = shipped_constants();
  want.neg_reach = 3;
  want.f_but = 1;
  CHECK(constants == want);
}

TEST_CASE("stance/dimensions: faults and look-up") {
  const std::string header = "dimension\tnegation\tdegree\tnonfactual\tcontrast\tgate\tspans\n";
  const struct {
    const char* name;
    const char* rows;
    const char* want;
  } cases[] = {
      {"fine", "a\tshift\tsigned\tyes\tno\tnone\tdefault\n", ""},
      {"unknown word", "a\tflip\tsigned\tyes\tno\tnone\tdefault\n", "2:0 bad-value"},
      {"two unknown words", "a\tflip\tsigned\tyes\tno\tsome\tdefault\n",
       "2:0 bad-value, 2:0 bad-value"},
      {"twice", "a\tkeep\tno\tno\tno\tnone\tall\na\tkeep\tno\tno\tno\tnone\tall\n",
       "3:1 duplicate-dimension"},
      {"no name", "\tkeep\tno\tno\tno\tnone\tall\n", "2:1 duplicate-dimension"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto source = memory_source(header + c.rows);
    Diagnostics faults;
    read_dimensions(*source, faults);
    CHECK(shown(faults) == c.want);
  }
  const Dimensions shipped = shipped_dimensions();
  CHECK(shipped.find("affect.hope")->name == "affect");
  CHECK(shipped.find("reflection.feel")->author_gate);
  CHECK(shipped.find("reflection") == nullptr);
  CHECK(shipped.find("engagement.self")->quiet);
  CHECK(!shipped.find("obligation.request")->scored());
}

TEST_CASE("stance/model: an entry that no class or dimension knows is an error with its place") {
  const struct {
    const char* layer;
    const char* category;
    const char* want;
  } cases[] = {
      {"modifier", "negators", "unknown modifier class 'negators' of entry 'x'"},
      {"holder", "someone", "unknown holder class 'someone' of entry 'x'"},
      {"stance", "beauty", "category 'beauty' belongs to no dimension of entry 'x'"},
      {"theme", "food", "layer 'theme' is none of stance of entry 'x'"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.category);
    Lexicon lexicon;
    lexicon.name = "own";
    lexicon.layer = c.layer;
    lexicon.file = "own.tsv";
    LexiconEntry entry;
    entry.pattern = "x";
    entry.category = c.category;
    entry.line = 7;
    lexicon.entries.push_back(entry);
    std::vector<Lexicon> lexicons;
    lexicons.push_back(lexicon);
    try {
      const Model model(lexicons, shipped_constants(), shipped_dimensions());
      FAIL("no error");
    } catch (const ResourceError& error) {
      CHECK(std::string(error.what()) == c.want);
      CHECK(shown(error.place()) == "own.tsv:7");
    }
  }
}
