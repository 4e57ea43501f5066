#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stance/sentence.h"

namespace tarn::stance {

/// What stands around the tokens of one sentence: the holders and the words by which the rules for
/// holders find them.
class Surroundings {
 public:
  /// Tokens that the rules look for from a token: the last one up to it, or the next from it on.
  struct Places {
    std::uint32_t attribution = kAbsent;  ///< none when a verb phrase began since
    std::uint32_t auxiliary = kAbsent;
    std::uint32_t relative = kAbsent;
    std::uint32_t view = kAbsent;
    std::uint32_t fronting = kAbsent;
    std::uint32_t no_adverb = kAbsent;   ///< neither adverb nor auxiliary nor word of degree
    std::uint32_t no_verb = kAbsent;     ///< and no verb that ascribes
    std::uint32_t next_agent = kAbsent;  ///< with its marker behind it
  };

  /// Moves to a sentence, which must outlive the look-ups.
  void begin(const SentenceView& sentence);

  const Places& places(std::uint32_t token) const { return places_[token]; }
  /// The last place before a cue, in its clause, of what `place` notes; kAbsent when there is none.
  std::uint32_t last_in_clause(const Cue& cue, std::uint32_t Places::*place) const;

  /// Behind a cue and the cues that stand in one list with it: "fear and anger".
  std::uint32_t list_end(const Cue& cue) const;

  /// Whether a token of a range is of one of some classes.
  bool any_class(std::uint32_t first, std::uint32_t end, std::uint32_t classes) const;
  /// Whether nothing but adverbs, auxiliaries and words of degree stands in a range.
  bool only_adverbs(std::uint32_t first, std::uint32_t end) const;
  /// The same, and verbs that ascribe: what may stand between a pronoun and what is said of it.
  bool only_verbs(std::uint32_t first, std::uint32_t end) const;
  bool outside_quotations(std::uint32_t token) const;

  /// The first token of the clause of a token.
  std::uint32_t clause_begin(std::uint32_t token) const;
  /// Behind its last.
  std::uint32_t clause_end(std::uint32_t token) const;
  /// The first of the `count` words left of a token, within its clause.
  std::uint32_t words_left(std::uint32_t token, std::uint32_t count) const;
  /// The same across clauses.
  std::uint32_t words_left_in_sentence(std::uint32_t token, std::uint32_t count) const;
  /// Behind the last of the `count` words from a token on.
  std::uint32_t words_right(std::uint32_t token, std::uint32_t count) const;

  /// The number of mentions that begin before a token.
  std::size_t mentions_before(std::uint32_t token) const;
  /// The mention that begins at a token, or null; behind a genitive the one that it belongs to:
  /// "the patients' relatives" are relatives.
  const Mention* mention_from(std::uint32_t token) const;
  /// The mention behind any determiners from a token on; a determiner that is itself a holder
  /// ("all") counts where nothing better follows. Null when there is none.
  const Mention* mention_behind_determiners(std::uint32_t token) const;
  /// The mention whose last token stands before `end`, or null.
  const Mention* mention_ending(std::uint32_t end) const;
  /// Who stands behind a word of a class, such as "of" or "among", at a token; null when it is no
  /// such word.
  const Mention* mention_behind(std::uint32_t marker, std::uint32_t token) const;
  /// The subject of a verb, if one stands at a token; null when there is none.
  const Mention* subject_from(std::uint32_t token) const;
  bool is_nominative(const Mention& mention) const;
  bool is_possessive(const Mention& mention) const;
  /// Whether a mention names somebody else by a noun.
  bool is_role_noun(const Mention& mention) const;
  /// Whether a token is part of a noun for somebody else.
  bool is_in_role_noun(std::uint32_t token) const;

 private:
  void measure_places();

  const SentenceView* sentence_ = nullptr;
  std::vector<Places> places_;  ///< by token
};

}  // namespace tarn::stance
