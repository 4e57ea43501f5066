#include "stage/tokenize.h"

#include <doctest/doctest.h>

using namespace tarn;

namespace {

std::string tokenized(const char* line, const TokenizeOptions& options = {}) {
  Record record;
  REQUIRE(!record.parse(line));
  Tokenizer tokenizer(options);
  tokenizer(record);
  std::string out;
  record.append_line(out);
  out.pop_back();
  return out;
}

template <typename Append>
std::string rendered(const char* line, const TokenizeOptions& options, Append append) {
  Record record;
  REQUIRE(!record.parse(line));
  const Tokenizer tokenizer(options);
  std::string out;
  (tokenizer.*append)(record, out);
  return out;
}

}  // namespace

TEST_CASE("stage/tokenize: records") {
  const struct {
    const char* name;
    const char* line;
    TokenizeOptions options;
    const char* want;
  } cases[] = {
      {"plain",
       R"({"doc_id":"a","text":"Hi you."})",
       {},
       R"({"doc_id":"a","text":"Hi you.","paragraphs":[[0,7]],"sentences":[[0,7]],)"
       R"("counts":{"words":2,"sentences":1},"tarn":{"tokenizer":"tarn-text/1"},)"
       R"("tokens":[[0,2],[3,6],[6,7]]})"},
      {"offsets count code points",
       R"({"doc_id":"a","text":"é 👍 ü"})",
       {},
       R"({"doc_id":"a","text":"é 👍 ü","paragraphs":[[0,5]],"sentences":[[0,5]],)"
       R"("counts":{"words":2,"sentences":1},"tarn":{"tokenizer":"tarn-text/1"},)"
       R"("tokens":[[0,1],[2,3],[4,5]]})"},
      {"nothing",
       R"({"doc_id":"a","text":""})",
       {.forms = true},
       R"({"doc_id":"a","text":"","paragraphs":[],"sentences":[],)"
       R"("counts":{"words":0,"sentences":0},"tarn":{"tokenizer":"tarn-text/1"},)"
       R"("tokens":[],"forms":[]})"},
      {"columns",
       R"({"doc_id":"a","text":"Don’t 2"})",
       {.forms = true, .norms = true, .types = true},
       R"({"doc_id":"a","text":"Don’t 2","paragraphs":[[0,7]],"sentences":[[0,7]],)"
       R"("counts":{"words":2,"sentences":1},"tarn":{"tokenizer":"tarn-text/1"},)"
       R"("tokens":[[0,5],[6,7]],"forms":["Don’t","2"],"norms":["don't","2"],)"
       R"("types":["word","number"]})"},
      {"sentences only, old tokens go",
       R"({"doc_id":"a","text":"Hi","sentences":[[0,2]],"tokens":[[0,2]],"forms":["Hi"],"x":1.50})",
       {.sentences_only = true},
       R"({"doc_id":"a","text":"Hi","sentences":[[0,2]],"x":1.50,"paragraphs":[[0,2]],)"
       R"("counts":{"words":1,"sentences":1},"tarn":{"tokenizer":"tarn-text/1"}})"},
      {"what others wrote into tarn stays",
       R"({"doc_id":"a","tarn":{"lexicons":{"x":"y"}},"text":"Hi"})",
       {},
       R"({"doc_id":"a","tarn":{"lexicons":{"x":"y"},"tokenizer":"tarn-text/1"},"text":"Hi",)"
       R"("paragraphs":[[0,2]],"sentences":[[0,2]],"counts":{"words":1,"sentences":1},)"
       R"("tokens":[[0,2]]})"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const std::string once = tokenized(c.line, c.options);
    CHECK(once == c.want);
    CHECK(tokenized(once.c_str(), c.options) == once);
  }
}

TEST_CASE("stage/tokenize: tables") {
  const char* line = R"({"doc_id":"a","text":"He's \"in\",\nnow. AT|T\n\nYes"})";
  const TokenizeOptions all{.norms = true, .types = true};
  CHECK(rendered(line, {}, &Tokenizer::append_text) == "He's \"in\", now.\nAT|T\nYes\n");
  CHECK(rendered(line, all, &Tokenizer::append_vertical) ==
        "<text id=\"a\">\n<p>\n<s>\nHe's\the's\tword\n&quot;\t&quot;\tpunctuation\nin\tin\tword\n"
        "&quot;\t&quot;\tpunctuation\n,\t,\tpunctuation\nnow\tnow\tword\n.\t.\tpunctuation\n</s>\n"
        "<s>\nAT\tat\tword\n|\t|\tsymbol\nT\tt\tword\n</s>\n</p>\n<p>\n<s>\nYes\tyes\tword\n</s>\n"
        "</p>\n</text>\n");
  const char* short_line = R"({"doc_id":"a","text":"So, |"})";
  CHECK(rendered(short_line, {}, &Tokenizer::append_conllu) ==
        "# newdoc id = a\n# newpar\n# sent_id = a-1\n# text = So, |\n"
        "1\tSo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t,\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "3\t|\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
  CHECK(rendered(short_line, all, &Tokenizer::append_conllu) ==
        "# newdoc id = a\n# newpar\n# sent_id = a-1\n# text = So, |\n"
        "1\tSo\t_\t_\t_\t_\t_\t_\t_\tNorm=so|SpaceAfter=No|Type=word\n"
        "2\t,\t_\t_\t_\t_\t_\t_\t_\tNorm=,|Type=punctuation\n"
        "3\t|\t_\t_\t_\t_\t_\t_\t_\tNorm=\\p|Type=symbol\n\n");
}

TEST_CASE("stage/units: the record's own, else tarn's") {
  Segmentation space;
  const Units units;
  Record own;
  REQUIRE(
      !own.parse(R"({"doc_id":"a","text":"a b. C","sentences":[[0,6]],"tokens":[[0,3],[5,6]]})"));
  CHECK(units.of(own, space).tokens.size() == 2);
  write_units(own, units.of(own, space));
  CHECK(own.json("counts") == R"({"words":2,"sentences":1})");

  Record bare;
  REQUIRE(!bare.parse(R"({"doc_id":"a","text":"a b. C"})"));
  write_units(bare, units.of(bare, space));
  CHECK(bare.json("sentences") == "[[0,4],[5,6]]");
}

TEST_CASE("stage/units: what made a record stands beside what is there") {
  const MadeBy::Lexicons first = {{"b@1", "sha256:2"}, {"a@1", "sha256:1"}};
  const MadeBy::Lexicons second = {{"b@1", "sha256:3"}};
  const struct {
    const char* name;
    const char* before;
    bool tokenizer;
    const char* want;
  } cases[] = {
      {"nothing there", "", true,
       R"({"tokenizer":"tarn-text/1","lexicons":{"a@1":"sha256:1","b@1":"sha256:3"}})"},
      {"the same again", "", true,
       R"({"tokenizer":"tarn-text/1","lexicons":{"a@1":"sha256:1","b@1":"sha256:3"}})"},
      {"units of the record", "", false, R"({"lexicons":{"a@1":"sha256:1","b@1":"sha256:3"}})"},
      {"members of others", R"(,"tarn":{"x":1.0,"lexicons":{"c@1":"sha256:9"}})", false,
       R"({"x":1.0,"lexicons":{"a@1":"sha256:1","b@1":"sha256:3","c@1":"sha256:9"}})"},
  };
  MadeBy by_first(first);
  MadeBy by_second(second);
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Record record;
    REQUIRE(!record.parse(R"({"doc_id":"a","text":"x")" + std::string(c.before) + "}"));
    by_first.write(record, c.tokenizer);
    by_second.write(record, c.tokenizer);
    CHECK(record.json("tarn") == c.want);
  }
}
