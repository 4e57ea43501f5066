#include "lexicon/token_kinds.h"

#include <algorithm>

#include "text/norm.h"

namespace tarn {
void TokenKinds::make_room() {
  const std::size_t bytes =
      automaton_.bytes() + known_.bytes() + steps_.size() * (sizeof(TokenStep) + sizeof(Facts)) +
      numbers_.size() * sizeof(std::uint32_t) + passed_.size() * 2 * sizeof(std::uint64_t);
  if (bytes <= most_bytes_) return;
  automaton_.clear();
  cache_.clear();
  known_.clear();
  steps_.clear();
  facts_.clear();
  numbers_.clear();
  test_sets_.clear();
  passed_.clear();
}

void TokenKinds::of(std::string_view text, std::span<const Token> tokens, std::uint32_t* kinds) {
  // Some at a time: the places of all are asked for before the first is looked at.
  constexpr std::size_t kAhead = 32;
  Place places[kAhead];
  while (!tokens.empty()) {
    const std::size_t size = std::min(tokens.size(), kAhead);
    for (std::size_t i = 0; i < size; ++i) {
      places[i].is_short = tokens[i].span.size() <= FormCache::kLongestForm;
      if (!places[i].is_short) continue;
      places[i].key = FormCache::key_of(text, tokens[i].span, tokens[i].type);
      places[i].set = FormCache::set_of(places[i].key);
      cache_.fetch(places[i].set);
    }
    for (std::size_t i = 0; i < size; ++i) {
      const Place& place = places[i];
      const std::uint32_t* const known =
          place.is_short ? cache_.find(place.set, place.key) : nullptr;
      *kinds++ = known != nullptr ? *known : learn(text, tokens[i], place);
    }
    tokens = tokens.subspan(size);
  }
}

std::uint32_t TokenKinds::learn(std::string_view text, const Token& token, const Place& place) {
  const std::uint32_t kind = resolve(slice(text, token.span), token.type);
  if (place.is_short) cache_.add(place.set, place.key, kind);
  return kind;
}

std::uint32_t TokenKinds::resolve(std::string_view form, TokenType type) {
  norm_.clear();
  append_norm(form, norm_);
  tables_.classes.find(form, norm_, type, found_);
  const bool word = type == TokenType::kWord || type == TokenType::kNumber;
  const TokenShape shape = word ? kWordShape : kPlainShape;
  const TokenShape inner = shape | kInnerMarkShape;
  if (norm_ == "'") return kind_of(inner, false);
  if (norm_ != "-") return kind_of(shape, false);
  // Both are made at once and are nothing else's, so that their numbers follow each other.
  const std::uint32_t dash = kind_of(shape, true);
  kind_of(inner, true);
  return dash | kTouching;
}

/// The kind of the classes in found_.
std::uint32_t TokenKinds::kind_of(TokenShape shape, bool hyphen) {
  key_.assign(1, static_cast<char>(shape + (hyphen ? kShapes : 0)));
  for (const std::uint32_t found : found_) {
    for (unsigned shift = 0; shift < 32; shift += 8) key_ += static_cast<char>(found >> shift);
  }
  const std::uint32_t kind = known_.add(key_);
  if (kind < steps_.size()) return kind;
  steps_.push_back(automaton_.step_of(found_, shape));
  Facts facts;
  facts.classes.begin = static_cast<std::uint32_t>(numbers_.size());
  numbers_.insert(numbers_.end(), found_.begin(), found_.end());
  facts.classes.end = static_cast<std::uint32_t>(numbers_.size());
  facts.passed = passed_by_found();
  facts_.push_back(facts);
  return kind;
}

/// Where the bits of the context tests begin that the classes in found_ pass.
std::uint32_t TokenKinds::passed_by_found() {
  tests_.assign(tables_.context_tests / 64 + 1, 0);
  for (const std::uint32_t found : found_) {
    for (const std::uint32_t test : tables_.tests_of(found)) {
      tests_[test / 64] |= std::uint64_t{1} << test % 64;
    }
  }
  key_.clear();
  for (const std::uint64_t bits : tests_) {
    for (unsigned shift = 0; shift < 64; shift += 8) key_ += static_cast<char>(bits >> shift);
  }
  const std::uint32_t set = test_sets_.add(key_);
  const std::size_t begin = set * tests_.size();
  if (begin == passed_.size()) passed_.insert(passed_.end(), tests_.begin(), tests_.end());
  return static_cast<std::uint32_t>(begin);
}

}  // namespace tarn
