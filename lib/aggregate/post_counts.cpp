// From the marks of a post to its cells.

#include <algorithm>

#include "aggregate/post_reader.h"

namespace tarn::aggregate {
namespace {

constexpr std::uint32_t kNoSentence = UINT32_MAX;

// The parts of what PostReader::seen() packs.
std::uint64_t sentence_in(std::uint64_t seen) { return seen >> 32U; }
bool is_stance(std::uint64_t seen) { return (seen >> 31U & 1U) != 0; }
Voice voice_in(std::uint64_t seen) { return static_cast<Voice>(seen >> 28U & 7U); }
std::uint32_t name_in(std::uint64_t seen) { return seen & 0xFFFFFFFU; }

std::string_view dimension_of(std::string_view label) { return label.substr(0, label.find('.')); }

}  // namespace

void PostReader::count_marks(PostSummary& out) {
  author_ = all_ = kNoName;
  for (const Mark& mark : marks_) {
    if (mark.stance) {
      ++out.stance_hits;
      if (mark.by_default) ++out.default_hits;
      const std::vector<std::uint32_t>& labels = names_.path(mark.label);
      count_stance(mark, labels);
      count_holder(mark, labels.back());
      if (mark.linked) count_link(mark, labels);
    } else {
      ++out.theme_hits;
      count_theme(mark);
    }
  }
  count_sentences(out);
  if (options_.pair_posts) count_post_pairs();
  count_post_scores();
}

void PostReader::count_post_pairs() {
  std::vector<std::uint32_t> themes;
  for (const SummaryCell& cell : cells_.cells()) {
    if (cell.kind == CellKind::kTheme) themes.push_back(cell.a);
  }
  for (std::size_t i = 0; i < themes.size(); ++i) {
    for (std::size_t j = i + 1; j < themes.size(); ++j)
      cells_.at(CellKind::kPair, Voice::kAll, themes[i], themes[j]).values[0] = 1;
  }
}

/// What has no spans of its own: engagement (unless it was asked for as spans), graduation, level.
void PostReader::count_post_scores() {
  const bool spans = std::any_of(marks_.begin(), marks_.end(), [](const Mark& mark) {
    return mark.stance && dimension_of(mark.label) == "engagement";
  });
  for (const Engagement& item : engagement_) {
    if (spans || item.hits == 0) continue;
    const std::uint32_t name = names_.index(item.label);
    cells_.at(CellKind::kStance, item.voice, name, kNoName).values[kHits] += item.hits;
  }
  const auto valence = std::count_if(marks_.begin(), marks_.end(), [](const Mark& mark) {
    return mark.stance && mark.label == "valence";
  });
  if (valence > 0 && graduation_) {
    const std::uint32_t name = names_.index("graduation");
    SummaryCell& cell = cells_.at(CellKind::kStance, Voice::kAll, name, kNoName);
    cell.values[kHits] = cell.values[kScored] = valence;
    cell.values[kSum] = *graduation_ * valence;
  }
  if (!level_.empty())
    cells_.at(CellKind::kLevel, Voice::kAll, names_.index(level_), kNoName).values[0] = 1;
}

void PostReader::count_theme(const Mark& mark) {
  for (const std::uint32_t name : names_.path(mark.label)) {
    ++cells_.at(CellKind::kTheme, Voice::kAll, name, kNoName).values[kHits];
    if (mark.sentence != kNoSentence)
      seen_.push_back(seen(mark.sentence, false, Voice::kAll, name));
  }
}

void PostReader::count_stance(const Mark& mark, const std::vector<std::uint32_t>& labels) {
  const Voice voice = mark.reported ? Voice::kReported : Voice::kAuthor;
  for (const std::uint32_t name : labels) {
    for (const Voice each : {Voice::kAll, voice}) {
      add_hit(cells_.at(CellKind::kStance, each, name, kNoName), mark);
      if (mark.sentence != kNoSentence) seen_.push_back(seen(mark.sentence, true, each, name));
    }
  }
}

/// The values that kStance and kLink have in common.
void PostReader::add_hit(SummaryCell& cell, const Mark& mark) const {
  ++cell.values[kHits];
  if (!mark.scored) return;
  ++cell.values[kScored];
  cell.values[kSum] += mark.score;
  if (mark.score > 0) ++cell.values[kPositive];
  if (mark.score < 0) ++cell.values[kNegative];
  if (cell.kind == CellKind::kStance) {
    cell.values[kPositiveSum] += std::max<std::int64_t>(mark.score, 0);
    cell.values[kNegativeSum] += std::max<std::int64_t>(-mark.score, 0);
  }
}

void PostReader::count_link(const Mark& mark, const std::vector<std::uint32_t>& labels) {
  const std::vector<std::uint32_t>& themes = names_.path(mark.theme);
  for (const std::uint32_t label : labels) {
    for (const std::uint32_t theme : themes) {
      SummaryCell& cell = cells_.at(CellKind::kLink, Voice::kAll, theme, label);
      add_hit(cell, mark);
      if (mark.reported) continue;
      ++cell.values[kAuthorHits];
      if (!mark.scored) continue;
      ++cell.values[kAuthorScored];
      cell.values[kAuthorSum] += mark.score;
    }
  }
}

void PostReader::count_holder(const Mark& mark, std::uint32_t dimension) {
  if (all_ == kNoName) {
    author_ = names_.index("author");
    all_ = names_.index("all");
  }
  const std::uint32_t holder = mark.by_default ? author_ : names_.index(mark.holder);
  for (const std::uint32_t name : {dimension, all_}) {
    ++cells_.at(CellKind::kHolder, Voice::kAll, name, holder).values[kHits];
    ++cells_.at(CellKind::kHolder, Voice::kAll, name, kNoName).values[kHits];
  }
}

void PostReader::count_sentences(PostSummary& out) {
  std::sort(seen_.begin(), seen_.end());
  seen_.erase(std::unique(seen_.begin(), seen_.end()), seen_.end());
  for (std::size_t begin = 0; begin < seen_.size();) {
    std::size_t end = begin;
    while (end < seen_.size() && sentence_in(seen_[end]) == sentence_in(seen_[begin])) ++end;
    count_sentence(begin, end, out);
    begin = end;
  }
}

/// Counts what seen_[begin, end), one sentence, holds: themes first, then stance by voice.
void PostReader::count_sentence(std::size_t begin, std::size_t end, PostSummary& out) {
  std::size_t stance = begin;
  while (stance < end && !is_stance(seen_[stance])) ++stance;
  if (stance > begin) ++out.theme_sentences;
  if (stance < end) ++out.stance_sentences;
  for (std::size_t i = begin; i < stance; ++i) {
    const std::uint32_t theme = name_in(seen_[i]);
    ++cells_.at(CellKind::kTheme, Voice::kAll, theme, kNoName).values[kThemeSentences];
    for (std::size_t j = i + 1; j < stance && !options_.pair_posts; ++j)
      ++cells_.at(CellKind::kPair, Voice::kAll, theme, name_in(seen_[j])).values[0];
    for (std::size_t j = stance; j < end && voice_in(seen_[j]) == Voice::kAll; ++j)
      ++cells_.at(CellKind::kTogether, Voice::kAll, theme, name_in(seen_[j])).values[0];
  }
  for (std::size_t i = stance; i < end; ++i) {
    const Voice voice = voice_in(seen_[i]);
    const std::uint32_t name = name_in(seen_[i]);
    ++cells_.at(CellKind::kStance, voice, name, kNoName).values[kStanceSentences];
    constexpr std::string_view kReflection = "reflection.";
    const std::string_view label = names_.name(name);
    if (voice == Voice::kAuthor && label.starts_with(kReflection)) {
      const std::uint32_t cue = names_.index(label.substr(kReflection.size()));
      ++cells_.at(CellKind::kClass, Voice::kAll, cue, kNoName).values[0];
    }
  }
}

}  // namespace tarn::aggregate
