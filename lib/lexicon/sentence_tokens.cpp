#include "lexicon/sentence_tokens.h"

#include <span>

namespace tarn {
namespace {

/// Whether a token has a neighbour in its sentence without a space between.
bool touches(const Segmentation& units, const Sentence& sentence, std::uint32_t i) {
  const auto& tokens = units.tokens;
  return (i > sentence.first_token && tokens[i - 1].span.end == tokens[i].span.begin) ||
         (i + 1 < sentence.end_token && tokens[i + 1].span.begin == tokens[i].span.end);
}

}  // namespace

void SentenceTokens::read(std::string_view text, const Segmentation& units,
                          const Sentence& sentence) {
  kinds_.make_room();
  const std::size_t size = sentence.end_token - sentence.first_token;
  kinds_of_.resize(size);
  steps_.resize(size + 1);
  std::uint32_t* const kinds = kinds_of_.data();
  TokenStep* const steps = steps_.data();
  kinds_.of(text, std::span(units.tokens).subspan(sentence.first_token, size), kinds);
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t kind = kinds[i];
    if ((kind & TokenKinds::kTouching) != 0) {
      const bool inner = touches(units, sentence, sentence.first_token + i);
      kind = (kind & ~TokenKinds::kTouching) + (inner ? 1 : 0);
    }
    kinds[i] = kind;
    steps[i] = kinds_.step(kind);
    kinds_.automaton().fetch(steps[i].start);
  }
  steps[size] = {kAnyToken | kAnyInnerMark, 0, 0, 0};
  first_word_ = 0;
  while (first_word_ < size && !is_word(first_word_)) ++first_word_;
}

bool SentenceTokens::passes(const EntryCheck& check, std::uint32_t first, std::uint32_t end) const {
  if (check.not_initial && first <= first_word_) return false;
  for (std::uint32_t i = check.first_context; i < check.end_context; ++i) {
    const ClassContext& context = contexts_[i];
    const std::uint32_t word = context.before ? word_before(first) : word_behind(end);
    const bool fits = word < size() && kinds_.passes(kinds_of_[word], context.test);
    if (fits == context.negated) return false;
  }
  return true;
}

/// The word token before a place, marks inside of words passed over; size() if there is none.
std::uint32_t SentenceTokens::word_before(std::uint32_t first) const {
  for (std::uint32_t i = first; i > 0; --i) {
    if (is_word(i - 1)) return i - 1;
    if (!is_inner_mark(i - 1)) break;
  }
  return size();
}

std::uint32_t SentenceTokens::word_behind(std::uint32_t end) const {
  for (std::uint32_t i = end; i < size(); ++i) {
    if (is_word(i)) return i;
    if (!is_inner_mark(i)) break;
  }
  return size();
}

}  // namespace tarn
