#include "lexicon/token_kinds.h"

#include <algorithm>

#include "text/norm.h"

namespace tarn {
void TokenKinds::make_room() {
  const std::size_t bytes = automaton_.bytes() + known_.bytes() +
                            steps_.size() * (sizeof(TokenStep) + sizeof(Facts)) +
                            numbers_.size() * sizeof(std::uint32_t);
  if (bytes <= most_bytes_) return;
  automaton_.clear();
  cache_.clear();
  known_.clear();
  steps_.clear();
  facts_.clear();
  numbers_.clear();
}

bool TokenKinds::passes(std::uint32_t kind, std::uint32_t test) const {
  const auto passed = list(facts_[kind].tests);
  return std::find(passed.begin(), passed.end(), test) != passed.end();
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
  tests_.clear();
  for (const std::uint32_t found : found_) {
    const auto& more = tables_.tests_of(found);
    tests_.insert(tests_.end(), more.begin(), more.end());
  }
  facts_.push_back({keep(found_), keep(tests_)});
  return kind;
}

TokenKinds::Range TokenKinds::keep(const std::vector<std::uint32_t>& numbers) {
  const auto begin = static_cast<std::uint32_t>(numbers_.size());
  numbers_.insert(numbers_.end(), numbers.begin(), numbers.end());
  return {begin, static_cast<std::uint32_t>(numbers_.size())};
}

}  // namespace tarn
