#include "record/record.h"

#include <doctest/doctest.h>

#include <string>

using namespace tarn;

namespace {

/// The line after `change`, without its newline.
template <typename Change>
std::string changed(std::string_view line, Change change) {
  Record record;
  const auto error = record.parse(line);
  REQUIRE_MESSAGE(!error, (error ? error->message : ""));
  change(record);
  std::string out;
  record.append_line(out);
  REQUIRE(out.back() == '\n');
  out.pop_back();
  return out;
}

Annotation made(std::uint32_t begin, std::uint32_t end, const char* layer, const char* label) {
  Annotation a;
  a.span = {begin, end};
  a.layer = layer;
  a.label = label;
  return a;
}

}  // namespace

TEST_CASE("record/record: what nobody sets passes byte for byte") {
  const char* lines[] = {
      R"({"doc_id":"a","text":"x"})",
      R"({"n":1.50,"text":"\u0061","doc_id":"a","z":[1E+2, {"q" : null}],"long":123456789012345678901234567890})",
      R"({"doc_id":"a", "text":"x", "tags": [ "b" ]})",
      R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"code","label":"l","mine":1.0}]})",
  };
  for (const char* line : lines) CHECK(changed(line, [](Record&) {}) == line);
}

TEST_CASE("record/record: fields are set in place or at the end, and removed") {
  const struct {
    const char* name;
    const char* line;
    void (*change)(Record&);
    const char* want;
  } cases[] = {
      {"new", R"({"doc_id":"a","text":"x"})", [](Record& r) { r.set("n", "1"); },
       R"({"doc_id":"a","text":"x","n":1})"},
      {"in place", R"({"n":0,"doc_id":"a","text":"x"})", [](Record& r) { r.set("n", "1"); },
       R"({"n":1,"doc_id":"a","text":"x"})"},
      {"twice", R"({"doc_id":"a","text":"x"})",
       [](Record& r) {
         r.set("n", "1");
         r.set("m", "2");
         r.set("n", "3");
       },
       R"({"doc_id":"a","text":"x","n":3,"m":2})"},
      {"removed first", R"({"n":0, "doc_id":"a","text":"x"})", [](Record& r) { r.remove("n"); },
       R"({"doc_id":"a","text":"x"})"},
      {"removed in the middle", R"({"doc_id":"a","n":0,"text":"x"})",
       [](Record& r) { r.remove("n"); }, R"({"doc_id":"a","text":"x"})"},
      {"removed last", R"({"doc_id":"a","text":"x","n":{}})", [](Record& r) { r.remove("n"); },
       R"({"doc_id":"a","text":"x"})"},
      {"removed and absent", R"({"doc_id":"a","text":"x"})", [](Record& r) { r.remove("n"); },
       R"({"doc_id":"a","text":"x"})"},
      {"key with an escape", R"({"doc_id":"a","text":"x","\u006e":0})",
       [](Record& r) { r.set("n", "1"); }, R"({"doc_id":"a","text":"x","\u006e":1})"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(changed(c.line, c.change) == c.want);
  }
}

TEST_CASE("record/record: offsets are code points outside and bytes inside") {
  Record record;
  // a🌱é b: 5 code points, 9 bytes.
  REQUIRE(!record.parse(
      R"({"doc_id":"x","text":"a🌱é b","spans":[{"start":1,"end":3,"layer":"code","label":"l"}]})"));
  CHECK(record.annotations()[0].span == Span{1, 7});
  CHECK(record.offsets().size() == 5);
  record.replace_annotations([](const Annotation&) { return false; }, {made(8, 9, "theme", "t")});
  std::string out;
  record.append_line(out);
  CHECK(
      out ==
      R"({"doc_id":"x","text":"a🌱é b","spans":[{"start":1,"end":3,"layer":"code","label":"l"},{"start":4,"end":5,"layer":"theme","label":"t"}]})"
      "\n");
}

TEST_CASE("record/record: a stage replaces its own annotations and keeps others'") {
  const auto mine = [](const Annotation& a) { return a.layer == "theme"; };
  const auto tag = [&](Record& r) {
    r.replace_annotations(mine, {made(2, 3, "theme", "b"), made(0, 1, "theme", "a")});
  };
  const std::string once = changed(
      R"({"doc_id":"x","text":"abc","spans":[{"start":0,"end":2,"layer":"code","label":"z","x":1.0}]})",
      tag);
  CHECK(
      once ==
      R"({"doc_id":"x","text":"abc","spans":[{"start":0,"end":1,"layer":"theme","label":"a"},{"start":0,"end":2,"layer":"code","label":"z","x":1.0},{"start":2,"end":3,"layer":"theme","label":"b"}]})");
  CHECK(changed(once, tag) == once);
}

TEST_CASE("record/record: a stage that makes many spans") {
  Record record;
  REQUIRE(!record.parse(
      R"({"doc_id":"x","text":"abc","spans":[{"start":0,"end":1,"layer":"theme","label":"old"},{"start":0,"end":3,"layer":"c\u006fde","label":"\"z\"","x":1.0}]})"));
  CHECK(record.spans()[1].layer == "code");
  CHECK(record.spans()[1].label == "\"z\"");
  const auto is_theme = [](const SpanView& span) { return span.layer == "theme"; };
  SpanList list;
  const auto add = [&](Span span, const char* label) {
    AnnotationView annotation;
    annotation.span = span;
    annotation.layer = std::string_view("theme");
    annotation.label = std::string_view(label);
    list.add(annotation, record.offsets());
  };
  add({1, 2}, "b");
  add({0, 3}, "y");
  add({0, 3}, "a");
  record.replace_spans(is_theme, list);
  const char* want =
      R"([{"start":0,"end":3,"layer":"c\u006fde","label":"\"z\"","x":1.0},{"start":0,"end":3,"layer":"theme","label":"a"},{"start":0,"end":3,"layer":"theme","label":"y"},{"start":1,"end":2,"layer":"theme","label":"b"}])";
  CHECK(record.json("spans") == want);
  CHECK(record.spans().size() == 4);
  CHECK(record.annotations()[3].label == "b");

  list.clear();
  add({2, 3}, "c");
  record.replace_spans(is_theme, list);
  CHECK(record.spans().size() == 2);
  CHECK(record.annotations()[1].span == Span{2, 3});
}

