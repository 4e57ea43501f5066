#include "lexicon/lexicon.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "lexicon/helpers.h"

using namespace tarn;

namespace {

/// "3:7 bad-weight" of every fault.
std::string faults_of(const std::string& text) {
  Diagnostics faults;
  test::lexicon_of(text, faults);
  std::string out;
  for (const Diagnostic& fault : faults) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}:{} {}", fault.place.line, fault.place.column, fault.code);
  }
  return out;
}

}  // namespace

TEST_CASE("lexicon/lexicon: a whole file") {
  Diagnostics faults;
  const Lexicon lexicon = test::lexicon_of(
      "\xEF\xBB\xBF# name: themes\n# layer: theme\n# version: 1.2.0\n# language: en\n"
      "# licence: CC0-1.0\n# source: own: writing\n# uses: modifier, stance\n# overlap: all\n"
      "#about hope:looks forward\n\n"
      "category\tpattern\tseen\tweight\tflags\tnote\n"
      "# a comment\n"
      "hope.own\thopeful\t12\t-1.5\tcs nostart\tsee\n"
      "!\t#hashtag\n",
      faults);
  CHECK(faults.empty());
  CHECK(lexicon.identity() == "themes@1.2.0");
  CHECK(lexicon.source == "own: writing");
  CHECK(lexicon.overlap_all);
  CHECK(lexicon.uses == std::vector<std::string>{"modifier", "stance"});
  REQUIRE(lexicon.metadata.size() == 9);
  CHECK(lexicon.metadata[8] == std::pair<std::string, std::string>("about hope", "looks forward"));
  REQUIRE(lexicon.entries.size() == 2);
  const LexiconEntry& entry = lexicon.entries[0];
  CHECK(entry.pattern == "hopeful");
  CHECK(entry.category == "hope.own");
  CHECK(entry.weight == -1.5);
  CHECK(entry.flags == "cs nostart");
  CHECK(entry.note == "see");
  CHECK(entry.other_columns[0] == std::pair<std::string, std::string>("seen", "12"));
  CHECK(entry.line == 13);
  CHECK(lexicon.entries[1].pattern == "#hashtag");
  CHECK(lexicon.entries[1].weight == 1);
}

