#include "lexicon/matcher.h"

#include <doctest/doctest.h>

#include "lexicon/helpers.h"

using namespace tarn;

namespace {

struct Case {
  const char* name;
  std::vector<std::string_view> rows;
  const char* text;
  const char* want;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CAPTURE(c.text);
    CHECK(test::hits(c.rows, c.text) == c.want);
  }
}

}  // namespace

TEST_CASE("lexicon/matcher: words") {
  check({
      {"a word", {"rent / housing"}, "the rent is due", "housing[rent]"},
      {"nothing", {"rent / housing"}, "the lease is due", ""},
      {"empty text", {"rent / housing"}, "", ""},
      {"not inside of a word", {"rent / housing"}, "current rents", ""},
      {"case is folded", {"Rent / housing"}, "RENT", "housing[RENT]"},
      {"a curly apostrophe", {"don't / no"}, "I don\u2019t", "no[don\u2019t]"},
      {"written with a curly apostrophe", {"don\u2019t / no"}, "I don't", "no[don't]"},
      {"decomposed in the lexicon", {"cafe\u0301 / place"}, "a caf\u00e9", "place[caf\u00e9]"},
      {"several hits", {"rent / housing"}, "rent and rent", "housing[rent] housing[rent]"},
      {"at both ends", {"rent / housing", "due / time"}, "rent due", "housing[rent] time[due]"},
      {"numbers", {"2019 / year"}, "in 2019", "year[2019]"},
      {"an emoticon with special characters", {":) / smile"}, "well :)", "smile[:)]"},
  });
}

TEST_CASE("lexicon/matcher: globs") {
  check({
      {"a run at the end",
       {"coproduc* / co"},
       "coproduction coproduce",
       "co[coproduction] co[coproduce]"},
      {"a run may be empty", {"hope* / hope"}, "hope", "hope[hope]"},
      {"a run at the start", {"*n't / no"}, "I don't, she hasn't", "no[don't] no[hasn't]"},
      {"one character",
       {"recogni?e* / see"},
       "recognise recognized recognie",
       "see[recognise] see[recognized]"},
      {"one character of several bytes", {"na?ve / adj"}, "na\u00efve", "adj[na\u00efve]"},
      {"runs on both sides", {"*hope* / hope"}, "unhopeful", "hope[unhopeful]"},
      {"a run in the middle", {"a*c*e / x"}, "abcde ace abd", "x[abcde] x[ace]"},
      {"inside one token", {"care* / care"}, "care home", "care[care]"},
      {"does not meet marks", {"a* / x"}, "b, c.", ""},
      {"a prefix longer than the word", {"hopeful* / x"}, "hope hopeful", "x[hopeful]"},
      {"a suffix", {"*less / x"}, "less hopeless lessen", "x[less] x[hopeless]"},
      {"a suffix that ends in a mark over a letter", {"*fé / x"}, "café cafe", "x[café]"},
      {"an end of more than 31 letters",
       {"pneumonoultramicroscopicsilicovolcano* / x"},
       "pneumonoultramicroscopicsilicovolcanoconiosis pneumonoultramicroscopicsilico",
       "x[pneumonoultramicroscopicsilicovolcanoconiosis]"},
      {"literal before glob", {"hope* / glob", "hope / word"}, "hope", "word[hope]"},
      {"an escaped star", {"a\\* / x"}, "ab", ""},
      {"beside an apostrophe", {"i'* / self"}, "I'm here", "self[I'm]"},
      {"a long prefix",
       {"pneumonoultramicroscopicsilicovolcanoconios* / x"},
       "pneumonoultramicroscopicsilicovolcanoconiosis",
       "x[pneumonoultramicroscopicsilicovolcanoconiosis]"},
  });
}

