#include "aggregate/post_reader.h"

#include <doctest/doctest.h>

#include <string>

#include "aggregate/partial.h"
#include "record/record.h"

using namespace tarn;
using namespace tarn::aggregate;

namespace {

/// A post of five characters with counts, so that nobody need segment it.
std::string line(const std::string& members) {
  return R"({"doc_id":"a","counts":{"words":3,"sentences":1},"text":"é y z",)" + members + '}';
}

std::string span(const std::string& members) {
  return line(R"("spans":[{"start":0,"end":1,)" + members + "}]");
}

std::string shown(const std::optional<JsonError>& error) {
  return error ? std::to_string(error->byte) + ' ' + error->message : "good";
}

std::string refusal(const std::string& text) {
  Record record;
  return shown(record.parse(text));
}

std::string summary(const std::string& text, const AggregateOptions& options = {}) {
  PostReader reader(options);
  PostSummary made;
  if (const auto error = reader.read(text, made)) return shown(error);
  std::string out;
  append_partial(out, made, "");
  return out;
}

}  // namespace

TEST_CASE("aggregate/post_reader: it judges units and spans as a record does") {
  const struct {
    const char* name;
    std::string line;
  } refused[] = {
      {"sentences unsorted", line(R"("sentences":[[2,3],[0,1]])")},
      {"sentences that overlap", line(R"("sentences":[[0,3],[2,4]])")},
      {"sentences beyond the text", line(R"("sentences":[[0,6]])")},
      {"sentences are no list", line(R"("sentences":{})")},
      {"an empty sentence", line(R"("sentences":[[0,0]])")},
      {"a sentence of one offset", line(R"("sentences":[[1]])")},
      {"a sentence of three offsets", line(R"("sentences":[[1,2,3]])")},
      {"a sentence that ends before it starts", line(R"("sentences":[[2,1]])")},
      {"a sentence across paragraphs", line(R"("paragraphs":[[0,1],[2,5]],"sentences":[[0,3]])")},
      {"paragraphs unsorted", line(R"("paragraphs":[[2,3],[0,1]])")},
      {"tokens alone", line(R"("tokens":[[0,1]])")},
      {"a token outside of sentences", line(R"("sentences":[[0,1]],"tokens":[[2,3]])")},
      {"a token across sentences", line(R"("tokens":[[0,3]],"sentences":[[0,1],[2,5]])")},
      {"an empty token", line(R"("sentences":[[0,1]],"tokens":[[0,0]])")},
      {"a fraction", line(R"("sentences":[[0,1.0]])")},
      {"a number beyond all", line(R"("sentences":[[0,123456789012345678901234567890]])")},
      {"before the text", R"({"doc_id":"a","sentences":[[0,2]],"text":"é"})"},
      {"no label", span(R"("layer":"code")")},
      {"an empty label", span(R"("layer":"code","label":"")")},
      {"a label that is a number", span(R"("layer":"code","label":1)")},
      {"spans unsorted", line(R"("spans":[{"start":1,"end":2,"layer":"a","label":"b"},)"
                              R"({"start":0,"end":2,"layer":"a","label":"b"}])")},
      {"a span that ends before it starts",
       line(R"("spans":[{"start":2,"end":1,"layer":"a","label":"b"}])")},
      {"a span beyond the text", line(R"("spans":[{"start":2,"end":6,"layer":"a","label":"b"}])")},
      {"a span before the text",
       R"({"doc_id":"a","spans":[{"start":0,"end":2,"layer":"a","label":"b"}],"text":"é"})"},
      {"status", span(R"("layer":"stance","label":"valence","status":"negated")")},
      {"a status that is a number", span(R"("layer":"stance","label":"valence","status":[1])")},
      {"scope", span(R"("layer":"modifier","label":"negator","scope":[1])")},
      {"scope beyond the text", span(R"("layer":"modifier","label":"negator","scope":[1,9])")},
      {"consumed", span(R"("layer":"modifier","label":"negator","consumed":1)")},
      {"evidence", span(R"("layer":"stance","label":"valence","evidence":1)")},
      {"base", span(R"("layer":"stance","label":"valence","base":"1")")},
      {"score of a theme", span(R"("layer":"theme","label":"t","score":"1")")},
      {"sentence of a theme", span(R"("layer":"theme","label":"t","sentence":"1")")},
      {"sentence of a modifier", span(R"("layer":"modifier","label":"t","sentence":-1)")},
      {"sentence before the layer", span(R"("sentence":1.5,"layer":"stance","label":"valence")")},
      {"a holder that is a number", span(R"("layer":"stance","label":"valence","holder":1)")},
  };
  for (const auto& c : refused) {
    CAPTURE(c.name);
    CHECK(refusal(c.line) != "good");
    CHECK(summary(c.line) == refusal(c.line));
  }
  const struct {
    const char* name;
    std::string line;
  } good[] = {
      {"units", line(R"("tokens":[[0,1],[2,3]],"sentences":[[0,5]],"paragraphs":[[0,5]])")},
      {"no units", line(R"("tokens":null,"sentences":null,"paragraphs":null)")},
      {"no spans", line(R"("spans":null)")},
      {"before the text", R"({"doc_id":"a","sentences":[[0,1]],"text":"é"})"},
      {"what others call so",
       span(R"("layer":"code","label":"c","sentence":"x","status":1,"score":{})")},
      {"null",
       span(R"("layer":"stance","label":"valence","score":null,"holder":null,"status":null)")},
  };
  for (const auto& c : good) {
    CAPTURE(c.name);
    CHECK(refusal(c.line) == "good");
    CHECK(summary(c.line).starts_with("{"));
  }
}

TEST_CASE("aggregate/post_reader: members of a span mean the same in any order") {
  const std::string usual = summary(span(
      R"("layer":"stance","label":"affect.hope","sentence":0,"score":1.5,"voice":"reported","holder":"other:\u0063linician","theme":"care")"));
  CHECK(usual.find("clinician") != std::string::npos);
  CHECK(usual.find("care") != std::string::npos);
  CHECK(usual.find("15000") != std::string::npos);
  // Former bugs: what stood before the layer was passed over.
  CHECK(
      summary(span(
          R"("theme":"care","holder":"other:clinician","voice":"reported","score":1.50,"sentence":0,"label":"affect.hope","layer":"stance")")) ==
      usual);
  AggregateOptions codes;
  codes.layer = "code";
  CHECK(summary(span(R"("sentence":0,"label":"l","layer":"code")"), codes) ==
        summary(span(R"("layer":"code","label":"l","sentence":0)"), codes));
}

TEST_CASE("aggregate/post_reader: what it alone needs it wants to be good") {
  const struct {
    const char* name;
    std::string line;
    const char* want;
  } cases[] = {
      {"a sentence that is not there", span(R"("layer":"theme","label":"t","sentence":1)"),
       "132 sentence is 1, the post has 1"},
      {"a score beyond all scores", span(R"("layer":"stance","label":"valence","score":1e300)"),
       "136 a score is out of range"},
      {"counts", R"({"doc_id":"a","text":"x","counts":1})",
       "34 an object is wanted, found a number"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(refusal(c.line) == "good");
    CHECK(summary(c.line) == c.want);
  }
}
