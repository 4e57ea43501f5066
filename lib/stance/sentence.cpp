#include "stance/sentence.h"

#include <algorithm>

#include "stance/clauses.h"
#include "stance/marks.h"
#include "stance/modifiers.h"
#include "stance/quotations.h"

namespace tarn::stance {
namespace {

constexpr CueLayer kScoredLayers[] = {CueLayer::kStance, CueLayer::kCertainty,
                                      CueLayer::kObligation, CueLayer::kReflection};

bool stands_before(const Cue& a, const Cue& b) {
  if (a.tokens.first != b.tokens.first) return a.tokens.first < b.tokens.first;
  if (a.tokens.end != b.tokens.end) return a.tokens.end < b.tokens.end;
  if (a.layer != b.layer) return a.layer < b.layer;
  return a.entry < b.entry;
}

/// Whether an entry is I, we, my, our …
bool is_first_person(const EntryFacts& facts) {
  if ((facts.classes & (kPossessiveSelf | kPossessiveGroup)) != 0) return true;
  return facts.holder &&
         (facts.holder->kind == HolderKind::kSelf || facts.holder->kind == HolderKind::kGroup);
}

}  // namespace

bool SentenceReader::has_cues(std::uint32_t index) {
  const tarn::Sentence& unit = post_.units->sentences[index];
  for (const CueLayer layer : kScoredLayers) {
    Cursor& cursor = cues_[static_cast<std::size_t>(layer)];
    if (seek(model_.cue_layer(layer), unit.first_token, unit.end_token, cursor) != nullptr) {
      return true;
    }
  }
  return false;
}

void SentenceReader::read(std::uint32_t index, SentenceView& out) {
  const tarn::Sentence& unit = post_.units->sentences[index];
  out.index = index;
  out.first_token = unit.first_token;
  out.words = unit.words;
  read_tokens(unit, out);
  read_quotations(out);
  read_cues(out);
  read_modifiers(out);
  read_holders(out);
  read_themes(out);
  cut_clauses(out);
}

void SentenceReader::read_tokens(const tarn::Sentence& unit, SentenceView& out) const {
  const std::uint32_t size = unit.end_token - unit.first_token;
  out.marks.resize(size);
  out.words_before.resize(size + 1);
  std::uint32_t words = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    out.words_before[i] = words;
    const bool word = post_.units->tokens[unit.first_token + i].is_word();
    out.marks[i] =
        word ? Mark::kWord : mark_of(post_.text, post_.units->tokens, unit.first_token + i);
    if (word) ++words;
  }
  out.words_before[size] = words;
  const std::uint32_t mark = question_mark(post_.text, post_.units->tokens, unit);
  out.question_mark = mark == kAbsent ? kAbsent : mark - unit.first_token;
}

void SentenceReader::read_quotations(SentenceView& out) const {
  if (quoted_.empty()) {
    out.quoted.assign(out.size(), Quoted::kNo);
  } else {
    const auto first = quoted_.begin() + out.first_token;
    out.quoted.assign(first, first + out.size());
  }
}

void SentenceReader::read_cues(SentenceView& out) {
  out.cues.clear();
  for (const CueLayer layer : kScoredLayers) {
    const bool consuming = layer == CueLayer::kStance || layer == CueLayer::kCertainty;
    for_hits(model_.cue_layer(layer), out, cues_[static_cast<std::size_t>(layer)],
             [&](TokenRange tokens, std::uint32_t entry, const EntryFacts& facts) {
               const bool consumes =
                   consuming && !facts.open && tokens.end - tokens.first > 1;
               out.cues.push_back({tokens, entry, layer, consumes});
             });
  }
  std::sort(out.cues.begin(), out.cues.end(), stands_before);
}

void SentenceReader::read_modifiers(SentenceView& out) {
  out.modifiers.clear();
  out.modifier_at.assign(out.size(), kAbsent);
  for_hits(model_.modifier_layer(), out, modifiers_,
           [&](TokenRange tokens, std::uint32_t entry, const EntryFacts& facts) {
             const auto index = static_cast<std::uint32_t>(out.modifiers.size());
             for (std::uint32_t t = tokens.first; t < tokens.end; ++t) out.modifier_at[t] = index;
             out.modifiers.push_back({tokens, entry, facts.classes, facts.classes});
           });
  consume_modifiers(out);
  out.modifiers_present = 0;
  out.modifier_begun.assign(out.size(), 0);
  for (const Modifier& modifier : out.modifiers) {
    out.modifiers_present |= modifier.classes;
    out.modifier_begun[modifier.tokens.first] = modifier.classes;
  }
}

void SentenceReader::read_holders(SentenceView& out) {
  out.mentions.clear();
  out.mention_at.assign(out.size(), kAbsent);
  out.holder_classes.assign(out.size(), 0);
  out.first_person = false;
  out.holders_present = 0;
  for_hits(model_.holder_layer(), out, holders_,
           [&](TokenRange tokens, std::uint32_t, const EntryFacts& facts) {
             out.holders_present |= facts.classes;
             for (std::uint32_t t = tokens.first; t < tokens.end; ++t) {
               out.holder_classes[t] |= facts.classes;
             }
             if (is_first_person(facts) && out.quoted[tokens.first] != Quoted::kReported) {
               out.first_person = true;
             }
             if (!facts.holder) return;
             const auto index = static_cast<std::uint32_t>(out.mentions.size());
             for (std::uint32_t t = tokens.first; t < tokens.end; ++t) out.mention_at[t] = index;
             out.mentions.push_back({tokens, *facts.holder});
           });
}

void SentenceReader::read_themes(SentenceView& out) {
  out.themes.clear();
  if (out.size() == 0) return;
  const std::vector<Token>& tokens = post_.units->tokens;
  const std::uint32_t first = out.first_token;
  const std::uint32_t end = first + out.size();
  while (next_theme_ < post_.themes.size() &&
         post_.themes[next_theme_].span.begin < tokens[first].span.begin) {
    ++next_theme_;
  }
  std::uint32_t token = first;
  for (; next_theme_ < post_.themes.size() &&
         post_.themes[next_theme_].span.begin < tokens[end - 1].span.end;
       ++next_theme_) {
    const Span span = post_.themes[next_theme_].span;
    while (token < end && tokens[token].span.end <= span.begin) ++token;
    std::uint32_t last = token;
    while (last < end && tokens[last].span.begin < span.end) ++last;
    out.themes.push_back({{token - first, last - first}, static_cast<std::uint32_t>(next_theme_)});
  }
}

}  // namespace tarn::stance