TEST_CASE("record/record: every member of an annotation is written and read back") {
  Annotation a = made(0, 1, "stance", "affect.hope");
  a.sentence = 0;
  a.score = 1.5;
  a.voice = "reported";
  a.holder = "other:clinician";
  a.status = {"negated", "hypothetical"};
  a.theme = "coproduction";
  a.theme_level = "clause";
  a.lexicon = "affect@1.0.0";
  a.entry = "hope*";
  a.base = 2;
  a.holder_rule = "subj";
  a.evidence = {{"degree", "very", {2, 3}, 1.25}};
  a.scope = Span{1, 3};
  a.consumed = true;
  a.coder = "A";
  const std::string line = changed(R"({"doc_id":"x","text":"abc"})", [&](Record& r) {
    r.replace_annotations([](const Annotation&) { return false; }, {a});
  });
  CHECK(
      line ==
      R"({"doc_id":"x","text":"abc","spans":[{"start":0,"end":1,"layer":"stance","label":"affect.hope","sentence":0,"score":1.5,"voice":"reported","holder":"other:clinician","status":["negated","hypothetical"],"theme":"coproduction","theme_level":"clause","coder":"A","scope":[1,3],"consumed":true,"lexicon":"affect@1.0.0","entry":"hope*","base":2,"holder_rule":"subj","evidence":[{"op":"degree","entry":"very","start":2,"end":3,"value":1.25}]}]})");
  Record again;
  REQUIRE(!again.parse(line));
  const Annotation& b = again.annotations().at(0);
  CHECK(b.score == a.score);
  CHECK(b.voice == a.voice);
  CHECK(b.holder == a.holder);
  CHECK(b.status == a.status);
  CHECK(b.theme == a.theme);
  CHECK(b.theme_level == a.theme_level);
  CHECK(b.lexicon == a.lexicon);
  CHECK(b.entry == a.entry);
  CHECK(b.base == a.base);
  CHECK(b.holder_rule == a.holder_rule);
  CHECK(b.evidence == a.evidence);
  CHECK(b.scope == a.scope);
  CHECK(b.consumed);
  CHECK(b.coder == a.coder);
}

