#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/matcher.h"
#include "stance/model.h"
#include "text/tokens.h"

namespace tarn::stance {

/// Stands for "none" where an index is wanted.
inline constexpr std::uint32_t kAbsent = 0xFFFF'FFFFU;

/// What the rules see in a token that is no cue.
enum class Mark : std::uint8_t {
  kWord,  ///< a word or number
  kComma,
  kBreak,  ///< ; : ( ) dashes, full stops, dots of omission: a clause ends
  kQuestion,
  kOther,
};

/// Tokens [first, end), counted from the begin of the sentence.
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

/// Tokens [first, end), counted from the begin of the post.
struct PostRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

/// An occurrence of an entry of layer "modifier".
struct Modifier {
  TokenRange tokens;
  std::uint32_t entry = 0;
  std::uint32_t classes = 0;   ///< what it still is: 0 or word classes alone once consumed
  std::uint32_t original = 0;  ///< what it was before consumption
  bool is(std::uint32_t wanted) const { return (classes & wanted) != 0; }
};

/// An occurrence of somebody who may hold a stance.
struct Mention {
  TokenRange tokens;
  Holder holder;
};

/// An occurrence of an entry of a cue layer other than engagement: what is to be scored.
struct Cue {
  TokenRange tokens;
  std::uint32_t entry = 0;
  CueLayer layer = CueLayer::kStance;
  bool consumes = false;  ///< a modifier in it is a part of it and changes nothing else
};

/// A theme's span in the sentence.
struct ThemeMention {
  TokenRange tokens;
  std::uint32_t theme = 0;  ///< index into Post::themes
};

/// A theme's span as the record has it.
struct ThemeSpan {
  Span span;
  std::string_view label;
};

/// Tokens of a post, counted from its begin, between quotation marks.
struct Quotation {
  std::uint32_t first_token = 0;  ///< the opening mark
  std::uint32_t end_token = 0;    ///< behind the closing mark
  bool reported = false;          ///< long enough for somebody's words; else scare quotes
};

/// What is known of a post before stance: views, they must outlive the analysis.
struct Post {
  std::string_view text;
  const Segmentation* units = nullptr;
  const Matches* matches = nullptr;
  std::vector<ThemeSpan> themes;  ///< sorted by span
};

/// How a token stands to quotation marks.
enum class Quoted : std::uint8_t { kNo, kScare, kReported };

/// One sentence as the rules see it. Tokens count from its begin; all lists are sorted by token.
/// Objects are reused, so that a sentence costs no allocation.
struct SentenceView {
  std::uint32_t index = 0;
  std::uint32_t first_token = 0;  ///< in the post
  std::uint32_t words = 0;

  // One element per token.
  std::vector<Mark> marks;
  std::vector<std::uint32_t> words_before;  ///< word tokens before it; one element more than tokens
  std::vector<std::uint32_t> modifier_at;   ///< the modifier that covers it, or kAbsent
  std::vector<std::uint32_t> modifier_begun;  ///< the classes of the modifier that begins there
  std::vector<std::uint32_t> holder_classes;  ///< HolderClass bits
  std::vector<std::uint32_t> mention_at;      ///< the mention that covers it, or kAbsent
  std::vector<std::uint32_t> clauses;         ///< only equality and order matter
  std::vector<Quoted> quoted;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lists;  ///< work space of cut_clauses
  std::vector<TokenRange> clause_ranges;  ///< by clause; empty for a number that no token has

  std::vector<Modifier> modifiers;
  std::vector<Mention> mentions;
  std::vector<Cue> cues;
  std::vector<ThemeMention> themes;

  std::uint32_t modifiers_present = 0;  ///< all classes of the modifiers, as far as not consumed
  std::uint32_t holders_present = 0;    ///< all of holder_classes
  std::uint32_t question_mark = kAbsent;
  bool first_person = false;  ///< I, we, my, our stand outside of quotations

  std::uint32_t size() const { return static_cast<std::uint32_t>(marks.size()); }

