#include "text/segmenter.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <thread>

#include "base/bytes.h"
#include "text/characters.h"
#include "text/utf8.h"

using namespace tarn;

namespace {

/// "[a][b] | [c]": tokens in brackets, " | " between sentences, " || " between paragraphs.
std::string shown(std::string_view text) {
  static const Segmenter segmenter;
  const Segmentation units = segmenter.segment(text);
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

/// "One. | Two." with a bar between sentences.
std::string sentences(std::string_view text) {
  static const Segmenter segmenter;
  const Segmentation units = segmenter.segment(text);
  std::string out;
  for (const Sentence& sentence : units.sentences) {
    out += (out.empty() ? "" : " | ") + std::string(slice(text, sentence.span));
  }
  return out;
}

bool is_white_space(char32_t c) {
  const text::Kind kind = text::CharacterTable::kind(c);
  return kind == text::Kind::kSpace || kind == text::Kind::kLineSpace;
}

/// What is promised of every text: empty, or what is broken.
std::string broken_promise(std::string_view text, const Segmentation& units) {
  std::uint32_t end = 0;
  for (const Token& token : units.tokens) {
    if (token.span.size() == 0 || token.span.begin < end) return "tokens empty or not in order";
    for (std::size_t k = end; k < token.span.begin;) {
      if (!is_white_space(next_code_point(text, k))) return "a character outside of tokens";
    }
    if (token.type != classify(slice(text, token.span)))
      return "a type that classify does not give";
    if (!is_grapheme_boundary(text, token.span.begin)) return "a token that begins in a cluster";
    if (!is_grapheme_boundary(text, token.span.end)) return "a token that ends in a cluster";
    end = token.span.end;
  }
  for (std::size_t k = end; k < text.size();) {
    if (!is_white_space(next_code_point(text, k))) return "a character behind the tokens";
  }
  std::uint32_t next = 0;
  std::uint32_t paragraph = 0;
  for (const Sentence& s : units.sentences) {
    if (s.first_token != next || s.end_token <= s.first_token)
      return "sentences without their tokens";
    if (s.span.begin != units.tokens[s.first_token].span.begin)
      return "a sentence that begins elsewhere";
    if (s.span.end != units.tokens[s.end_token - 1].span.end)
      return "a sentence that ends elsewhere";
    if (s.paragraph < paragraph || s.paragraph >= units.paragraphs.size())
      return "paragraphs in disorder";
    if (!contains(units.paragraphs[s.paragraph], s.span))
      return "a sentence outside of its paragraph";
    std::uint32_t words = 0;
    for (std::uint32_t k = s.first_token; k < s.end_token; ++k) words += units.tokens[k].is_word();
    if (words != s.words) return "words miscounted";
    paragraph = s.paragraph;
    next = s.end_token;
  }
  return next == units.tokens.size() ? "" : "tokens outside of sentences";
}

}  // namespace

TEST_CASE("text/segmenter: tokens") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"nothing", "", ""},
      {"white space", " \n\n\t ", ""},
      {"contractions and possessives", "I don't; the patient’s, she'll",
       "[I][don't][;][the][patient’s][,][she'll]"},
      {"a plural possessive", "the patients' hopes, the nurses’ fears",
       "[the][patients'][hopes][,][the][nurses’][fears]"},
      {"but a closing quotation mark", "'the patients' he said ‘my hopes’",
       "['][the][patients]['][he][said][‘][my][hopes][’]"},
      {"compounds", "co-production - well‑being pre- and",
       "[co-production][-][well‑being][pre][-][and]"},
      {"inner dots", "the U.S. and e.g. U.S.-led a.k.a J.Smith p.m.",
       "[the][U.S.][and][e.g.][U.S.-led][a.k.a][J.Smith][p.m.]"},
      {"abbreviations with their stop", "Dr. Lee, etc., No. 5, vs. us",
       "[Dr.][Lee][,][etc.][,][No.][5][,][vs.][us]"},
      {"a word that may be one", "I said no.", "[I][said][no][.]"},
      {"initials", "J. K. Smith and George W. Bush", "[J.][K.][Smith][and][George][W.][Bush]"},
      {"no initials", "so do I. Plan B. The", "[so][do][I][.] | [Plan][B][.] | [The]"},
      {"runs", "wait... what -- no!! ?!", "[wait][...][what][--][no][!!][?][!]"},
      {"numbers", "3.14 1,000 10:30 9/11 20th ½ m²", "[3.14][1,000][10:30][9/11][20th][½][m²]"},
      {"no numbers", "1, 2 5'10 and/or", "[1][,][2][5]['][10][and][/][or]"},
      {"signs", "-5 +44 #1 .04 5-10 a+5", "[-5][+44][#1][.04][5-10][a][+][5]"},
      {"years", "the '90s, ’02", "[the]['90s][,][’02]"},
      {"URLs", "see http://example.org/a(b)c, (www.example.org/x).",
       "[see][http://example.org/a(b)c][,][(][www.example.org/x][)][.]"},
      {"hosts and files", "example.org/page?x=1, notes.pdf and alt.animals.cat",
       "[example.org/page?x=1][,][notes.pdf][and][alt.animals.cat]"},
      {"an abbreviation in a host", "inc.com no.pdf", "[inc.com][no.pdf]"},
      {"a missing space is no host", "the end.Next we", "[the][end][.] | [Next][we]"},
      {"mail", "to jane.doe+x@example.co.uk, or S@P.",
       "[to][jane.doe+x@example.co.uk][,][or][S@P][.]"},
      {"mail within a house", "to Lee@CARE now", "[to][Lee@CARE][now]"},
      {"hashtags and mentions", "#health by @some_body @ 5 #",
       "[#health][by][@some_body][@][5][#]"},
      {"emoji", "well 👍🏽👨‍👩‍👧🇬🇧🇫🇷 1️⃣",
       "[well][👍🏽][👨‍👩‍👧][🇬🇧][🇫🇷][1️⃣]"},
      {"emoticons", "hi :-) and ;D or <3 great:)", "[hi][:-)][and][;D][or][<3][great][:)]"},
      {"no emoticons", "(see this:) Name:Dan http:/",
       "[(][see][this][:][)][Name][:][Dan][http][:][/]"},
      {"ampersand", "AT&T, Q&A, p&l, you&me", "[AT&T][,][Q&A][,][p&l][,][you][&][me]"},
      {"slash", "n/a b/c w/o w/ it he/she", "[n/a][b/c][w/o][w/][it][he][/][she]"},
      {"whole", "'tis rock 'n' roll c++", "['tis][rock]['n'][roll][c++]"},
      {"low lines", "foo_bar _emphasis_ ____", "[foo_bar][_][emphasis][_][____]"},
      {"dictionary languages", "ภาษาไทย 日本語を話す", "[ภาษา][ไทย][日本語][を][話す]"},
      {"other scripts", "Это Ελληνικά، שלום 한국어", "[Это][Ελληνικά][،][שלום][한국어]"},
      {"marks", "e\u0301te\u0301 \u0301", "[e\u0301te\u0301][ \u0301]"},
      // Former bugs.
      {"scheme within mailto", "mailto://)", "[mailto://][)]"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(c.text) == c.want);
  }
}

