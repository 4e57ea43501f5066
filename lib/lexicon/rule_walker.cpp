#include "lexicon/rule_walker.h"

namespace tarn {

void RuleWalker::walk() {
  const PatternTrie::Node& root = trie_.node(PatternTrie::kRoot);
  for (start_ = 0; start_ < tokens_.size(); ++start_) step(PatternTrie::kRoot, root, start_);
}

void RuleWalker::arrive(std::uint32_t number, std::uint32_t at) {
  const PatternTrie::Node& node = trie_.node(number);
  if (node.end.entry != PatternTrie::kNoEntry) offer(node.end, at);
  for (const PatternTrie::End end : trie_.rarities(node).ends) offer(end, at);
  go_on(number, node, at);
}

void RuleWalker::go_on(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at) {
  for (std::uint32_t next = at; next < tokens_.size(); ++next) {
    step(number, node, next);
    if (!tokens_.is_inner_mark(next)) break;
  }
  for (const PatternTrie::Gap& gap : trie_.rarities(node).gaps) leap(gap, at);
}

void RuleWalker::step(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at) {
  for (const std::uint32_t token_class : tokens_.classes(at)) {
    if ((node.children & PatternTrie::bit_of(token_class)) == 0) continue;
    const std::uint32_t child = trie_.child(number, token_class);
    if (child != PatternTrie::kNone) arrive(child, at + 1);
  }
  if (node.any_word != PatternTrie::kNone && tokens_.is_word(at)) arrive(node.any_word, at + 1);
  for (const PatternTrie::Reference& reference : trie_.rarities(node).references) {
    for (const Candidate& hit : hits_[reference.reference]) {
      if (hit.first == at) arrive(reference.node, hit.end);
    }
  }
}

void RuleWalker::leap(const PatternTrie::Gap& gap, std::uint32_t at) {
  const PatternTrie::Node& node = trie_.node(gap.node);
  for (std::uint32_t words = 0;; ++words) {
    if (words >= gap.least) go_on(gap.node, node, at);
    if (words == gap.most) return;
    while (at < tokens_.size() && tokens_.is_inner_mark(at)) ++at;
    if (at == tokens_.size() || !tokens_.is_word(at)) return;
    ++at;
  }
}

void RuleWalker::offer(PatternTrie::End end, std::uint32_t at) {
  const EntryCheck& check = tables_.checks[end.entry];
  if (!check.plain() && !tokens_.passes(check, start_, at)) return;
  out_[check.layer].push_back({start_, at, end.entry, end.literal});
}

}  // namespace tarn