TEST_CASE("record/record: units of the record") {
  Record record;
  REQUIRE(!record.parse(
      R"({"doc_id":"x","text":"Hé, you. No!","paragraphs":[[0,12]],"sentences":[[0,8],[9,12]],"tokens":[[0,2],[2,3],[4,7],[7,8],[9,11],[11,12]]})"));
  REQUIRE(record.units());
  const Segmentation& units = *record.units();
  CHECK(units.sentences.size() == 2);
  CHECK(units.sentences[0].words == 2);
  CHECK(units.sentences[1].first_token == 4);
  CHECK(units.sentences[1].end_token == 6);
  CHECK(slice(record.text(), units.tokens[2].span) == "you");
  REQUIRE(record.sentences() != nullptr);
  CHECK(*record.sentences() == std::vector<Span>{{0, 9}, {10, 13}});

  REQUIRE(!record.parse(R"({"sentences":[[0,1]],"doc_id":"x","text":"é y"})"));
  CHECK(!record.units());
  REQUIRE(record.sentences() != nullptr);
  CHECK(*record.sentences() == std::vector<Span>{{0, 2}});

  REQUIRE(!record.parse(R"({"doc_id":"x","text":"y","sentences":null})"));
  CHECK(record.sentences() == nullptr);
}

TEST_CASE("record/record: what is refused, and where") {
  const struct {
    const char* name;
    const char* line;
    std::size_t byte;
    const char* message;
  } cases[] = {
      {"no object", "[1]", 0, "a record is an object, found an array"},
      {"no doc_id", R"({"text":"x"})", 0, "no doc_id"},
      {"doc_id a number", R"({"doc_id":1,"text":"x"})", 10,
       "doc_id is a number, a string is wanted"},
      {"empty doc_id", R"({"doc_id":"","text":"x"})", 10, "doc_id is empty"},
      {"no text", R"({"doc_id":"a"})", 0, "no text"},
      {"text null", R"({"doc_id":"a","text":null})", 21, "text is null, a string is wanted"},
      {"tokens alone", R"({"doc_id":"a","text":"x","tokens":[[0,1]]})", 34,
       "tokens without sentences"},
      {"token outside of sentences",
       R"({"doc_id":"a","text":"x y","sentences":[[0,1]],"tokens":[[0,1],[2,3]]})", 63,
       "tokens: this one does not lie in one sentence"},
      {"overlapping tokens",
       R"({"doc_id":"a","text":"xyz","sentences":[[0,3]],"tokens":[[0,2],[1,3]]})", 63,
       "tokens: not sorted, or overlapping"},
      {"empty token", R"({"doc_id":"a","text":"x","sentences":[[0,1]],"tokens":[[0,0]]})", 55,
       "tokens: empty range"},
      {"offset beyond the text", R"({"doc_id":"a","text":"é","sentences":[[0,2]],"tokens":[]})", 42,
       "sentences end is 2, a whole number from 0 to 1 is wanted"},
      {"span without a label",
       R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"l"}]})", 34,
       "a span needs start, end, layer and label"},
      {"span ends before it starts",
       R"({"doc_id":"a","text":"xy","spans":[{"start":2,"end":1,"layer":"l","label":"m"}]})", 35,
       "span: end lies before start"},
      {"spans unsorted",
       R"({"doc_id":"a","text":"xy","spans":[{"start":1,"end":2,"layer":"l","label":"m"},{"start":0,"end":2,"layer":"l","label":"m"}]})",
       79, "spans: not sorted by start, end, layer, label"},
      {"score of ours is no number",
       R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"stance","label":"m","score":"1"}]})",
       90, "score is a string, a number is wanted"},
      {"span with an empty label",
       R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"l","label":""}]})", 34,
       "span: label is empty"},
      // Former bugs.
      {"sentences without tokens", R"({"doc_id":"x","text":"y z","sentences":[[2,3],[0,1]]})", 46,
       "sentences: not sorted, or overlapping"},
      {"paragraphs without tokens", R"({"doc_id":"x","text":"y z","paragraphs":[[0,4]]})", 44,
       "paragraphs end is 4, a whole number from 0 to 3 is wanted"},
      {"a score beyond all doubles",
       R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"stance","label":"m","score":-1e999}]})",
       90, "score is -1e999, a number of reasonable size is wanted"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Record record;
    const auto error = record.parse(c.line);
    REQUIRE(error.has_value());
    CHECK(error->message == c.message);
    CHECK(error->byte == c.byte);
  }
}

