#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// Finds the stretch that a modifier acts upon, as one range of tokens, perhaps empty: to the right
/// until its clause ends; to the left within its reach for what follows its word (lacking,
/// enormously); the next word for a degree word; nothing for what only looks like a modifier. For
/// readers and for comparison with human annotation: the formula looks only as far as its reaches.
class ScopeFinder {
 public:
  explicit ScopeFinder(const Constants& constants) : constants_(constants) {}

  /// Turns to a sentence, which must outlive the calls of `of`. Linear in its tokens.
  void begin(const SentenceView& sentence);

  /// The scope of a modifier of the sentence; empty for word classes, which modify nothing.
  std::optional<TokenRange> of(const Modifier& modifier) const;

 private:
  TokenRange rest_of_clause(const Modifier& modifier) const;
  TokenRange words_before(const Modifier& modifier, std::uint32_t reach) const;
  TokenRange graded(const Modifier& modifier) const;

  const Constants& constants_;
  const SentenceView* sentence_ = nullptr;
  /// By token: behind the last word of the stretch without end that the token stands in.
  std::vector<std::uint32_t> ends_;
};

}  // namespace tarn::stance
