#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace tarn {

/// The surface type of a token. Words and numbers count as words in every rate.
enum class TokenType : std::uint8_t {
  kWord,         ///< letters, with inner apostrophes, hyphens and abbreviation dots
  kNumber,       ///< digits, with inner separators
  kPunctuation,  ///< a mark, or a run of one mark ("...", "!!", "--")
  kSymbol,       ///< currency, mathematics, arrows …
  kEmoji,        ///< one emoji sequence, or an emoticon
  kUrl,          ///< a URL or an e-mail address
  kHandle,       ///< a hashtag or a mention
};

/// "word", "number", "punctuation", "symbol", "emoji", "url", "handle".
std::string_view name_of(TokenType type);

/// The surface type of a form that some tokenizer cut: for tokens read back from a record. Of a
/// form that Segmenter cut it is the type that Segmenter gave. REQUIRES valid,
/// non-empty UTF-8.
TokenType classify(std::string_view form);

/// One occurrence of a form in a text.
struct Token {
  Span span;
  TokenType type = TokenType::kWord;
  /// Whether it counts as a word: type word or number.
  constexpr bool is_word() const {
    return type == TokenType::kWord || type == TokenType::kNumber;
  }
  friend auto operator<=>(const Token&, const Token&) = default;
};

/// A sentence: its span (without white space at the ends), its tokens as the index range
/// [first_token, end_token) into Segmentation::tokens, its paragraph as an index, and the number
/// of its word tokens.
struct Sentence {
  Span span;
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t words = 0;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// The units of one text. All lists are sorted and free of overlap; every token lies in one
/// sentence, every sentence in one paragraph; only white space lies outside of tokens.
struct Segmentation {
  std::vector<Span> paragraphs;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  /// Word tokens of the whole text: the denominator of rates.
  std::uint32_t words() const {
    std::uint32_t sum = 0;
    for (const Sentence& sentence : sentences) sum += sentence.words;
    return sum;
  }
  friend bool operator==(const Segmentation&, const Segmentation&) = default;
};

/// The bytes of a span of `text`.
constexpr std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace tarn
