#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/compiled.h"
#include "lexicon/token_kinds.h"
#include "text/tokens.h"

namespace tarn {

/// The tokens of the sentence at hand by their kinds, numbered from its first.
class SentenceTokens {
 public:
  /// As TokenKinds.
  SentenceTokens(const CompiledLexicons& tables, std::size_t most_bytes)
      : contexts_(tables.contexts), kinds_(tables, most_bytes) {}

  /// Moves to a sentence of a text.
  void read(std::string_view text, const Segmentation& units, const Sentence& sentence);

  std::uint32_t size() const { return static_cast<std::uint32_t>(kinds_of_.size()); }
  const TokenStep& step(std::uint32_t token) const { return steps_[token]; }
  /// Whether an entry may begin with a token, as far as that one and the next can tell.
  bool may_begin(std::uint32_t token) const {
    return (steps_[token].follow & steps_[token + 1].bits) != 0;
  }
  std::span<const std::uint32_t> classes(std::uint32_t token) const {
    return kinds_.classes(kinds_of_[token]);
  }
  bool is_word(std::uint32_t token) const { return has(token, kWordShape); }
  /// Whether it is a mark that may stand between the words of an entry: an apostrophe, or a hyphen
  /// that touches a neighbour.
  bool is_inner_mark(std::uint32_t token) const { return has(token, kInnerMarkShape); }

  /// Whether an entry with a check may be at [first, end).
  bool passes(const EntryCheck& check, std::uint32_t first, std::uint32_t end) const;

  Automaton& automaton() { return kinds_.automaton(); }

 private:
  bool has(std::uint32_t token, TokenShape bit) const {
    return (steps_[token].steps % kShapes & bit) != 0;
  }
  std::uint32_t word_before(std::uint32_t first) const;
  std::uint32_t word_behind(std::uint32_t end) const;

  const std::vector<ClassContext>& contexts_;
  TokenKinds kinds_;
  std::vector<std::uint32_t> kinds_of_;  ///< by token
  std::vector<TokenStep> steps_;         ///< by token, and one more that entries may end before
  std::uint32_t first_word_ = 0;         ///< size() if there is none
};

}  // namespace tarn