TEST_CASE("text/segmenter: sentences") {
  const struct {
    const char* name;
    const char* text;
    const char* want;
  } cases[] = {
      {"plain", "One two. Three four! Five?", "One two. | Three four! | Five?"},
      {"titles", "We met Dr. Lee and Mrs. Kay. They", "We met Dr. Lee and Mrs. Kay. | They"},
      {"initials", "George W. Bush said so. A. N. Other", "George W. Bush said so. | A. N. Other"},
      {"numbers", "See No. 5 on Dec. 12 at 3.15. Then", "See No. 5 on Dec. 12 at 3.15. | Then"},
      {"an abbreviation at the end", "Tea, etc. We left at 5 p.m. Today",
       "Tea, etc. | We left at 5 p.m. | Today"},
      {"or within", "the U.S. President, in the U.S. The", "the U.S. President, in the U.S. | The"},
      {"small letters", "the food was good. we ate", "the food was good. | we ate"},
      {"but not behind these", "E. coli, mtg. at ten, e.g. the food",
       "E. coli, mtg. at ten, e.g. the food"},
      {"ellipses", "Well... we know... He did… yes", "Well... we know... | He did… yes"},
      {"spaced ellipses", "It went on . . . and on. . . . Then",
       "It went on . . . and on. . . . | Then"},
      {"quotation marks", "“Stay.” He did. \"Why?\" he asked.",
       "“Stay.” | He did. | \"Why?\" he asked."},
      {"a spaced one", "He said \"stay. \" Then", "He said \"stay. \" | Then"},
      {"brackets", "It did (so there.) And (why?) it", "It did (so there.) | And (why?) it"},
      {"notes and markup", "It is.[1] **Bold.** Next", "It is.[1] | **Bold.** | Next"},
      {"no space", "It was junk.I called!They came...But",
       "It was junk. | I called! | They came... | But"},
      {"no space, small letters", "we won.the next day.x and a.the",
       "we won. | the next day.x and a.the"},
      {"no space behind an abbreviation", "Dr.Lee and St.Kay, etc.The",
       "Dr.Lee and St.Kay, etc. | The"},
      {"postscript", "Bye. P.S. Love it", "Bye. | P.S. Love it"},
      {"no break in a number, URL, mail", "3.5 at http://a.org/B.C?D or a.B@c.org",
       "3.5 at http://a.org/B.C?D or a.B@c.org"},
      {"runs of marks", "What?! No!! Yes", "What?! | No!! | Yes"},
      {"marks that go on", "Yahoo!, he cried. Really? - yes", "Yahoo!, he cried. | Really? - yes"},
      {"emoticons", "great! :) you know ;-) Then", "great! :) | you know ;-) | Then"},
      {"hearts stand for words", "I <3 London", "I <3 London"},
      {"counters", "2. The second. 3. Third", "2. The second. | 3. Third"},
      {"URLs in a row", "http://a.org/x http://b.org/y", "http://a.org/x | http://b.org/y"},
      {"wrapped lines",
       "This is a line that an editor has wrapped at\nsome Fifty characters or so, and it goes "
       "on\nOver the next.",
       "This is a line that an editor has wrapped at\nsome Fifty characters or so, and it goes "
       "on\nOver the next."},
      {"a heading", "My week\nIt rained on most of the days of that week.",
       "My week | It rained on most of the days of that week."},
      {"items", "We want\n- tea\n- time, and\n  rest\n* us",
       "We want | - tea | - time, and\n  rest | * us"},
      {"counted items", "We want\n1. Tea\n2. Time", "We want | 1. Tea | 2. Time"},
      {"other scripts", "你好。再见！ क्या। हाँ ما هذا؟ نعم",
       "你好。 | 再见！ | क्या। | हाँ ما هذا؟ | نعم"},
      {"paragraphs end sentences", "no stop\n\nhere", "no stop | here"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(sentences(c.text) == c.want);
  }
}

TEST_CASE("text/segmenter: what is promised, on random text") {
  static const std::u32string kPieces =
      U"aAbZw019..,,::;;/'’‘-_@#?!&=()[]+%\"“”<3DP*…\n\n   "
      U"\u0301\u200D\u00E9é中ไ้🌱🇬\u0600\u0E33\u2029";
  std::mt19937 random(3);
  const Segmenter segmenter;
  Segmentation units;
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    for (std::size_t k = random() % 60; k > 0; --k) {
      append_utf8(text, random() % 8 > 0 ? kPieces[random() % kPieces.size()]
                                         : static_cast<char32_t>(random() % 0x3000));
    }
    segmenter.segment(text, units);
    CAPTURE(text);
    REQUIRE(broken_promise(text, units) == "");
  }
}

