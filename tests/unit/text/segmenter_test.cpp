#include "text/segmenter.h"

#include <doctest/doctest.h>

#include <string>

using namespace tarn;

namespace {

/// "[a][b] | [c]": tokens in brackets, " | " between sentences, " || " between paragraphs.
std::string shown(std::string_view text) {
  const Segmentation units = Segmenter().segment(text);
  std::string out;
  for (std::size_t s = 0; s < units.sentences.size(); ++s) {
    const Sentence& sentence = units.sentences[s];
    if (s > 0) out += sentence.paragraph == units.sentences[s - 1].paragraph ? " | " : " || ";
    for (std::uint32_t k = sentence.first_token; k < sentence.end_token; ++k) {
      out += "[" + std::string(slice(text, units.tokens[k].span)) + "]";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("text/segmenter: tokens, sentences, paragraphs") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"nothing", "", ""},
      {"white space", " \n\n\t ", ""},
      {"contractions and possessives", "I don't; the patients’ own, patient's.",
       "[I][don't][;][the][patients’][own][,][patient's][.]"},
      {"compounds", "co-production - well‑being", "[co-production][-][well‑being]"},
      {"inner dots", "the U.S. and e.g. this", "[the][U.S.][and][e.g.][this]"},
      {"runs", "wait... what -- no!!", "[wait][...][what][--][no][!!]"},
      {"numbers", "3.14 1,000 10:30 9/11 20th", "[3.14][1,000][10:30][9/11][20th]"},
      {"addresses", "see http://example.org/a(b)c, or www.example.org, now",
       "[see][http://example.org/a(b)c][,][or][www.example.org][,][now]"},
      {"hashtags and mentions", "#health by @some_body", "[#health][by][@some_body]"},
      {"emoji", "well 👍🏽👨‍👩‍👧🇬🇧🇫🇷 done", "[well][👍🏽][👨‍👩‍👧][🇬🇧][🇫🇷][done]"},
      {"paragraphs", "One.\n \nTwo\nlines. Three.", "[One][.] || [Two][lines][.] | [Three][.]"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(c.text) == c.want);
  }
}