TEST_CASE("lexicon/lexicon: faults, all of them, with their places") {
  const std::string head = "pattern\tcategory\tweight\tflags\n";
  const struct {
    const char* name;
    std::string text;
    const char* want;
  } cases[] = {
      {"none", head + "a\tb\n", ""},
      {"empty file", "", "1:1 no-header"},
      {"no header row", "hope\thope\n", "1:1 no-header"},
      {"a column is missing", "pattern\tweight\na\t1\n", "1:1 no-column, 2:1 empty-category"},
      {"a column twice", "pattern\tcategory\tpattern\na\tb\n", "1:18 bad-column"},
      {"a column without a name", "pattern\tcategory\t\na\tb\n", "1:18 bad-column"},
      {"too many cells", head + "a\tb\t1\t\tx\n", "2:8 extra-cell"},
      {"an empty row of cells", head + "\t\n", "2:1 empty-pattern, 2:2 empty-category"},
      {"empty pattern", head + "\tb\n", "2:1 empty-pattern"},
      {"empty category", head + "a\t\t1\n", "2:3 empty-category"},
      {"dots", head + "a\tb..c\na\t.b\na\tb.\n",
       "2:3 bad-category, 3:3 bad-category, 4:3 bad-category"},
      {"weight", head + "a\tb\tx\na\tb\t1,5\na\tb\tnan\n",
       "2:5 bad-weight, 3:5 bad-weight, 4:5 bad-weight"},
      {"flags", head + "a\tb\t1\tcs sc nostart=1 prev=\n",
       "2:10 bad-flag, 2:13 bad-flag, 2:28 bad-flag"},
      {"flag layers", head + "a\tb\t1\tlayers=theme\na\t!\t1\tlayers=themes\n",
       "2:7 bad-flag, 3:14 bad-flag"},
      {"flag of two words", head + "a\tb\t1\tnext=a,b\n", "2:12 bad-flag"},
      {"metadata",
       "# name: x\n# name: y\n# layer: thema\n# overlap: some\n# uses: b\n# v:\n# so\n" + head,
       "2:1 duplicate-metadata, 3:10 unknown-layer, 4:12 bad-metadata, 5:9 unknown-layer, "
       "6:4 bad-metadata, 7:1 bad-metadata"},
      {"bytes", head + "a\xFF\tb\na\x01\tb\n", "2:2 bad-utf8, 3:2 control-character"},
      {"line ends, once", "pattern\tcategory\r\na\tb\r\n", "1:17 line-end"},
      {"not normalised", head + "cafe\u0301\tb\n a\tb\na  b\tc\n",
       "2:1 not-normalised, 3:1 not-normalised, 4:2 not-normalised"},
      {"braces", head + "a {b\tc\na b}\tc\n{a}b\tc\na{b}\tc\n{a||b}\tc\na|b\tc\n",
       "2:3 bad-brace, 3:4 bad-brace, 4:4 bad-brace, 5:2 bad-brace, 6:4 empty-alternative, 7:2 "
       "bad-brace"},
      {"gaps",
       head + "a <3-2> b\tc\na <9> b\tc\n<2> b\tc\nb <1>\tc\na <x> b\tc\na <2 b\tc\na <0> b\tc\n",
       "2:3 bad-gap, 3:3 bad-gap, 4:1 bad-gap, 5:1 bad-gap, 7:3 bad-gap, 8:3 bad-gap"},
      {"wildcards alone", head + "*\tc\na ?\tc\n", "2:1 bare-wildcard, 3:3 bare-wildcard"},
      {"escape", head + "a\\\tc\n", "2:2 bad-escape"},
      {"never a token", head + "\u00AD\tc\n", "2:1 never-matches"},
      {"references", head + "a @!\tc\n", "2:3 bad-reference"},
      {"too many spellings",
       head + "{a|b|c|d|e|f|g|h|i|j|k} {a|b|c|d|e|f|g|h|i|j|k} {a|b|c|d|e|f|g|h|i|j|k} "
              "{a|b|c|d|e|f|g|h|i|j|k}\tc\na-b-c-d-e-f\tc\n",
       "2:1 too-many-spellings, 3:1 too-many-spellings"},
      {"several in one row", head + "a {b\t.c\tx\tz\n",
       "2:3 bad-brace, 2:6 bad-category, 2:9 bad-weight, 2:11 bad-flag"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(faults_of(c.text) == c.want);
  }
}

TEST_CASE("lexicon/lexicon: the digest is of what decides") {
  const auto digest = [](const std::string& text) {
    Diagnostics faults;
    return test::lexicon_of(text, faults).sha256;
  };
  const std::string plain =
      digest("# name: x\npattern\tcategory\tweight\tflags\nRent  cap\ta\t1.0\tcs nostart\n");
  CHECK(plain.size() == 64);
  CHECK(plain == digest("# name: x\n# version: 2\ncategory\tpattern\tnote\tflags\n# c\n\na\tRent "
                        "cap\tn\tnostart cs\n"));
  const char* const others[] = {
      "# name: y\npattern\tcategory\tweight\tflags\nRent cap\ta\t1\tcs nostart\n",
      "# name: x\n# layer: stance\npattern\tcategory\tweight\tflags\nRent cap\ta\t1\tcs nostart\n",
      "# name: x\n# overlap: all\npattern\tcategory\tweight\tflags\nRent cap\ta\t1\tcs nostart\n",
      "# name: x\npattern\tcategory\tweight\tflags\nrent cap\ta\t1\tcs nostart\n",
      "# name: x\npattern\tcategory\tweight\tflags\nRent cap\ta\t2\tcs nostart\n",
      "# name: x\npattern\tcategory\tweight\tflags\nRent cap\ta\t1\tcs\n",
      "# name: x\npattern\tcategory\tweight\tflags\nRent cap\tb\t1\tcs nostart\n",
  };
  for (const char* const other : others) {
    CAPTURE(other);
    CHECK(plain != digest(other));
  }
}

TEST_CASE("lexicon/lexicon: search by name and by path") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "tarn-lexicon-test";
  fs::create_directories(folder);
  std::ofstream(folder / "local.tsv") << "# version: 2\npattern\tcategory\na\tb\n";
  std::ofstream(folder / "broken.tsv") << "pattern\tcategory\na {\tb\n*\tb\n";
  const LexiconSearch search = lexicon_search({folder.string()});
  CHECK(search.folders.front() == folder);
  CHECK(find_lexicon("local", search) == folder / "local.tsv");
  CHECK(find_lexicon("./local.tsv", search) == fs::path("./local.tsv"));
  CHECK(load_named_lexicon("local", search).identity() == "local@2");
  CHECK(load_named_lexicon((folder / "local.tsv").string(), search).entries.size() == 1);
  // The source tree's own folder is found from the place of this executable.
  CHECK(load_named_lexicon("negators", search).layer == "modifier");
  CHECK_THROWS_WITH(
      find_lexicon("locl", LexiconSearch{{folder}}),
      fmt::format("no lexicon 'locl' (is 'local' meant?) in {}", folder.string()).c_str());
  const std::string broken = (folder / "broken.tsv").string();
  CHECK_THROWS_WITH(
      load_lexicon(broken),
      fmt::format(
          "'{{' is not closed\n{}:3:1: error: a wildcard that is a whole token matches everything: "
          "write _ for any word, \\* or \\? for the character",
          broken)
          .c_str());
  fs::remove_all(folder);
}