TEST_CASE("text/segmenter: a text by its paragraphs is the text") {
  const Segmenter segmenter;
  const std::filesystem::path examples = std::string(TARN_SOURCE_DIR) + "/examples/archive";
  for (const auto& entry : std::filesystem::directory_iterator(examples)) {
    const std::string text = read_all(*open_source(entry.path().string()));
    const Segmentation whole = segmenter.segment(text);
    CAPTURE(entry.path());
    REQUIRE(broken_promise(text, whole) == "");
    std::size_t tokens = 0;
    std::size_t sentences = 0;
    for (const Span& paragraph : whole.paragraphs) {
      const Segmentation part = segmenter.segment(slice(text, paragraph));
      REQUIRE(part.paragraphs.size() == 1);
      tokens += part.tokens.size();
      sentences += part.sentences.size();
    }
    CHECK(tokens == whole.tokens.size());
    CHECK(sentences == whole.sentences.size());
  }
}

TEST_CASE("text/segmenter: long texts of one kind take linear time") {
  const Segmenter segmenter;
  for (const char* part : {"a.", "a-", "a_",  "a'", "1.",   "a@",  "@a",    "http://", "www.",
                           "(",  "\"", "'",   ". ", "a.b,", "U.S", "🇬",     "e\u0301", "ไ",
                           "中", "\n", "a\n", "?",  ":",    "w/",  "\u0600"}) {
    std::string text;
    while (text.size() < 300'000) text += part;
    CAPTURE(part);
    CHECK(broken_promise("", segmenter.segment("")) == "");
    const Segmentation units = segmenter.segment(text);
    CHECK((units.tokens.empty() || units.tokens.back().span.end <= text.size()));
  }
}

TEST_CASE("text/segmenter: one object serves many threads") {
  const Segmenter segmenter;
  const std::string text = "We met Dr. Lee. ภาษาไทย 日本語を話す; it's fine!";
  const Segmentation want = segmenter.segment(text);
  std::vector<std::thread> threads;
  std::vector<int> same(4);
  for (std::size_t t = 0; t < same.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int k = 0; k < 50; ++k) same[t] += segmenter.segment(text) == want;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : same) CHECK(count == 50);
}

