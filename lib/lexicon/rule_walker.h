#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/candidate.h"
#include "lexicon/compiled.h"
#include "lexicon/sentence_tokens.h"

namespace tarn {

/// Finds the candidates of a stratum of entries with references in the sentence at hand. What they
/// refer to are hits, not tokens, so that no automaton over tokens can find them: the trie is
/// walked anew from every token.
class RuleWalker {
 public:
  /// `hits`: by number of the reference, the settled hits that it stands for.
  RuleWalker(const CompiledLexicons& tables, const PatternTrie& trie, const SentenceTokens& tokens,
             const std::vector<std::vector<Candidate>>& hits, Candidates& out)
      : tables_(tables), trie_(trie), tokens_(tokens), hits_(hits), out_(out) {}

  void walk();

 private:
  void arrive(std::uint32_t number, std::uint32_t at);
  void go_on(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at);
  void step(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at);
  void leap(const PatternTrie::Gap& gap, std::uint32_t at);
  void offer(PatternTrie::End end, std::uint32_t at);

  const CompiledLexicons& tables_;
  const PatternTrie& trie_;
  const SentenceTokens& tokens_;
  const std::vector<std::vector<Candidate>>& hits_;
  Candidates& out_;
  std::uint32_t start_ = 0;
};

}  // namespace tarn
