#include <doctest/doctest.h>

#include "fixture.h"

using namespace tarn;
using namespace tarn::stance;

TEST_CASE("stance/holders: whose stance the last hit is, rule by rule") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      // 1 quote
      {"quote: speaker behind", "“We felt really hopeful”, said the patients.",
       "other:patient quote"},
      {"quote: speaker before", "The patients said “we felt really hopeful”.",
       "other:patient quote"},
      {"quote: the nearest", "Staff and patients said “we are hopeful now”.",
       "other:patient quote"},
      {"quote: no verb of saying", "On the wall: “we are all hopeful”.", "other:unknown quote"},
      {"quote: scare quotes do not report", "I was “hopeful”.", "self subj"},
      // 2 poss
      {"poss: self", "What grew was my great hope.", "self poss"},
      {"poss: group", "What grew was our hope.", "group poss"},
      {"poss: reader", "What grew was your hope.", "reader poss"},
      {"poss: third person, named before", "The patients came and their fears grew.",
       "other:patient poss"},
      {"poss: third person, unknown", "Their fears grew.", "other:unknown poss"},
      {"poss: four words away", "My a b c hope.", "author default"},
      {"poss: praise of what is theirs is the author's", "Their wonderful day.", "author default"},
      {"poss: a role noun is owned, not the feeling", "My colleagues felt hopeful.",
       "other:colleague subj"},
      {"poss: a part of the hit", "The staff saw my hope.", "self poss"},
      {"poss: genitive", "The clinicians' fears grew.", "other:clinician poss"},
      {"poss: genitive, curly", "What grew was the clinicians’ great hope.",
       "other:clinician poss"},
      {"poss: genitive of one", "The patient's hope grew.", "other:patient poss"},
      {"poss: genitive, praise is the author's", "The patients' wonderful day.", "author default"},
      {"poss: genitive, something is said of what is theirs", "The patients' day was hopeful.",
       "author default"},
      {"poss: of", "I heard the fears of all the clinicians.", "other:clinician poss"},
      {"poss: of a thing", "The fears of the night.", "author default"},
      {"poss: another word before of", "I heard of the hope of the clinicians.", "self subj"},
      {"poss: a list of what is theirs", "I saw the clinicians' fears, hope, fears and hope.",
       "other:clinician poss"},
      {"poss: a list of what is theirs, pronoun", "I saw their hope, fears, hope and fears.",
       "other:unknown poss"},
      {"poss: the list ends", "I saw their fears in a b c d hope.", "self subj"},
      {"poss: both of a list that of follows", "I saw the hope and fears of the clinicians.",
       "other:clinician poss"},
      {"poss: among", "There were fears among the clinicians.", "other:clinician poss"},
      {"poss: among, far behind the verb", "Fears were great among staff.", "other:staff poss"},
      {"poss: among, behind another phrase", "Fears of night among staff.", "author default"},
      {"poss: a pronoun's feeling among others", "I was hopeful among staff.", "self subj"},
      {"poss: praise among others", "It was a wonderful day among staff.", "author default"},
      {"poss: among nobody named", "There were fears among them.", "author default"},
      {"poss: where it shows", "The patient came and the fears in her eyes grew.",
       "other:patient poss"},
      {"poss: where it shows, unknown", "I saw the hope on their faces.", "other:unknown poss"},
      {"poss: where it shows, self", "The fears in my face.", "self poss"},
      {"poss: where praise shows", "The wonderful look in her eyes.", "author default"},
      // 3 agent
      {"agent", "The fears felt by the clinicians.", "other:clinician agent"},
      {"agent: no by", "The fears felt in the room.", "author default"},
      {"agent: four words behind by", "The fears felt by a b c clinicians.", "author default"},
      // 4 attrib
      {"attrib", "There were anxious staff.", "other:staff attrib"},
      {"attrib: evaluation does not ascribe", "There were wonderful staff.", "author default"},
      {"attrib: whom a genitive owns", "There were anxious patients' colleagues.",
       "other:colleague attrib"},
      {"attrib: a view is nobody", "There were hopeful expectations.", "author default"},
      {"attrib: the object of a verb feels", "Their day overwhelmed me.", "self attrib"},
      {"attrib: the object of a verb, a noun", "It overwhelmed my colleagues.",
       "other:colleague attrib"},
      {"attrib: no object but what is theirs", "It overwhelmed her day.", "author default"},
      {"attrib: the next subject is no object", "It is frustrated we came.", "author default"},
      // 5 who
      {"who", "Patients who feel overwhelmed.", "other:patient who"},
      {"who: behind a comma", "The staff, who were hopeful.", "other:staff who"},
      {"who: praise", "The staff who were wonderful.", "author default"},
      {"who: praise that is ascribed", "The staff who said it was wonderful.", "other:staff who"},
      {"who: no antecedent", "The ones here who feel hopeful.", "author default"},
      // 6 view
      {"view: diffuse", "Perceptions ranged from hopeful on.", "other:diffuse view"},
      {"view: owner before", "My perceptions ranged up to hopeful.", "self view"},
      {"view: owner behind", "Perceptions of the staff were hopeful.", "other:staff view"},
      {"view: evaluation", "Perceptions were good.", "author default"},
      {"view: according to", "According to the patients, the day was wonderful.",
       "other:patient view"},
      {"view: according to, behind", "The day was wonderful, according to staff.",
       "other:staff view"},
      {"view: according to, and a feeling", "According to staff there were hopes.",
       "other:staff subj"},
      {"view: according to, and who judges", "According to staff, I found it wonderful.",
       "self subj"},
      {"view: according to nobody", "According to plan it was wonderful.", "author default"},
      // 7 subj
      {"subj: I", "I was hopeful.", "self subj"},
      {"subj: I'm", "I'm hopeful.", "self subj"},
      {"subj: we", "We were good.", "group subj"},
      {"subj: they feel", "They were hopeful.", "other subj"},
      {"subj: they are judged", "They were wonderful.", "author default"},
      {"subj: they judge", "They said it was wonderful.", "other subj"},
      {"subj: role noun and feeling", "The clinicians were hopeful.", "other:clinician subj"},
      {"subj: role noun and evaluation", "The clinicians were wonderful.", "author default"},
      {"subj: role noun, verb and evaluation", "The clinicians found it wonderful.",
       "other:clinician subj"},
      {"subj: a verb phrase of its own is not ascribed", "They felt it and are wonderful.",
       "author default"},
      {"subj: role noun alone", "The clinicians and then hopes.", "author default"},
      {"subj: an object that feels", "It left patients hopeful.", "other:patient subj"},
      {"subj: me", "It made me hopeful.", "self subj"},
      {"subj: told me", "Patients told me of new hopes.", "author default"},
      {"subj: contact relative", "The clinicians I spoke to empathised.", "other:clinician subj"},
      {"subj: pronoun at the hit is none", "The clinicians I empathised with.", "self subj"},
      {"subj: what the author is", "As one of the clinicians I really felt hopeful.", "self subj"},
      {"subj: what the author is, right before", "As clinicians we really felt hopeful.",
       "group subj"},
      {"subj: the nearest", "We saw that patients felt hopeful.", "other:patient subj"},
      {"subj: the clause before does not count", "I came; the day was good.", "author default"},
      {"subj: behind a feeling that how puts first", "I could see how anxious the patients were.",
       "other:patient subj"},
      {"subj: the same, pronoun", "I saw how really hopeful they felt.", "other subj"},
      {"subj: the same, a list", "I saw how quiet, small and hopeful the patients felt.",
       "other:patient subj"},
      {"subj: the same, the author", "Staff saw how anxious I was.", "self subj"},
      {"subj: the same, behind a phrase", "I saw how anxious at work staff were.",
       "other:staff subj"},
      {"subj: the same, praise", "I saw how wonderful the staff were.", "self subj"},
      {"subj: how, and nobody behind", "I saw how hopeful it was.", "self subj"},
      {"subj: how, and no verb behind", "I saw how hopeful by staff.", "self subj"},
      {"subj: how of a verb", "I saw how they were then hopeful.", "other subj"},
      // 8 inherit
      {"inherit", "I was anxious but quite hopeful.", "self inherit"},
      {"inherit: over adverbs", "Staff felt anxious, yet really quietly hopeful.",
       "other:staff inherit"},
      {"inherit: from a pronoun without a hit", "They came but left hopeful.", "other inherit"},
      {"inherit: not over a new subject", "I was anxious but the day was good.", "author default"},
      // 9 default
      {"default", "It was good.", "author default"},
      // Former bugs.
      {"the pronoun of a longer hit is no subject", "Grateful to you.", "author default"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CAPTURE(c.text);
    const Read read(c.text);
    const Stance* last = nullptr;
    for (const Stance& stance : read.analysis().stances) {
      if (!read.model().label(stance.label).name.starts_with("engagement")) last = &stance;
    }
    REQUIRE(last != nullptr);
    CHECK(std::string(read.model().holder_name(last->attribution.holder)) + " " +
              std::string(name_of(last->attribution.rule)) ==
          c.want);
  }
}

