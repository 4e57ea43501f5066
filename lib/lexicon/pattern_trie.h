#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tarn {

/// Sequences of steps over token classes, merged where they begin alike. Built once, then read
/// by many threads.
class PatternTrie {
 public:
  static constexpr std::uint32_t kRoot = 0;
  /// No node: the root is nobody's child.
  static constexpr std::uint32_t kNone = 0;

  static constexpr std::uint32_t kNoEntry = ~std::uint32_t{0};

  /// An entry that ends at a node; `literal` if all steps to there are words.
  struct End {
    std::uint32_t entry = kNoEntry;
    bool literal = false;
    friend bool operator==(const End&, const End&) = default;
  };
  struct Gap {
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    std::uint32_t node = 0;
  };
  struct Reference {
    std::uint32_t reference = 0;
    std::uint32_t node = 0;
  };
  /// Small, because a walk touches many: what few nodes have stands apart.
  struct Node {
    std::uint64_t children = 0;      ///< bits (`bit_of`) of the classes that lead on
    std::uint32_t any_word = kNone;  ///< the child for any word
    std::uint32_t rarities = 0;      ///< see `rarities`; 0: it has none
    End end;                         ///< the first entry that ends here, if any
  };
  /// What few nodes have.
  struct Rarities {
    std::vector<End> ends;  ///< entries that end here beyond the first
    std::vector<Gap> gaps;
    std::vector<Reference> references;
  };

  PatternTrie() : nodes_(1), rarities_(1) {}

  /// The bit that stands for a token class in a set, one of the lower 62: no bit in common, no
  /// class in common.
  static constexpr std::uint64_t bit_of(std::uint32_t token_class) {
    return std::uint64_t{1} << (token_class * 0x9E3779B1U >> 16U) % 62;
  }

  std::uint32_t add_class(std::uint32_t node, std::uint32_t token_class);
  std::uint32_t add_any_word(std::uint32_t node);
  std::uint32_t add_gap(std::uint32_t node, std::uint32_t least, std::uint32_t most);
  std::uint32_t add_reference(std::uint32_t node, std::uint32_t reference);
  void add_end(std::uint32_t node, End end);

  const Node& node(std::uint32_t number) const { return nodes_[number]; }
  const Rarities& rarities(const Node& node) const { return rarities_[node.rarities]; }

  /// The child of a node for a token class; kNone if there is none.
  std::uint32_t child(std::uint32_t node, std::uint32_t token_class) const;

  /// Whether a token class is any step but the first of an entry.
  bool goes_on_by(std::uint32_t token_class) const {
    return token_class < goes_on_by_.size() && goes_on_by_[token_class];
  }

  bool empty() const { return nodes_.size() == 1; }

 private:
  struct Edge {
    std::uint64_t key = kFree;
    std::uint32_t node = 0;
  };
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};
  static std::uint64_t key_of(std::uint32_t node, std::uint32_t token_class) {
    return std::uint64_t{node} << 32 | token_class;
  }
  std::uint32_t new_node();
  Rarities& rarities_of(std::uint32_t node);
  std::size_t slot_of(std::uint64_t key) const;
  void grow();

  std::vector<Node> nodes_;
  std::vector<Rarities> rarities_;  ///< the first is empty and everybody's
  std::vector<Edge> edges_;  ///< open addressing; a power of two
  std::size_t edge_count_ = 0;
  std::vector<bool> goes_on_by_;      ///< see `goes_on_by`, by token class
};

}  // namespace tarn
