#include <doctest/doctest.h>

#include "fixture.h"
#include "stance/scopes.h"

using namespace tarn;
using namespace tarn::stance;

namespace {

std::string form(const Read& read, const SentenceView& sentence, std::uint32_t modifier) {
  if (modifier == kAbsent) return "-";
  const TokenRange tokens = sentence.modifiers[modifier].tokens;
  return read.form({sentence.first_token + tokens.first, sentence.first_token + tokens.end});
}

/// What modifies the last stance cue of a sentence: "neg[not] deg[very↓] irr[could]".
std::string shifts_of_last(const Read& read) {
  const SentenceView sentence = read.sentence();
  const Cue* last = nullptr;
  for (const Cue& cue : sentence.cues) {
    if (cue.layer == CueLayer::kStance) last = &cue;
  }
  if (last == nullptr) return "no cue";
  Shifts shifts;
  SentenceShifts whole;
  whole.find(sentence);
  find_shifts(sentence, whole, last->tokens, read.model().constants(), shifts);
  std::vector<std::string> words;
  const auto add = [&](const char* name, std::uint32_t modifier, const char* mark = "") {
    if (modifier == kAbsent) return;
    words.push_back(std::string(name) + "[" + form(read, sentence, modifier) + "]" + mark);
  };
  for (const std::uint32_t m : shifts.negators) add("neg", m);
  for (const DegreeShift& d : shifts.degrees)
    add("deg", d.modifier, d.under_negator ? "reversed" : "");
  for (const std::uint32_t m : shifts.degrees_post) add("post", m);
  for (const std::uint32_t m : shifts.degrees_outer) add("outer", m);
  add("irr", shifts.nonfactual);
  add("but", shifts.contrast);
  add("conc", shifts.concession);
  if (shifts.question) words.emplace_back("?");
  return words.empty() ? "-" : joined(words, " ");
}

}  // namespace

TEST_CASE("stance/modifiers: what modifies a hit") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"nothing", "It was good.", "-"},
      {"negator", "It was not good.", "neg[not]"},
      {"glob negator with a curly apostrophe", "It wasn’t good.", "neg[wasn’t]"},
      {"six words away", "It was not a b c d e good.", "neg[not]"},
      {"seven words away", "It was not a b c d e f good.", "-"},
      {"another clause", "It was not long but good.", "-"},
      {"to the right only", "It was good not bad.", "-"},
      {"two", "Nobody said it was without hope.", "neg[Nobody] neg[without]"},
      {"concord replaces", "It was neither useful nor inspiring.", "neg[nor]"},
      {"behind the hit", "Hope was lacking.", "neg[lacking]"},
      {"behind the hit, five words away", "Hope was a b c d lacking.", "-"},
      {"pseudo", "No doubt it was good.", "-"},
      {"correlative", "It was not only good.", "-"},
      {"degree", "It was very good.", "deg[very]"},
      {"chain", "It was really very good.", "deg[very] deg[really]"},
      {"four of a chain", "It was so really very truly good.", "deg[truly] deg[very] deg[really]"},
      {"chain over one skip word", "It was really a good day.", "deg[really]"},
      {"chain not over two skip words", "We really feel the good.", "-"},
      {"chain stops at a word", "It was very much too good.", "-"},
      {"chain stops at a mark", "It was very, good.", "-"},
      {"degree under a negator", "It was not very good.", "neg[not] deg[very]reversed"},
      {"degree before a negator", "It was really not good.", "neg[not] outer[really]"},
      {"degree behind", "I valued it enormously.", "post[enormously]"},
      {"degree of two words", "It was a little good.", "deg[a little]"},
      {"nonfactual", "It could be good.", "irr[could]"},
      {"nonfactual of another clause", "If it rains, the day is good.", "-"},
      {"ability cancels nonfactual", "I could empathise.", "-"},
      {"question", "Was it good?", "?"},
      {"question and closing mark", "“Was it good?”", "?"},
      {"contrast behind", "It was good but long.", "but[but]"},
      {"contrast before", "It was long but good.", "-"},
      {"correlative switches contrast off", "Not only good, however long.", "-"},
      {"concession alone", "Although it was good.", "-"},
      {"concession with another clause", "Although good, it was bad.", "-"},
      // Former bugs.
      {"no words at all", "?", "no cue"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CAPTURE(c.text);
    CHECK(shifts_of_last(Read(c.text)) == c.want);
  }
}

TEST_CASE("stance/modifiers: consumption by longer hits") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"stance of two words", "The training was not bad and good.", "-"},
      {"certainty of two words", "I am not sure it is good.", "-"},
      {"an open one does not: what it denies follows", "I do not suppose it is good.", "neg[not]"},
      {"stance of one word does not", "It was not good.", "neg[not]"},
      {"an exclusion does not", "Not critical care but hope.", "-"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shifts_of_last(Read(c.text)) == c.want);
  }
}

TEST_CASE("stance/scopes: what a modifier reaches") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"to the end of the clause", "It was not a good day, and we left.", "not[a good day]"},
      {"over a list", "We were not supported, valued or hopeful.",
       "not[supported, valued or hopeful]"},
      {"into a subordinate clause", "I do not know when we meet.",
       "not[know when we meet] when[we meet]"},
      {"not over a comma into it", "I do not know, because we left.", "not[know] because[we left]"},
      {"stops at but", "It was not long but good.", "not[long] but[good]"},
      {"stops at a coordinated verb phrase", "It was not far and was good.", "not[far]"},
      {"stops at the end of a quotation", "“It was not a good day” said she.", "not[a good day]"},
      {"nothing behind it", "I would rather not.", "would[rather not] not[]"},
      {"post negator: its reach to the left", "Hope and trust was lacking.",
       "lacking[Hope and trust was]"},
      {"degree: the next word", "It was very good indeed.", "very[good]"},
      {"degree: over a chain", "It was really very good.", "really[very good] very[good]"},
      {"post degree", "I valued it enormously.", "enormously[I valued it]"},
      {"pseudo: nothing", "No doubt it was good.", "No doubt[]"},
      {"consumed", "The day was not bad.", "not[bad]consumed"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    AnalysisOptions options;
    options.modifiers = true;
    const Read read(c.text, fixture_model(), options);
    std::vector<std::string> words;
    for (const ModifierSpan& m : read.analysis().modifiers) {
      words.push_back(read.form(m.tokens) + "[" + read.form(m.scope) + "]" +
                      (m.consumed ? "consumed" : ""));
    }
    CHECK(joined(words, " ") == c.want);
  }
}