TEST_CASE("lexicon/matcher: sequences") {
  check({
      {"two words", {"rent cap / housing"}, "a rent cap now", "housing[rent cap]"},
      {"over a line break", {"rent cap / housing"}, "a rent\ncap", "housing[rent\ncap]"},
      {"not across a comma", {"rent cap / housing"}, "a rent, cap", ""},
      {"not across a sentence", {"rent cap / housing"}, "We rent. Cap it.", ""},
      {"across an apostrophe",
       {"experts by experience / x"},
       "'experts' by experience",
       "x[experts' by experience]"},
      {"across a hyphen that touches", {"peer led / x"}, "peer- led", "x[peer- led]"},
      {"not across a dash", {"was well / x"}, "it was - well", ""},
      {"a mark of its own", {"well , / x"}, "Well, yes", "x[Well,]"},
      {"alternatives",
       {"{reflect*|look*} back / r"},
       "look back, reflecting back, turn back",
       "r[look back] r[reflecting back]"},
      {"alternatives of several words",
       {"{in my view|i think} that / r"},
       "I think that; in my view that",
       "r[I think that] r[in my view that]"},
      {"nested alternatives", {"{a {b|c}|d} e / r"}, "a c e d e", "r[a c e] r[d e]"},
      {"any word", {"a _ b / x"}, "a z b, a b, a 7 b, a ! b", "x[a z b] x[a 7 b]"},
      {"a gap",
       {"look <0-2> back / x"},
       "look back, look all back, look the way back, look a b c back",
       "x[look back] x[look all back] x[look the way back]"},
      {"a gap of exactly two",
       {"look <2> back / x"},
       "look a back, look a b back",
       "x[look a b back]"},
      {"a gap does not cross a mark", {"look <0-3> back / x"}, "look, then back", ""},
      {"a gap takes the longest", {"a <0-3> b / x"}, "a b b", "x[a b b]"},
      {"a gap does not cross a sentence", {"look <0-3> back / x"}, "I look. Then back.", ""},
      {"hyphen: three spellings",
       {"co-production / x"},
       "co-production coproduction co production",
       "x[co-production] x[coproduction] x[co production]"},
      {"hyphen in a phrase",
       {"well-being group / x"},
       "wellbeing group, well being group",
       "x[wellbeing group] x[well being group]"},
      {"hyphen and glob",
       {"co-produc* / x"},
       "coproduce co-producing co producers",
       "x[coproduce] x[co-producing] x[co producers]"},
      {"hyphen before a wildcard alone",
       {"self-* / x"},
       "self-care selfish self care",
       "x[self-care]"},
      {"an escaped hyphen", {"co\\-op / x"}, "co-op coop", "x[co-op]"},
      {"two hyphens",
       {"end-of-life / x"},
       "end of life, end-of-life, end-of life",
       "x[end of life] x[end-of-life] x[end-of life]"},
  });
}

TEST_CASE("lexicon/matcher: who wins") {
  check({
      {"more tokens first",
       {"patient / a", "patient safety / b"},
       "patient safety",
       "b[patient safety]"},
      {"then the earlier", {"a b / x", "b c / y"}, "a b c", "x[a b]"},
      {"longer, though later", {"a b / x", "b c d / y"}, "a b c d", "y[b c d]"},
      {"what loses frees its tokens",
       {"a b / x", "b c d / y", "a / z"},
       "a b c d",
       "z[a] y[b c d]"},
      {"then the earlier line", {"hop* / x", "ho* / y"}, "hope", "x[hope]"},
      {"an exclusion takes its tokens",
       {"patient / a", "very patient / !"},
       "very patient patient",
       "![very patient] a[patient]"},
      {"an exclusion loses to a longer entry",
       {"is patient / !", "is patient safety / b"},
       "it is patient safety",
       "b[is patient safety]"},
      {"one pattern, several categories",
       {"hopeful / valence / 2", "hopeful / affect.hope / 2"},
       "hopeful",
       "valence+affect.hope[hopeful]"},
      {"one pattern after folding",
       {"Hopeful / valence", "hopeful / affect"},
       "hopeful",
       "valence+affect[hopeful]"},
      {"a category twice", {"hope / a / 1", "hope / a / 2"}, "hope", "a[hope]"},
      {"different flags are different entries",
       {"hope / a", "hope / b / 1 / nostart"},
       "so hope",
       "a[hope]"},
      {"an emptied word", {"x / a"}, "y", ""},
  });
}