TEST_CASE("text/segmenter: languages") {
  CHECK(Segmenter::rules_for("en-GB") == "en");
  CHECK(Segmenter::rules_for("EN") == "en");
  CHECK(Segmenter::rules_for("tlh") == "en");
  CHECK(Segmenter::rules_for("") == "en");
  CHECK(Segmenter("xx").segment("Hi Dr. Lee.").sentences.size() == 1);
}

TEST_CASE("text/segmenter: word lists of other languages") {
  const struct {
    const char* language;
    const char* text;
    std::size_t want;
  } cases[] = {
      {"de", "Wir trafen Fr. Dr. Lang bzw. Herrn Kunz. Das war z.B. im Jan. 12 so.", 2},
      {"de-AT", "Tee usw. Dann gingen wir.", 2},
      {"fr", "Nous avons vu M. Petit et Mme. Grand. C'était bien.", 2},
      {"es", "Vimos al Sr. Pérez, etc. Después nos fuimos.", 2},
      {"en", "We saw Sr. Pérez. Then we left.", 2},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(Segmenter(c.language).segment(c.text).sentences.size() == c.want);
  }
}

TEST_CASE("text/segmenter: the counts of a real post") {
  const std::filesystem::path path = std::string(TARN_SOURCE_DIR) + "/../shared/seed-post.txt";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no seed-post.txt");
    return;
  }
  const std::string text = read_all(*open_source(path.string()));
  const Segmentation units = Segmenter().segment(text);
  CHECK(units.words() == 407);
  // Three of them are the header's, each a paragraph.
  CHECK(units.sentences.size() == 20);
  CHECK(units.paragraphs.size() > 5);
}
