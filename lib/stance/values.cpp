#include "stance/values.h"

#include <cmath>

namespace tarn::stance {
namespace {

void finish(const Constants& constants, SentenceValue& value) {
  const double root = std::sqrt(static_cast<double>(value.words));
  if (value.words > 0) {
    value.score = value.sum / root;
    value.author_score = value.author_sum / root;
  }
  value.label = value.score >= constants.label_threshold    ? "positive"
                : value.score <= -constants.label_threshold ? "negative"
                                                            : "neutral";
}

/// The product of the degree factors of a hit.
double degree_factor(const Analysis& analysis, const Stance& stance) {
  double factor = 1;
  for (std::uint32_t i = stance.first_evidence; i < stance.end_evidence; ++i) {
    const Evidence& evidence = analysis.evidence[i];
    const bool degree = evidence.operation == Operation::kDegree ||
                        evidence.operation == Operation::kDegreePost ||
                        evidence.operation == Operation::kDegreeOuter;
    if (degree) factor *= evidence.value;
  }
  return factor;
}

void count_valence(const Analysis& analysis, const Stance& stance, PostValue& out) {
  if (stance.score > 0) {
    ++out.positive_hits;
    out.positive_sum += stance.score;
  } else if (stance.score < 0) {
    ++out.negative_hits;
    out.negative_sum -= stance.score;
  }
  const double factor = degree_factor(analysis, stance);
  if (factor != 1) ++out.graded_hits;
  out.graduation += std::abs(factor - 1);  // the mean once all are counted
}

void count_certainty(const Stance& stance, PostValue& out) {
  if (stance.score < 0) {
    ++out.hedges;
    out.hedge_sum -= stance.score;
  } else if (stance.score > 0) {
    ++out.boosters;
    out.booster_sum += stance.score;
  }
}

void count_label(const Stance& stance, std::uint32_t& last_sentence, LabelCount& count) {
  ++count.hits;
  if (!stance.reported) ++count.author;
  if (count.hits == 1 || last_sentence != stance.sentence) ++count.sentences;
  last_sentence = stance.sentence;
  count.sum += stance.score;
}

void sum_sentences(const std::vector<SentenceValue>& sentences, PostValue& out) {
  double sum = 0;
  double author_sum = 0;
  for (const SentenceValue& value : sentences) {
    sum += value.score;
    author_sum += value.author_score;
    if (value.mixed()) ++out.mixed_sentences;
  }
  out.scored_sentences = static_cast<std::uint32_t>(sentences.size());
  if (out.sentences > 0) {
    out.mean = sum / out.sentences;
    out.author_mean = author_sum / out.sentences;
  }
  if (!sentences.empty()) out.mean_scored = sum / static_cast<double>(sentences.size());
}

}  // namespace

void value_sentences(const Model& model, const Segmentation& units, const Analysis& analysis,
                     std::vector<SentenceValue>& out) {
  out.clear();
  const Constants& constants = model.constants();
  for (const Stance& stance : analysis.stances) {
    if (!model.label(stance.label).valence) continue;
    if (out.empty() || out.back().sentence != stance.sentence) {
      out.emplace_back();
      out.back().sentence = stance.sentence;
      out.back().words = units.sentences[stance.sentence].words;
    }
    SentenceValue& value = out.back();
    const double term = stance.score < 0 ? stance.score * constants.neg_weight : stance.score;
    value.sum += term;
    if (!stance.reported) value.author_sum += term;
    if (stance.score > 0) value.positive += stance.score;
    if (stance.score < 0) value.negative -= stance.score;
  }
  for (SentenceValue& value : out) finish(constants, value);
}

PostValue value_post(const Model& model, const Segmentation& units, const Analysis& analysis,
                     const std::vector<SentenceValue>& sentences) {
  PostValue out;
  out.words = units.words();
  out.sentences = static_cast<std::uint32_t>(units.sentences.size());
  out.labels.resize(model.labels().size());
  std::vector<std::uint32_t> last_sentence(model.labels().size(), 0);
  std::uint32_t valence_hits = 0;
  for (const Stance& stance : analysis.stances) {
    count_label(stance, last_sentence[stance.label], out.labels[stance.label]);
    const Label& label = model.label(stance.label);
    if (label.valence) {
      ++valence_hits;
      count_valence(analysis, stance, out);
    } else if (label.certainty) {
      count_certainty(stance, out);
    }
    if (label.engagement || stance.attribution.rule == HolderRule::kOff) continue;
    ++out.held_hits;
    if (stance.attribution.rule == HolderRule::kDefault) ++out.default_hits;
  }
  if (valence_hits > 0) out.graduation /= valence_hits;
  sum_sentences(sentences, out);
  out.level = reflection_level(model, analysis, out.words);
  return out;
}

}  // namespace tarn::stance
