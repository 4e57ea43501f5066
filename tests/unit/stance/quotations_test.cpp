#include <doctest/doctest.h>

#include <algorithm>

#include "fixture.h"
#include "stance/quotations.h"

using namespace tarn;
using namespace tarn::stance;

TEST_CASE("stance/quotations: reported speech and scare quotes") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"straight", R"(He said "we did it" today.)", R"(reported["we did it"])"},
      {"curly", "He said “we did it” today.", "reported[“we did it”]"},
      {"guillemets", "He said «we did it» today.", "reported[«we did it»]"},
      {"two words are scare quotes", "The “stakeholder event” began.",
       "scare[“stakeholder event”]"},
      {"single curly", "He said ‘we did it’, and left.", "reported[‘we did it’]"},
      {"single straight", "He said 'we did it' today.", "reported['we did it']"},
      {"a block quote", "She wrote:\n\n> We were afraid of it.\n\nI was not.",
       "reported[> We were afraid of it.]"},
      {"an arrow is no block quote", "I went home.\n\n>We left.", ""},
      {"apostrophes are no quotes", "It's the patients' view and the staff's day.", ""},
      {"unpaired", "He said “we did it today.", ""},
      {"not over a paragraph's end", "He said “we did\n\nit today” now.", ""},
      {"over two sentences", "“We did it. It was fun.” So he said.",
       "reported[“We did it. It was fun.”]"},
      {"two", "“We did it” and “they did too”.", "reported[“We did it”] reported[“they did too”]"},
      {"inches", "A 6\" pipe and a 9\" pipe.", ""},
      {"single within double", "“She said ‘we did it’ to me.”",
       "reported[“She said ‘we did it’ to me.”] reported[‘we did it’]"},
      {"empty", "", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Read read(c.text);
    std::vector<std::string> words;
    for (const Quotation& q : read.analysis().quotations) {
      words.push_back((q.reported ? "reported[" : "scare[") +
                      read.form({q.first_token, q.end_token}) + "]");
    }
    CHECK(joined(words, " ") == c.want);
  }
}

TEST_CASE("stance/quotations: questions and asides") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"question", "Why not?", "question"},
      {"question before a closing mark", "He asked “why not?”", "question"},
      {"question and exclamation", "Why not?!", "question"},
      {"several marks", "Why not???", "question"},
      {"no question", "Why not.", ""},
      {"question within a sentence", "“Why?” he asked and left.", ""},
      {"aside", "The room (a cold old canteen) was full.", "aside"},
      {"brackets too short for an aside", "The room (cold) was full.", ""},
      {"open bracket alone", "The room (a cold old canteen was full.", ""},
      {"both", "Was the room (a cold old canteen) full?", "aside question"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Read read(c.text);
    std::vector<std::string> words;
    for (const Stance& stance : read.analysis().stances) {
      const std::string& label = read.model().label(stance.label).name;
      if (label == "engagement.question") words.emplace_back("question");
      if (label == "engagement.aside") words.emplace_back("aside");
    }
    std::sort(words.begin(), words.end());
    CHECK(joined(words, " ") == c.want);
  }
}