  /// Words strictly between two places.
  std::uint32_t words_between(std::uint32_t end, std::uint32_t begin) const {
    return words_before[begin] - words_before[end];
  }
  /// The modifier that covers a token if it is of one of these classes, else null.
  const Modifier* modifier(std::uint32_t token, std::uint32_t classes) const {
    const std::uint32_t at = modifier_at[token];
    return at != kAbsent && modifiers[at].is(classes) ? &modifiers[at] : nullptr;
  }
  /// Whether a modifier of one of these classes begins at a token.
  bool begins(std::uint32_t token, std::uint32_t classes) const {
    return (modifier_begun[token] & classes) != 0;
  }
  bool has_class(std::uint32_t token, std::uint32_t classes) const {
    return (holder_classes[token] & classes) != 0;
  }
};

/// Reads the sentences of one post in order: what its tokens and hits are, clause by clause.
class SentenceReader {
 public:
  /// `quoted`: one element per token of the post, or none at all when nothing is quoted.
  SentenceReader(const Model& model, const Post& post, const std::vector<Quoted>& quoted)
      : model_(model), post_(post), quoted_(quoted) {}

  /// Whether a sentence has cues to be scored. REQUIRES that indices never descend between calls.
  bool has_cues(std::uint32_t index);

  /// Fills `out` with sentence `index`. REQUIRES that indices ascend between calls.
  void read(std::uint32_t index, SentenceView& out);

  /// Calls `take(tokens of the post, entry)` for each hit of the layer engagement in a sentence, in
  /// order. REQUIRES that indices ascend between calls.
  template <typename Take>
  void for_engagement(std::uint32_t index, Take take) {
    const std::size_t layer = model_.cue_layer(CueLayer::kEngagement);
    const tarn::Sentence& unit = post_.units->sentences[index];
    for_hits(layer, unit.first_token, unit.end_token, engagement_, [&](const Hit& hit) {
      take(PostRange{hit.first_token, hit.end_token}, hit.entry);
    });
  }

 private:
  struct Cursor {
    std::size_t next = 0;
  };
  /// Moves a cursor to the first hit of a layer from a token on; null when there is none before
  /// `end`.
  const Hit* seek(std::size_t layer, std::uint32_t first, std::uint32_t end, Cursor& cursor) const {
    if (layer >= post_.matches->by_layer.size()) return nullptr;
    const std::vector<Hit>& hits = post_.matches->by_layer[layer];
    while (cursor.next < hits.size() && hits[cursor.next].first_token < first) ++cursor.next;
    const bool found = cursor.next < hits.size() && hits[cursor.next].first_token < end;
    return found ? &hits[cursor.next] : nullptr;
  }
  /// Calls `take` for each hit of a layer in tokens [first, end); exclusions aside.
  template <typename Take>
  void for_hits(std::size_t layer, std::uint32_t first, std::uint32_t end, Cursor& cursor,
                Take take) {
    if (seek(layer, first, end, cursor) == nullptr) return;
    const std::vector<Hit>& hits = post_.matches->by_layer[layer];
    for (; cursor.next < hits.size() && hits[cursor.next].first_token < end; ++cursor.next) {
      if (!model_.facts(hits[cursor.next].entry).exclusion) take(hits[cursor.next]);
    }
  }
  /// The same with tokens counted from the sentence's begin: `take(tokens, entry, facts)`.
  template <typename Take>
  void for_hits(std::size_t layer, const SentenceView& sentence, Cursor& cursor, Take take) {
    const std::uint32_t first = sentence.first_token;
    for_hits(layer, first, first + sentence.size(), cursor, [&](const Hit& hit) {
      take(TokenRange{hit.first_token - first, hit.end_token - first}, hit.entry,
           model_.facts(hit.entry));
    });
  }
  void read_tokens(const tarn::Sentence& unit, SentenceView& out) const;
  void read_quotations(SentenceView& out) const;
  void read_modifiers(SentenceView& out);
  void read_holders(SentenceView& out);
  void read_cues(SentenceView& out);
  void read_themes(SentenceView& out);

  const Model& model_;
  const Post& post_;
  const std::vector<Quoted>& quoted_;
  Cursor modifiers_;
  Cursor holders_;
  Cursor cues_[kCueLayers];
  Cursor engagement_;
  std::size_t next_theme_ = 0;
};

}  // namespace tarn::stance
