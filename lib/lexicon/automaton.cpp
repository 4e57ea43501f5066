#include "lexicon/automaton.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace tarn {
namespace {

constexpr std::size_t kFirstEdges = 64;

const PatternTrie kNoEntries;

/// Numbers in the keys of states and of sets.
constexpr std::size_t kNumber = sizeof(std::uint64_t);

void append_number(std::string& key, std::uint64_t number) {
  char bytes[kNumber];
  std::memcpy(bytes, &number, kNumber);
  key.append(bytes, kNumber);
}

std::uint64_t number_at(std::string_view key, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, key.data() + at, kNumber);
  return number;
}

}  // namespace

Automaton::Automaton(const CompiledLexicons& tables)
    : tables_(tables), trie_(tables.tries.empty() ? kNoEntries : tables.tries[0]) {
  clear();
}

void Automaton::clear() {
  states_.assign(1, State{});
  endings_.clear();
  known_.clear();
  known_.add({});
  edges_.assign(kFirstEdges, kFree);
  edge_count_ = 0;
  class_sets_.clear();
  class_sets_.add({});
}

std::size_t Automaton::bytes() const {
  return states_.size() * sizeof(State) + endings_.size() * sizeof(Ending) +
         edges_.size() * sizeof(std::uint64_t) + known_.bytes() + class_sets_.bytes();
}

TokenStep Automaton::step_of(std::span<const std::uint32_t> classes, TokenShape shape) {
  TokenStep made;
  key_.clear();
  for (const std::uint32_t token_class : classes) {
    if (!trie_.goes_on_by(token_class)) continue;
    append_number(key_, token_class);
    made.bits |= PatternTrie::bit_of(token_class);
  }
  made.bits |= kAnyToken;
  if ((shape & kInnerMarkShape) != 0) made.bits |= kAnyInnerMark;
  made.steps = static_cast<std::uint32_t>(class_sets_.add(key_) * kShapes + shape);
  places_.clear();
  ends_.clear();
  take(trie_.node(PatternTrie::kRoot), PatternTrie::kRoot, classes, shape);
  made.start = intern();
  const bool any_word = std::any_of(places_.begin(), places_.end(), [this](const Place& place) {
    return place.more > 0 || trie_.node(place.node).any_word != PatternTrie::kNone;
  });
  made.follow = any_word || !ends_.empty() ? kAnyToken : states_[made.start].bits;
  return made;
}

std::uint32_t Automaton::step(std::uint32_t state, const TokenStep& token) {
  const std::string_view set = class_sets_.text(token.steps / kShapes);
  classes_.clear();
  for (std::size_t i = 0; i < set.size(); i += kNumber) {
    classes_.push_back(static_cast<std::uint32_t>(number_at(set, i)));
  }
  const std::uint32_t to = make_next(state, classes_, token.steps % kShapes);
  add_edge(state, token.steps, to);
  return to;
}

void Automaton::add_edge(std::uint32_t state, std::uint32_t steps, std::uint32_t to) {
  State& from = states_[state];
  if (from.near_edges < kNearEdges) {
    from.edges[from.near_edges++] = {steps, to};
  } else if (std::max(state, to) < kMostStates && steps < kMostSteps) {
    if (++edge_count_ * 2 > edges_.size()) grow();
    const std::uint64_t key = key_of(state, steps);
    edges_[slot_of(key)] = key << kStateBits | to;
  }
}

std::uint32_t Automaton::step_by_word(std::uint32_t state) {
  const std::uint32_t to = make_next(state, {}, kWordShape);
  states_[state].behind_word = to;
  return to;
}

std::uint32_t Automaton::make_next(std::uint32_t state, std::span<const std::uint32_t> classes,
                                   TokenShape shape) {
  read_places(state);
  places_.clear();
  ends_.clear();
  for (const Place place : from_) {
    if (place.wait == 0) take(trie_.node(place.node), place.node, classes, shape);
    if ((shape & kInnerMarkShape) != 0) {
      places_.push_back(place);
    } else if ((shape & kWordShape) != 0 && place.more > 0) {
      leap(place.node, place.wait > 0 ? place.wait - 1U : 0U, place.more - 1U);
    }
  }
  return intern();
}

