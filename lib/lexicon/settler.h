#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/candidate.h"
#include "lexicon/compiled.h"

namespace tarn {

/// Chooses among the candidates of one layer of a sentence those that are hits: greedily by (tokens
/// taken, more first · start · literal before glob · order of lexicons, then of lines), one hit a
/// token; entries of an `overlap: all` lexicon keep every hit, each once, and take no tokens.
class Settler {
 public:
  /// `tables` must outlive this object.
  explicit Settler(const CompiledLexicons& tables) : tables_(tables) {}

  /// Drops from some candidates, which are sorted by `first`, all that are no hits; those that are
  /// come out in the order of (first, end, entry).
  void settle(std::vector<Candidate>& candidates);

 private:
  using Iterator = std::vector<Candidate>::iterator;
  /// Moves the hits of a group to `kept`, which lies before it or is its begin; gives their end.
  Iterator settle_group(Iterator begin, Iterator end, Iterator kept);
  bool any(const Candidate& candidate, std::uint8_t bit) const;
  void mark(const Candidate& candidate, std::uint8_t bit);
  bool keeps_all(const Candidate& candidate) const;
  bool accepts(const Candidate& candidate);
  bool takes(const Candidate& candidate);
  bool keeps(const Candidate& candidate);
  bool said_already(const Candidate& candidate) const;
  template <typename Test>
  bool kept_there(const Candidate& candidate, Test test) const;

  const CompiledLexicons& tables_;
  Iterator group_;                   ///< the hits of the group at hand
  Iterator kept_;                    ///< their end
  std::uint32_t first_ = 0;          ///< the first token of the group at hand
  std::vector<std::uint8_t> taken_;  ///< by token from there on
};

}  // namespace tarn
