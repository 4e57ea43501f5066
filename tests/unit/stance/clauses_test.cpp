#include <doctest/doctest.h>

#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

namespace {

/// The words of a sentence with " | " where the clause changes.
std::string shown(const Read& read) {
  const SentenceView sentence = read.sentence();
  std::string out;
  std::uint32_t last = kAbsent;
  for (std::uint32_t t = 0; t < sentence.size(); ++t) {
    if (sentence.marks[t] != Mark::kWord) continue;
    if (!out.empty()) out += last == sentence.clauses[t] ? " " : " | ";
    out += read.form({sentence.first_token + t, sentence.first_token + t + 1});
    last = sentence.clauses[t];
  }
  return out;
}

}  // namespace

TEST_CASE("stance/clauses: where clauses end") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"one clause", "The session was good.", "The session was good"},
      {"semicolon", "We met; it rained.", "We met | it rained"},
      {"colon", "One thing mattered: time.", "One thing mattered | time"},
      {"brackets", "The room (a canteen) was warm.", "The room | a canteen | was warm"},
      {"em dash", "The room — a canteen — was warm.", "The room | a canteen | was warm"},
      {"spaced hyphen", "It went well - mostly.", "It went well | mostly"},
      {"hyphen in a word", "A well-run day.", "A well-run day"},
      {"omission", "It was… good.", "It was | good"},
      {"adversative", "It was long but good.", "It was long | but good"},
      {"concessive", "It was good although long.", "It was good | although long"},
      {"subordinator", "I was glad because it worked.", "I was glad | because it worked"},
      {"relative", "Staff who care are rare.", "Staff | who care are rare"},
      {"a clause marker at the start opens none", "But it was good.", "But it was good"},
      {"two words that are one marker", "If it rains we stay.", "If it rains we stay"},
      {"that is no boundary", "I think that it works.", "I think that it works"},
      {"and before a subject", "It rained and we stayed.", "It rained | and we stayed"},
      {"and before another word", "It rained and poured.", "It rained and poured"},
      {"or before a subject", "We go or they come.", "We go | or they come"},
      {"comma", "In the morning, the rain stopped.", "In the morning | the rain stopped"},
      {"comma and adversative", "It was long, but good.", "It was long | but good"},
      {"full stop within a sentence", "It was good .it was fun", "It was good | it was fun"},
      {"empty brackets", "It was () good.", "It was | good"},
      // Former bugs.
      {"mark at the start", "— It was good.", "It was good"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(Read(c.text)) == c.want);
  }
}

TEST_CASE("stance/clauses: commas of lists") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"or list", "We felt supported, valued or hopeful.", "We felt supported, valued or hopeful"},
      {"and list", "The hopes, fears and potentials of all.",
       "The hopes fears and potentials of all"},
      {"comma before and", "It was good, useful, and inspiring.",
       "It was good useful and inspiring"},
      {"long list", "Tea, soup, cake, jam and bread.", "Tea soup cake jam and bread"},
      {"one comma before and", "I was afraid, and the session helped.",
       "I was afraid | and the session helped"},
      {"and with a subject behind", "Tea, cake and we talked.", "Tea | cake | and we talked"},
      {"member of three words before or", "Tea, cake from the shop or soup.",
       "Tea | cake from the shop or soup"},
      {"member of three words before and", "Tea, very good cake and soup.",
       "Tea | very good cake and soup"},
      {"member of two words before and", "Tea, good cake and soup.", "Tea good cake and soup"},
      {"three words before or", "Tea, very good cake or soup.", "Tea very good cake or soup"},
      {"no coordinator", "Tea, cake, soup.", "Tea | cake | soup"},
      {"subject before the coordinator", "Tea, they said and left.", "Tea | they said and left"},
      {"clause marker before the coordinator", "Tea, but cake and soup.",
       "Tea | but cake and soup"},
      {"other mark before the coordinator", "Tea, cake; soup and jam.",
       "Tea | cake | soup and jam"},
      {"nor coordinates", "No tea, cake nor soup.", "No tea cake nor soup"},
      // Former bugs.
      {"comma at the end", "Tea,", "Tea"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::string want;
    for (const char* p = c.want; *p != '\0'; ++p) {
      if (*p != ',') want += *p;
    }
    CHECK(shown(Read(c.text)) == want);
  }
}
