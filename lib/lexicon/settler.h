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

  /// The hits among some candidates, which are sorted by `first`, in the order of (first, end,
  /// entry). Candidates come out in any order. Lives until the next call.
  const std::vector<Candidate>& settle(std::vector<Candidate>& candidates);

 private:
  using Iterator = std::vector<Candidate>::iterator;
  void settle_group(Iterator begin, Iterator end);
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
  std::vector<Candidate> settled_;
  std::size_t group_ = 0;            ///< where the hits of the group at hand begin in settled_
  std::uint32_t first_ = 0;          ///< the first token of the group at hand
  std::vector<std::uint8_t> taken_;  ///< by token from there on
};

}  // namespace tarn
