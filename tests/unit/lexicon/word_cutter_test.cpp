#include "lexicon/word_cutter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "lexicon/helpers.h"

using namespace tarn;

TEST_CASE("lexicon/word_cutter: what needs no tokenizer") {
  const struct {
    const char* word;
    bool one_token;
    bool plain;
  } cases[] = {
      {"hope", true, true},         {"Hope", true, true},      {"don't", true, true},
      {"\x01n't", true, false},     {"h\x02pe", true, false},  {"hop\x01", true, false},
      {"i'\x01", true, false},      {"\x01", false, false},    {"\x01'\x01", false, false},
      {"'tis", false, false},       {"nurses'", false, false}, {"a''b", false, false},
      {"", false, false},           {"'", false, false},       {"2019", false, false},
      {"co-op", false, false},      {"e.g.", false, false},    {"caf\u00e9", false, false},
      {"don\u2019t", false, false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.word);
    CHECK(is_one_token(c.word) == c.one_token);
    CHECK(is_plain_word(c.word) == c.plain);
  }
}

TEST_CASE("lexicon/word_cutter: the tokenizer agrees") {
  std::mt19937 engine(1);
  constexpr std::string_view kCharacters = "abcdostnXO'\x01\x02";
  std::size_t ones = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string word;
    for (std::size_t n = 1 + engine() % 8; n > 0; --n) {
      word += kCharacters[engine() % kCharacters.size()];
    }
    if (!is_one_token(word)) continue;
    ++ones;
    CAPTURE(word);
    std::replace_if(word.begin(), word.end(), is_wildcard, 'x');
    const Segmentation units = test::segmenter().segment(word);
    REQUIRE(units.tokens.size() == 1);
    CHECK(units.tokens[0].type == TokenType::kWord);
    CHECK(units.tokens[0].span.size() == word.size());
  }
  CHECK(ones > 5000);
}