TEST_CASE("lexicon/matcher: flags") {
  check({
      {"cs: as written", {"Trust / x / 1 / cs"}, "the Trust, the trust, TRUST", "x[Trust]"},
      {"cs: a glob", {"Trust* / x / 1 / cs"}, "Trusts trusts", "x[Trusts]"},
      {"cs: apostrophes fold all the same", {"NHS's / x / 1 / cs"}, "NHS\u2019s", "x[NHS\u2019s]"},
      {"cs: umlauts", {"\u00c4mter / x / 1 / cs"}, "\u00c4mter \u00e4mter", "x[\u00c4mter]"},
      {"nostart", {"trust / x / 1 / nostart"}, "Trust trust", "x[trust]"},
      {"nostart: behind a quotation mark", {"trust / x / 1 / nostart"}, "\"Trust them\"", ""},
      {"nostart: every sentence", {"trust / x / 1 / nostart"}, "We. Trust them.", ""},
      {"prev", {"kind / x / 1 / prev=was|very"}, "was kind, very kind, a kind", "x[kind] x[kind]"},
      {"prev with a glob", {"kind / x / 1 / prev=ver*"}, "very kind", "x[kind]"},
      {"prev wants a word", {"kind / x / 1 / prev=was"}, "kind", ""},
      {"prev not across a mark", {"kind / x / 1 / prev=was"}, "was, kind", ""},
      {"prev not across a sentence", {"kind / x / 1 / prev=was"}, "It was. Kind.", ""},
      {"prev!=", {"kind / x / 1 / prev!=a"}, "a kind, was kind", "x[kind]"},
      {"prev!= at the start", {"kind / x / 1 / prev!=a"}, "kind", "x[kind]"},
      {"next", {"mean / x / 1 / next=to"}, "mean to, mean it", "x[mean]"},
      {"next!=",
       {"patient / x / 1 / next!=safety|flow"},
       "patient safety, patient voice, patient",
       "x[patient] x[patient]"},
      {"next!=* wants no word", {"no / x / 1 / next!=*"}, "no, no way, no", "x[no] x[no]"},
      {"two flags", {"may / x / 1 / cs next!=2019"}, "may May 2019, may 2019", "x[may]"},
      {"an entry that fails leaves its tokens",
       {"mean / x / 1 / next=to", "mean it / y"},
       "mean it",
       "y[mean it]"},
  });
}

TEST_CASE("lexicon/matcher: overlap all") {
  check({
      {"every hit",
       {"# overlap: all", "a b / x", "b c / y", "b / z"},
       "a b c",
       "x[a b] z[b] y[b c]"},
      {"once per category and span",
       {"# overlap: all", "hope* / x", "hope / x"},
       "hope",
       "x[hope]"},
      {"every placing of a gap", {"# overlap: all", "a <0-1> b / x"}, "a b b", "x[a b] x[a b b]"},
      {"an exclusion found in two ways is one",
       {"# overlap: all", "{a b|a} {c|b c} / !", "c d / x"},
       "a b c d",
       "![a b c]"},
      {"an exclusion still takes tokens",
       {"# overlap: all", "very patient / !", "patient / x", "very / y"},
       "very patient",
       "![very patient]"},
      {"a longer entry beats the exclusion",
       {"# overlap: all", "is patient / !", "is patient safety / x", "patient / y"},
       "is patient safety",
       "x[is patient safety] y[patient]"},
  });
}

TEST_CASE("lexicon/matcher: references") {
  check({
      {"a category of the layer",
       {"help / support", "no @support / lack"},
       "no help, help",
       "lack[no help] support[help]"},
      {"children count", {"help / support.peer", "no @support / lack"}, "no help", "lack[no help]"},
      {"names that begin alike do not",
       {"help / supporting", "aid / support", "no @support / lack"},
       "no help",
       "supporting[help]"},
      {"a hit of several words",
       {"peer group / support", "no <0-2> @support / lack"},
       "no good peer group",
       "lack[no good peer group]"},
      {"what an exclusion takes is no hit",
       {"help / support", "help desk / !", "no @support / lack"},
       "no help desk",
       "![help desk]"},
      {"rules on rules", {"a / one", "@one b / two", "@two c / three"}, "a b c", "three[a b c]"},
      {"in alternatives", {"a / one", "{@one|x} b / two"}, "a b, x b", "two[a b] two[x b]"},
      {"alone", {"a / one", "@one / two"}, "a", "one[a]"},
      {"at the end", {"a / one", "b @one / two"}, "b a", "two[b a]"},
  });
}

