#include "lexicon/pattern_trie.h"

#include <algorithm>

namespace tarn {

std::uint32_t PatternTrie::new_node() {
  nodes_.emplace_back();
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

PatternTrie::Rarities& PatternTrie::rarities_of(std::uint32_t node) {
  if (nodes_[node].rarities == 0) {
    nodes_[node].rarities = static_cast<std::uint32_t>(rarities_.size());
    rarities_.emplace_back();
  }
  return rarities_[nodes_[node].rarities];
}

std::size_t PatternTrie::slot_of(std::uint64_t key) const {
  const std::size_t mask = edges_.size() - 1;
  std::uint64_t hash = key * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 32;
  std::size_t slot = hash & mask;
  while (edges_[slot].key != key && edges_[slot].key != kFree) slot = (slot + 1) & mask;
  return slot;
}

void PatternTrie::grow() {
  std::vector<Edge> old(edges_.empty() ? 64 : edges_.size() * 2);
  std::swap(old, edges_);
  for (const Edge& edge : old) {
    if (edge.key != kFree) edges_[slot_of(edge.key)] = edge;
  }
}

std::uint32_t PatternTrie::add_class(std::uint32_t node, std::uint32_t token_class) {
  if ((edge_count_ + 1) * 2 > edges_.size()) grow();
  const std::uint64_t key = key_of(node, token_class);
  const std::size_t slot = slot_of(key);
  if (edges_[slot].key == kFree) {
    edges_[slot] = {key, new_node()};
    ++edge_count_;
    nodes_[node].children |= bit_of(token_class);
    if (node != kRoot) {
      goes_on_by_.resize(std::max<std::size_t>(goes_on_by_.size(), token_class + std::size_t{1}));
      goes_on_by_[token_class] = true;
    }
  }
  return edges_[slot].node;
}

std::uint32_t PatternTrie::add_any_word(std::uint32_t node) {
  if (nodes_[node].any_word == kNone) {
    const std::uint32_t made = new_node();
    nodes_[node].any_word = made;
  }
  return nodes_[node].any_word;
}

std::uint32_t PatternTrie::add_gap(std::uint32_t node, std::uint32_t least, std::uint32_t most) {
  for (const Gap& gap : rarities_of(node).gaps) {
    if (gap.least == least && gap.most == most) return gap.node;
  }
  const std::uint32_t made = new_node();
  rarities_of(node).gaps.push_back({least, most, made});
  return made;
}

std::uint32_t PatternTrie::add_reference(std::uint32_t node, std::uint32_t reference) {
  for (const Reference& known : rarities_of(node).references) {
    if (known.reference == reference) return known.node;
  }
  const std::uint32_t made = new_node();
  rarities_of(node).references.push_back({reference, made});
  return made;
}

void PatternTrie::add_end(std::uint32_t node, End end) {
  if (nodes_[node].end.entry == kNoEntry) nodes_[node].end = end;
  if (nodes_[node].end == end) return;
  std::vector<End>& ends = rarities_of(node).ends;
  if (std::find(ends.begin(), ends.end(), end) == ends.end()) ends.push_back(end);
}

std::uint32_t PatternTrie::child(std::uint32_t node, std::uint32_t token_class) const {
  if (edges_.empty()) return kNone;
  const Edge& edge = edges_[slot_of(key_of(node, token_class))];
  return edge.key == kFree ? kNone : edge.node;
}

}  // namespace tarn
