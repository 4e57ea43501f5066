#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stance/analysis.h"
#include "stance/reflection.h"

namespace tarn::stance {

/// The valence of one sentence. Sums are of scores, `score` = sum / √words.
struct SentenceValue {
  std::uint32_t sentence = 0;
  std::uint32_t words = 0;
  double sum = 0;  ///< negative scores times neg_weight
  double score = 0;
  double positive = 0;    ///< sum of the positive scores
  double negative = 0;    ///< sum of the sizes of the negative scores
  double author_sum = 0;  ///< as sum and score, from the author's voice alone
  double author_score = 0;
  std::string_view label;  ///< "positive", "negative" or "neutral"
  bool mixed() const { return positive > 0 && negative > 0; }
};

/// Values of the sentences that have a valence hit, in order. Replaces `out`.
void value_sentences(const Model& model, const Segmentation& units, const Analysis& analysis,
                     std::vector<SentenceValue>& out);

/// Hits of one label in a post.
struct LabelCount {
  std::uint32_t hits = 0;
  std::uint32_t author = 0;  ///< by the author's voice; the others are reported
  std::uint32_t sentences = 0;
  double sum = 0;  ///< of scores
};

/// The values of one post: every figure that its sentences and spans add up to.
struct PostValue {
  std::uint32_t words = 0;
  std::uint32_t sentences = 0;
  std::vector<LabelCount> labels;  ///< one for each of Model::labels

  // Valence.
  double mean = 0;         ///< of the score over all sentences, no hit counting 0
  double author_mean = 0;  ///< the same from the author's voice
  double mean_scored = 0;  ///< over sentences with a hit
  std::uint32_t scored_sentences = 0;
  std::uint32_t mixed_sentences = 0;
  std::uint32_t positive_hits = 0;
  std::uint32_t negative_hits = 0;
  double positive_sum = 0;
  double negative_sum = 0;  ///< of sizes

  // Graduation: m is the product of a valence hit's degree factors.
  double graduation = 0;  ///< mean of |m − 1|
  std::uint32_t graded_hits = 0;

  std::uint32_t hedges = 0;    ///< certainty hits below 0
  double hedge_sum = 0;        ///< of sizes
  std::uint32_t boosters = 0;  ///< above 0
  double booster_sum = 0;

  std::uint32_t held_hits = 0;     ///< hits that were given a holder
  std::uint32_t default_hits = 0;  ///< of these by the default rule
  ReflectionLevel level = ReflectionLevel::kShort;
};

/// `sentences` must come from `value_sentences` of the same analysis.
PostValue value_post(const Model& model, const Segmentation& units, const Analysis& analysis,
                     const std::vector<SentenceValue>& sentences);

}  // namespace tarn::stance
