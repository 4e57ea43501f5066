#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/pattern.h"
#include "text/segmenter.h"
#include "text/tokens.h"

namespace tarn {

/// A hyphen that may be spelled in three ways, between decoding a word and cutting it.
inline constexpr char kHyphen = '\x03';

inline bool is_wildcard(char c) { return c == kAnyRun || c == kAnyOne; }

/// Whether a word is of ASCII letters, wildcards and apostrophes between them, and not of wildcards
/// alone: the tokenizer makes it one token of type word, so that nobody need ask it.
bool is_one_token(std::string_view word);

/// The same without wildcards.
bool is_plain_word(std::string_view word);

/// The spellings of a decoded word: each kHyphen as '-', as nothing, as a space.
std::vector<std::string> hyphen_spellings(std::string_view word);

/// A hyphen beside a part that is all wildcards is a hyphen only: `self-*` is not `self*`.
void settle_hyphens(std::string& word);

/// Cuts one word of a pattern, decoded, into token tests.
class WordCutter {
 public:
  /// `segmenter` must outlive this object.
  WordCutter(const Segmenter& segmenter, bool keeps_case)
      : segmenter_(segmenter), keeps_case_(keeps_case) {}

  /// Appends the tests of a word without kHyphen; false if nothing but wildcards, or nothing at
  /// all, would be left of a token.
  bool cut(std::string_view word, PatternSequence& out);

  /// The test of a plain word (is_plain_word).
  PatternItem plain(std::string_view word) const { return item(word, TokenType::kWord); }

  /// Whether a word as written is one emoticon or emoji.
  bool is_emoji(std::string_view word);

  /// The test of an emoticon.
  PatternItem literal(std::string_view word) const { return item(word, TokenType::kEmoji); }

 private:
  PatternItem item(std::string_view form, TokenType type) const;

  const Segmenter& segmenter_;
  bool keeps_case_;
  std::string probe_;
  Segmentation units_;
};

}  // namespace tarn
