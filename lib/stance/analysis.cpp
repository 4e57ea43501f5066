#include "stance/analysis.h"

#include <algorithm>

#include "stance/quotations.h"

namespace tarn::stance {

void Analysis::clear() {
  stances.clear();
  evidence.clear();
  modifiers.clear();
  quotations.clear();
}

Analyser::Analyser(const Model& model, AnalysisOptions options)
    : model_(model), options_(options), holders_(model), scopes_(model.constants()) {}

void Analyser::analyse(const Post& post, Analysis& out) {
  out.clear();
  find_quotations(post.text, *post.units, model_.constants(), out.quotations);
  mark_quoted(out.quotations, post.units->tokens.size(), quoted_);
  SentenceReader reader(model_, post, quoted_);
  for (std::uint32_t i = 0; i < post.units->sentences.size(); ++i) {
    if (options_.modifiers || reader.has_cues(i)) {
      reader.read(i, sentence_);
      analyse_sentence(post, out);
    }
    add_engagement(post, i, reader, out);
  }
}

void Analyser::analyse_sentence(const Post& post, Analysis& out) {
  if (options_.modifiers) add_modifiers(out);
  if (sentence_.cues.empty()) return;
  whole_.find(sentence_);
  find_hedged_clauses();
  holders_.begin(sentence_);
  for (const Cue& cue : sentence_.cues) add_cue(post, cue, out);
}

void Analyser::add_cue(const Post& post, const Cue& cue, Analysis& out) {
  Stance common;
  common.sentence = sentence_.index;
  common.tokens = in_post(cue.tokens);
  common.entry = cue.entry;
  const Quoted quoted = sentence_.quoted[cue.tokens.first];
  if (quoted == Quoted::kReported) common.status |= kReported;
  if (quoted == Quoted::kScare) common.status |= kScareQuoted;
  if (options_.holders) {
    common.attribution = holders_.attribute(cue);
  } else {
    common.attribution.rule = HolderRule::kOff;
  }
  common.reported = options_.holders &&
                    (quoted == Quoted::kReported || !common.attribution.holder.author_voice());
  common.link = link_theme(post, sentence_, cue.tokens, model_.constants());
  find_shifts(sentence_, whole_, cue.tokens, model_.constants(), shifts_);
  for (const CueLabel& label : model_.cue_labels(model_.facts(cue.entry))) {
    add_label(cue, label, common, out);
  }
}

void Analyser::add_label(const Cue& cue, const CueLabel& label, const Stance& common,
                         Analysis& out) {
  const Dimension& policy = model_.label(label.label).policy;
  if (policy.author_gate && !sentence_.first_person) return;
  steps_.clear();
  const Score score = score_hit(label.weight, cue.tokens.end - cue.tokens.first, policy,
                                model_.constants(), model_, sentence_, shifts_, steps_);
  Stance& made = out.stances.emplace_back(common);
  made.label = label.label;
  made.base = label.weight;
  made.score = score.value;
  made.status |= score.status;
  if (policy.nonfactual && is_hedged(sentence_.clauses[cue.tokens.first])) made.status |= kHedged;
  made.first_evidence = static_cast<std::uint32_t>(out.evidence.size());
  for (const Step& step : steps_) {
    Evidence& evidence = out.evidence.emplace_back();
    evidence.operation = step.operation;
    evidence.value = step.value;
    if (step.modifier == kAbsent) {
      const std::uint32_t mark = sentence_.question_mark;
      evidence.tokens = in_post({mark, mark + 1});
    } else {
      evidence.entry = sentence_.modifiers[step.modifier].entry;
      evidence.tokens = in_post(sentence_.modifiers[step.modifier].tokens);
    }
  }
  made.end_evidence = static_cast<std::uint32_t>(out.evidence.size());
}

/// Words of engagement, questions to the reader, asides in brackets: the writer's presence itself,
/// which nobody else holds and nothing modifies.
void Analyser::add_engagement(const Post& post, std::uint32_t index, SentenceReader& reader,
                              Analysis& out) {
  reader.for_engagement(index, [&](PostRange tokens, std::uint32_t entry) {
    for (const CueLabel& label : model_.cue_labels(model_.facts(entry))) {
      Stance& made = add_presence(index, label.label, tokens, out);
      made.entry = entry;
      made.base = made.score = label.weight;
    }
  });
  const tarn::Sentence& unit = post.units->sentences[index];
  if (model_.question_label()) {
    const std::uint32_t mark = question_mark(post.text, post.units->tokens, unit);
    if (mark != kAbsent) add_presence(index, *model_.question_label(), {mark, mark + 1}, out);
  }
  if (!model_.aside_label()) return;
  find_asides(post.text, post.units->tokens, unit, model_.constants(), asides_);
  for (const PostRange aside : asides_) add_presence(index, *model_.aside_label(), aside, out);
}

Stance& Analyser::add_presence(std::uint32_t sentence, std::uint32_t label, PostRange tokens,
                               Analysis& out) const {
  const Quoted quoted = quoted_.empty() ? Quoted::kNo : quoted_[tokens.first];
  Stance& made = out.stances.emplace_back();
  made.sentence = sentence;
  made.tokens = tokens;
  made.label = label;
  made.base = made.score = 1;
  if (!options_.holders) made.attribution.rule = HolderRule::kOff;
  made.reported = options_.holders && quoted == Quoted::kReported;
  if (quoted == Quoted::kReported) made.status |= kReported;
  if (quoted == Quoted::kScare) made.status |= kScareQuoted;
  made.first_evidence = made.end_evidence = static_cast<std::uint32_t>(out.evidence.size());
  return made;
}

void Analyser::add_modifiers(Analysis& out) {
  scopes_.begin(sentence_);
  for (const Modifier& modifier : sentence_.modifiers) {
    const std::optional<TokenRange> scope = scopes_.of(modifier);
    if (!scope) continue;
    const bool consumed = (modifier.classes & ~kWordClasses) == 0;
    out.modifiers.push_back(
        {sentence_.index, in_post(modifier.tokens), modifier.entry, in_post(*scope), consumed});
  }
}

void Analyser::find_hedged_clauses() {
  hedged_clauses_.clear();
  for (const Cue& cue : sentence_.cues) {
    if (cue.layer != CueLayer::kCertainty) continue;
    for (const CueLabel& label : model_.cue_labels(model_.facts(cue.entry))) {
      if (label.weight < 0) {
        hedged_clauses_.push_back(sentence_.clauses[cue.tokens.first]);
      }
    }
  }
}

bool Analyser::is_hedged(std::uint32_t clause) const {
  return std::binary_search(hedged_clauses_.begin(), hedged_clauses_.end(), clause);
}

PostRange Analyser::in_post(TokenRange tokens) const {
  return {sentence_.first_token + tokens.first, sentence_.first_token + tokens.end};
}

}  // namespace tarn::stance
