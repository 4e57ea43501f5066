#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/compiled.h"
#include "lexicon/pattern_trie.h"
#include "lexicon/string_index.h"

namespace tarn {

/// What a token is to every entry, as bits: a word may fill a gap, a mark inside of words may be
/// passed over.
using TokenShape = std::uint8_t;
inline constexpr TokenShape kPlainShape = 0;
inline constexpr TokenShape kWordShape = 1;
inline constexpr TokenShape kInnerMarkShape = 2;
inline constexpr std::size_t kShapes = 4;

// Two bits that are of no class: every token has the first; the second a mark that may be passed
// over, and whatever stands behind one.
inline constexpr std::uint64_t kAnyToken = std::uint64_t{1} << 63U;
inline constexpr std::uint64_t kAnyInnerMark = std::uint64_t{1} << 62U;

/// A token as the automaton sees it.
struct TokenStep {
  std::uint64_t bits = 0;   ///< PatternTrie::bit_of of the classes by which entries go on
  /// Nothing begins with it unless the token behind it has one of these bits.
  std::uint64_t follow = 0;
  std::uint32_t start = 0;  ///< the state behind it when it is the first token of entries
  std::uint32_t steps = 0;  ///< number of the set of those classes, times kShapes, plus the shape
};

/// An entry that ends in a state.
struct Ending {
  std::uint32_t entry = 0;
  std::uint16_t layer = 0;
  bool literal = false;
  bool checked = false;  ///< EntryCheck wants to be asked
  friend bool operator==(const Ending&, const Ending&) = default;
};

/// Walks the trie of entries without references from one token to the next in constant time: a
/// deterministic automaton whose states, sets of places in the trie, are made when they are first
/// met (the subset construction of Rabin & Scott 1959, done lazily). Gaps are
/// places that know how many words they may still take. Belongs to one thread; its memory is
/// bounded by whoever clears it when it is large.
class Automaton {
 public:
  static constexpr std::uint32_t kDead = 0;

  /// `tables` must outlive this object.
  explicit Automaton(const CompiledLexicons& tables);

  /// What a token of some classes (all of them, ascending) and a shape is.
  TokenStep step_of(std::span<const std::uint32_t> classes, TokenShape shape);

  /// The state behind a token; kDead when nothing goes on by it.
  std::uint32_t next(std::uint32_t state, const TokenStep& token) {
    const State& from = states_[state];
    if ((from.bits & token.bits) != 0) {
      for (const Edge& edge : from.edges) {
        if (edge.steps == token.steps) return edge.to;
      }
      return far_next(state, token);
    }
    if ((token.steps & kWordShape) == 0) return kDead;
    return from.behind_word != kUnknown ? from.behind_word : step_by_word(state);
  }

  /// Asks for the memory of a state, so that it is there when it is looked at a little later.
  void fetch(std::uint32_t state) const { __builtin_prefetch(&states_[state]); }

  /// The entries that end at the token that led to a state: of those of one layer none that could
  /// never be a hit. Lives until the next call of a function that is not const.
  std::span<const Ending> endings(std::uint32_t state) const {
    const State& at = states_[state];
    return {endings_.data() + at.first_ending, endings_.data() + at.end_ending};
  }

  /// The memory that grows with what was met.
  std::size_t bytes() const;

  /// Forgets all states; steps made before mean nothing any more.
  void clear();