TEST_CASE("lexicon/matcher: layers") {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(test::rows({"# layer: modifier", "not / negator"}));
  lexicons.push_back(test::rows({"# layer: theme", "# uses: modifier", "help / support",
                                 "@negator <0-2> @support / lack", "very / degree"}));
  lexicons.push_back(
      test::rows({"# layer: stance", "not bad / good", "bad help / ! / 1 / layers=theme"}));
  const Matcher matcher(std::move(lexicons), test::segmenter());
  CHECK(matcher.layers() == std::vector<std::string>{"modifier", "stance", "theme"});
  CHECK(matcher.layer("stance") == 1);
  CHECK(matcher.layer("holder") == 3);
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"independent", "not bad", "modifier: negator[not]; stance: good[not bad]"},
      {"uses another layer", "not much help", "modifier: negator[not]; theme: lack[not much help]"},
      {"an exclusion of another layer", "bad help", "theme: ![bad help]"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(test::hits(matcher, c.text) == c.want);
  }
}

TEST_CASE("lexicon/matcher: several files of one layer") {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(test::rows({"hopeful / valence / 2", "ho* / x"}, "a.tsv"));
  lexicons.push_back(test::rows({"hopeful / affect / 1", "hopeless / y", "hop* / z"}, "b.tsv"));
  const Matcher matcher(std::move(lexicons), test::segmenter());
  CHECK(test::hits(matcher, "hopeful hopeless hope") ==
        "valence+affect[hopeful] y[hopeless] x[hope]");
  REQUIRE(matcher.entries().size() == 4);
  CHECK(matcher.entries()[0].labels[1].weight == 1);
  CHECK(matcher.entries()[0].lexicon == 0);
  CHECK(matcher.entries()[2].lexicon == 1);
  CHECK(matcher.entries()[2].line == 3);
}

TEST_CASE("lexicon/matcher: what cannot be compiled") {
  const struct {
    const char* name;
    std::vector<std::string_view> rows;
    const char* want;
  } cases[] = {
      {"an unknown category",
       {"no @support / x"},
       "'@support': no loaded lexicon of layer theme has that category"},
      {"a cycle",
       {"a @two / one", "b @one / two"},
       "'a @two' refers to itself through its categories"},
      {"a cycle of one", {"a @one / one"}, "'a @one' refers to itself through its categories"},
      {"a fault of the pattern", {"a {b / x"}, "'{' is not closed"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::vector<Lexicon> lexicons;
    lexicons.push_back(test::rows(c.rows));
    CHECK_THROWS_WITH_AS(Matcher(std::move(lexicons), test::segmenter()), c.want, ResourceError);
  }
}

TEST_CASE("lexicon/matcher: the cache of forms forgets and changes nothing") {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(test::rows({"w*7 / x", "w5 w6 / y"}));
  const Matcher matcher(std::move(lexicons), test::segmenter());
  Matcher::Scratch scratch;
  Matches matches;
  std::size_t found = 0;
  std::size_t wanted = 0;
  for (int i = 0; i < 160000; i += 4) {
    std::string text = "w5 w6";
    for (int j = i; j < i + 4; ++j) text += fmt::format(" w{}", j);
    const Segmentation units = test::segmenter().segment(text);
    matcher.match(text, units, scratch, matches);
    found += matches.by_layer[0].size();
    wanted += 1;
    for (int j = i; j < i + 4; ++j) wanted += j % 10 == 7 ? 1 : 0;
  }
  // "w5 w6 w4 w5 w6 w7": the pair stands twice in one of the texts.
  CHECK(found == wanted + 1);
}