TEST_CASE("record/record: a score of any size and length is read") {
  const struct {
    const char* score;
    double want;
  } cases[] = {
      {"123456789012345678901234567890", 123456789012345678901234567890.0},
      {"0.500000000000000000000000000000", 0.5},
      {"5e-324", 5e-324},
      // Former bugs.
      {"1E-999", 0},
      {"-1E-999", 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.score);
    Record record;
    const std::string line =
        R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"stance","label":"m","score":)" +
        std::string(c.score) + "}]}";
    REQUIRE(!record.parse(line));
    CHECK(record.annotations().at(0).score == c.want);
    std::string out;
    record.append_line(out);
    CHECK(out.find(c.score) != std::string::npos);
  }
}

TEST_CASE("record/record: spans in the form in which tarn writes them, and nearly so") {
  const struct {
    const char* name;
    const char* span;
    const char* want;  ///< start, end, layer, label; or the fault
  } cases[] = {
      {"as written", R"({"start":0,"end":2,"layer":"theme","label":"a.b","sentence":10})",
       "0-3 theme a.b 10"},
      {"white space", R"({"start":0, "end":2,"layer":"theme","label":"a","sentence":1})",
       "0-3 theme a 1"},
      {"another order", R"({"end":2,"start":1,"layer":"theme","label":"a","sentence":1})",
       "1-3 theme a 1"},
      {"one member more", R"({"start":0,"end":2,"layer":"theme","label":"a","sentence":1,"x":[]})",
       "0-3 theme a 1"},
      {"an escape", R"({"start":0,"end":2,"layer":"theme","label":"\"a","sentence":1})",
       "0-3 theme \"a 1"},
      {"no sentence", R"({"start":0,"end":2,"layer":"theme","label":"a"})", "0-3 theme a -"},
      {"beyond the text", R"({"start":0,"end":4,"layer":"theme","label":"a","sentence":1})",
       "end is 4, a whole number from 0 to 3 is wanted"},
      {"end before start", R"({"start":2,"end":1,"layer":"theme","label":"a","sentence":1})",
       "span: end lies before start"},
      {"a leading zero", R"({"start":0,"end":01,"layer":"theme","label":"a","sentence":1})",
       "not valid JSON: bad number"},
      {"not whole", R"({"start":0,"end":1.0,"layer":"theme","label":"a","sentence":1})",
       "end is 1.0, a whole number from 0 to 3 is wanted"},
      {"a key twice", R"({"start":0,"end":1,"layer":"theme","label":"a","sentence":1,"end":1})",
       "duplicate key \"end\""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Record record;
    const auto error =
        record.parse(R"({"doc_id":"x","text":"aéb","spans":[)" + std::string(c.span) + "]}");
    if (error) {
      CHECK(error->message == c.want);
      continue;
    }
    const Annotation& a = record.annotations().at(0);
    CHECK(std::to_string(a.span.begin) + "-" + std::to_string(a.span.end) + " " + a.layer + " " +
              a.label + " " + (a.sentence ? std::to_string(*a.sentence) : "-") ==
          c.want);
  }
}

TEST_CASE("record/record: a field that the record before had too is read as ever") {
  const auto line = [](const std::string& tarn) {
    return R"({"doc_id":"x","tarn":)" + tarn + R"(,"text":"a"})";
  };
  Record record;
  REQUIRE(!record.parse(line(R"({"x":1})")));
  for (const char* tarn : {R"({"x":1})", R"({"x":1} )", R"({"x":12})", "null", "[1]"}) {
    CAPTURE(tarn);
    REQUIRE(!record.parse(line(tarn)));
    std::string out;
    record.append_line(out);
    CHECK(out == line(tarn) + "\n");
  }
  for (const char* tarn : {R"({"x":1}})", R"({"x":1},{})", R"({"x":1}1)"}) {
    CAPTURE(tarn);
    CHECK(record.parse(line(tarn)));
  }
}

TEST_CASE("record/record: members of layers that are not ours may hold anything") {
  const char* line =
      R"({"doc_id":"a","text":"x","spans":[{"start":0,"end":1,"layer":"code","label":"m","score":"high","status":1}]})";
  CHECK(changed(line, [](Record&) {}) == line);
}