 private:
  static constexpr std::uint32_t kUnknown = ~std::uint32_t{0};
  /// A place in the trie: a node, the words that a gap before it must and may still take.
  struct Place {
    std::uint32_t node = 0;
    std::uint8_t wait = 0;
    std::uint8_t more = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
    std::uint64_t packed() const { return std::uint64_t{node} << 16U | wait << 8U | more; }
    static Place unpacked(std::uint64_t bits) {
      return {static_cast<std::uint32_t>(bits >> 16U), static_cast<std::uint8_t>(bits >> 8U),
              static_cast<std::uint8_t>(bits)};
    }
  };
  /// Where a token leads, by TokenStep::steps.
  struct Edge {
    std::uint32_t steps = kUnknown;
    std::uint32_t to = kDead;
  };
  static constexpr std::size_t kNearEdges = 5;
  /// One line of the processor's caches.
  struct alignas(64) State {
    std::uint64_t bits = 0;  ///< of the children of its places, and kAnyInnerMark
    std::uint32_t behind_word = kDead;  ///< the state behind a word of none of those classes
    std::uint32_t first_ending = 0;
    std::uint32_t end_ending = 0;
    std::uint32_t near_edges = 0;  ///< those in use
    Edge edges[kNearEdges];        ///< the first that were met
  };

  // All other edges are in one table, each a number: its key, of the state and of the step that
  // lead, above the state that they lead to. Those few that are too large for it are found anew
  // each time.
  static constexpr unsigned kStateBits = 22;
  static constexpr unsigned kStepBits = 20;
  static constexpr std::uint32_t kMostStates = (std::uint32_t{1} << kStateBits) - 1;
  static constexpr std::uint32_t kMostSteps = std::uint32_t{1} << kStepBits;
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};
  static std::uint64_t key_of(std::uint32_t state, std::uint32_t steps) {
    return std::uint64_t{state} << kStepBits | steps;
  }
  static std::uint64_t key_of(std::uint64_t edge) { return edge >> kStateBits; }
  static std::uint32_t to_of(std::uint64_t edge) {
    return static_cast<std::uint32_t>(edge) & kMostStates;
  }

  std::uint32_t step(std::uint32_t state, const TokenStep& token);
  std::uint32_t step_by_word(std::uint32_t state);
  std::uint32_t far_next(std::uint32_t state, const TokenStep& token) {
    if (states_[state].near_edges < kNearEdges || token.steps >= kMostSteps) {
      return step(state, token);
    }
    const std::uint64_t key = key_of(state, token.steps);
    const std::uint64_t edge = edges_[slot_of(key)];
    return key_of(edge) == key ? to_of(edge) : step(state, token);
  }
  void add_edge(std::uint32_t state, std::uint32_t steps, std::uint32_t to);
  std::uint32_t make_next(std::uint32_t state, std::span<const std::uint32_t> classes,
                          TokenShape shape);
  void take(const PatternTrie::Node& node, std::uint32_t number,
            std::span<const std::uint32_t> classes, TokenShape shape);
  void arrive(std::uint32_t node);
  void leap(std::uint32_t node, std::uint32_t wait, std::uint32_t more);
  void leap_gaps(const PatternTrie::Node& node);
  void end(PatternTrie::End end);
  void drop_hopeless_endings();
  std::uint32_t intern();
  State state_of();
  void read_places(std::uint32_t state);
  /// The slot where a key is, or would be.
  std::size_t slot_of(std::uint64_t key) const {
    const std::size_t mask = edges_.size() - 1;
    std::uint64_t hash = key * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32U;
    std::size_t slot = hash & mask;
    while (key_of(edges_[slot]) != key && edges_[slot] != kFree) slot = (slot + 1) & mask;
    return slot;
  }
  void grow();

  const CompiledLexicons& tables_;
  const PatternTrie& trie_;
  std::vector<State> states_;
  std::vector<Ending> endings_;
  StringIndex known_;  ///< endings and places of each state, in bytes; the numbers are the states
  std::vector<std::uint64_t> edges_;  ///< open addressing; a power of two
  std::size_t edge_count_ = 0;
  StringIndex
      class_sets_;  ///< sets of classes by which entries go on, in bytes; 0 is the empty one

  // What is being made.
  std::vector<Place> from_;
  std::vector<Place> places_;
  std::vector<Ending> ends_;
  std::vector<std::uint32_t> classes_;
  std::string key_;
};

}  // namespace tarn