TEST_CASE("stance/holders: a sentence of 100,000 words and one clause ends in good time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "staff hopes not very hopeful ";
  AnalysisOptions options;
  options.modifiers = true;
  const Read read(text, fixture_model(), options);
  CHECK(read.units().sentences.size() == 1);
  CHECK(read.analysis().stances.size() == 80'000);
  CHECK(read.analysis().modifiers.size() == 40'000);
}

TEST_CASE(
    "stance/holders: what is looked back for costs the same from any word of a long sentence") {
  const auto repeated = [](int times, const std::string& words) {
    std::string text;
    for (int i = 0; i < times; ++i) text += words;
    return text;
  };
  const int many = 200'000;
  CHECK(Read(repeated(many, "according to ") + "good").analysis().stances.size() == 1);
  const Read feelings("Fears among staff I " + repeated(many, "really ") + repeated(many, "hope "));
  CHECK(feelings.analysis().stances.size() >= many);
}

TEST_CASE("stance/holders: voice") {
  const struct {
    const char* name;
    const char* text;
    bool reported;
  } cases[] = {
      {"author", "It was good.", false},      {"self", "I was hopeful.", false},
      {"group", "We were hopeful.", false},   {"reader", "You were hopeful.", true},
      {"other", "Staff were hopeful.", true}, {"quotation", "“It was a good day”, I said.", true},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(Read(c.text).analysis().stances.front().reported == c.reported);
  }
}

TEST_CASE("stance/holders: off") {
  AnalysisOptions options;
  options.holders = false;
  const Read read("Staff were hopeful.", fixture_model(), options);
  for (const Stance& stance : read.analysis().stances) {
    CHECK(stance.attribution.rule == HolderRule::kOff);
    CHECK(stance.attribution.holder == Holder{});
    CHECK(!stance.reported);
  }
}