/// The token is the next step behind a node.
void Automaton::take(const PatternTrie::Node& node, std::uint32_t number,
                     std::span<const std::uint32_t> classes, TokenShape shape) {
  for (const std::uint32_t token_class : classes) {
    if ((node.children & PatternTrie::bit_of(token_class)) == 0) continue;
    const std::uint32_t child = trie_.child(number, token_class);
    if (child != PatternTrie::kNone) arrive(child);
  }
  if ((shape & kWordShape) != 0 && node.any_word != PatternTrie::kNone) arrive(node.any_word);
}

void Automaton::arrive(std::uint32_t number) {
  const PatternTrie::Node& node = trie_.node(number);
  if (node.end.entry != PatternTrie::kNoEntry) end(node.end);
  for (const PatternTrie::End more : trie_.rarities(node).ends) end(more);
  if (node.children != 0 || node.any_word != PatternTrie::kNone) places_.push_back({number, 0, 0});
  leap_gaps(node);
}

/// A gap behind which `node` stands.
void Automaton::leap(std::uint32_t node, std::uint32_t wait, std::uint32_t more) {
  places_.push_back({node, static_cast<std::uint8_t>(wait), static_cast<std::uint8_t>(more)});
  if (wait == 0) leap_gaps(trie_.node(node));
}

void Automaton::leap_gaps(const PatternTrie::Node& node) {
  for (const PatternTrie::Gap& gap : trie_.rarities(node).gaps) {
    leap(gap.node, gap.least, gap.most);
  }
}

void Automaton::end(PatternTrie::End end) {
  const EntryCheck& check = tables_.checks[end.entry];
  ends_.push_back(
      {end.entry, static_cast<std::uint16_t>(check.layer), end.literal, !check.plain()});
}

/// Candidates of one layer at one place are tried in the order of their ranks, and one of them at
/// most is accepted: behind the first that nothing but taken tokens can refuse there is no hope.
void Automaton::drop_hopeless_endings() {
  if (ends_.size() < 2) return;
  const auto rank = [](const Ending& e) { return std::tuple(e.layer, e.entry, !e.literal); };
  std::sort(ends_.begin(), ends_.end(),
            [&](const Ending& a, const Ending& b) { return rank(a) < rank(b); });
  const auto same_entry = [](const Ending& a, const Ending& b) { return a.entry == b.entry; };
  ends_.erase(std::unique(ends_.begin(), ends_.end(), same_entry), ends_.end());
  std::stable_partition(ends_.begin(), ends_.end(), [](const Ending& e) { return e.literal; });
  std::vector<std::uint16_t> decided;
  std::erase_if(ends_, [&](const Ending& e) {
    if (tables_.checks[e.entry].keep_all) return false;
    if (std::find(decided.begin(), decided.end(), e.layer) != decided.end()) return true;
    if (!e.checked) decided.push_back(e.layer);
    return false;
  });
}

/// The number of the state of `places_` and `ends_`, a new one if there was none.
std::uint32_t Automaton::intern() {
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  drop_hopeless_endings();
  key_.clear();
  for (const Ending& e : ends_) append_number(key_, e.entry * 2ULL + (e.literal ? 1 : 0));
  const std::size_t ending_bytes = key_.size();
  for (const Place& place : places_) append_number(key_, place.packed());
  if (!key_.empty()) append_number(key_, ending_bytes);
  const std::uint32_t number = known_.add(key_);
  if (number == states_.size()) states_.push_back(state_of());
  return number;
}

Automaton::State Automaton::state_of() {
  State state;
  state.first_ending = static_cast<std::uint32_t>(endings_.size());
  endings_.insert(endings_.end(), ends_.begin(), ends_.end());
  state.end_ending = static_cast<std::uint32_t>(endings_.size());
  if (!places_.empty()) {
    state.behind_word = kUnknown;
    state.bits = kAnyInnerMark;
  }
  for (const Place& place : places_) {
    if (place.wait == 0) state.bits |= trie_.node(place.node).children;
  }
  return state;
}

void Automaton::read_places(std::uint32_t state) {
  std::string_view key = known_.text(state);
  from_.clear();
  if (key.empty()) return;
  for (std::size_t at = number_at(key, key.size() - kNumber); at + kNumber < key.size();
       at += kNumber) {
    from_.push_back(Place::unpacked(number_at(key, at)));
  }
}

void Automaton::grow() {
  std::vector<std::uint64_t> old(edges_.size() * 2, kFree);
  std::swap(old, edges_);
  for (const std::uint64_t edge : old) {
    if (edge != kFree) edges_[slot_of(key_of(edge))] = edge;
  }
}

}  // namespace tarn
