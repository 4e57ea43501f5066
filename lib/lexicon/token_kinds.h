#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/automaton.h"
#include "lexicon/compiled.h"
#include "lexicon/form_cache.h"
#include "lexicon/string_index.h"
#include "text/tokens.h"

namespace tarn {

/// Tells of each token its kind: all that entries can ask of it. A form is matched against the
/// words and globs of all lexicons when it is met, then its kind is remembered. Few kinds stand
/// for many forms: most words are in no lexicon. Belongs to one thread.
class TokenKinds {
 public:
  /// Set in the number of a hyphen: behind its kind stands the one it is of when it touches a
  /// neighbour; else it is a dash.
  static constexpr std::uint32_t kTouching = std::uint32_t{1} << 31U;

  /// `tables` must outlive this object; `most_bytes`: what it may remember beside the forms.
  TokenKinds(const CompiledLexicons& tables, std::size_t most_bytes)
      : tables_(tables), most_bytes_(most_bytes), automaton_(tables) {}

  /// Forgets all when it is more than `most_bytes`: numbers and states given before mean nothing
  /// any more.
  void make_room();

  /// The numbers of the kinds of tokens of a text. REQUIRES room for as many in `kinds`.
  void of(std::string_view text, std::span<const Token> tokens, std::uint32_t* kinds);

  const TokenStep& step(std::uint32_t kind) const { return steps_[kind]; }
  /// The token classes of a kind, ascending.
  std::span<const std::uint32_t> classes(std::uint32_t kind) const {
    return list(facts_[kind].classes);
  }
  /// Whether a token passes a context test (ClassContext::test).
  bool passes(std::uint32_t kind, std::uint32_t test) const {
    return (passed_[facts_[kind].passed + test / 64] >> test % 64 & 1U) != 0;
  }

  Automaton& automaton() { return automaton_; }

 private:
  /// A part of numbers_.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Facts {
    Range classes;
    std::uint32_t passed = 0;  ///< where its bits begin in passed_
  };
  std::span<const std::uint32_t> list(Range range) const {
    return {numbers_.data() + range.begin, numbers_.data() + range.end};
  }
  /// A form on its way into the cache.
  struct Place {
    FormCache::Key key;
    std::uint32_t set = 0;
    bool is_short = false;  ///< the cache takes it
  };
  std::uint32_t learn(std::string_view text, const Token& token, const Place& place);
  std::uint32_t resolve(std::string_view form, TokenType type);
  std::uint32_t kind_of(TokenShape shape, bool hyphen);
  std::uint32_t passed_by_found();

  const CompiledLexicons& tables_;
  std::size_t most_bytes_;
  Automaton automaton_;
  FormCache cache_;
  StringIndex known_;  ///< classes and shape of each kind, in bytes
  std::vector<TokenStep> steps_;
  std::vector<Facts> facts_;
  std::vector<std::uint32_t> numbers_;
  StringIndex test_sets_;              ///< sets of context tests, in bytes
  std::vector<std::uint64_t> passed_;  ///< a bit for each context test, by set

  // Work space.
  std::string norm_;
  std::string key_;
  std::vector<std::uint32_t> found_;
  std::vector<std::uint64_t> tests_;
};

}  // namespace tarn
