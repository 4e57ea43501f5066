#include "aggregate/group.h"

#include <algorithm>
#include <cassert>

namespace tarn::aggregate {
namespace {

bool has_spread(CellKey key) {
  const CellKind kind = kind_of(key);
  return kind == CellKind::kTheme || kind == CellKind::kWord ||
         (kind == CellKind::kStance && voice_of(key) == Voice::kAll);
}

bool has_months(CellKey key) {
  const CellKind kind = kind_of(key);
  return kind == CellKind::kTheme || kind == CellKind::kScore ||
         (kind == CellKind::kStance && voice_of(key) == Voice::kAll);
}

constexpr Ratio kThemeRatios[] = {Ratio::kRate};
constexpr Ratio kStanceRatios[] = {Ratio::kRate, Ratio::kMean, Ratio::kBalance};
constexpr Ratio kLinkRatios[] = {Ratio::kMean};
constexpr Ratio kHolderRatios[] = {Ratio::kShare};
constexpr Ratio kScoreRatios[] = {Ratio::kScore};

}  // namespace

CellKey cell_key(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b) {
  assert(a < (1U << 28U) && b < (1U << 28U));
  return static_cast<CellKey>(kind) << 60U | static_cast<CellKey>(voice) << 56U |
         static_cast<CellKey>(a) << 28U | b;
}

Base base_of(Ratio ratio) {
  switch (ratio) {
    case Ratio::kRate:
      return Base::kTokens;
    case Ratio::kScore:
      return Base::kSentences;
    case Ratio::kShare:
      return Base::kDimension;
    default:
      return Base::kOwn;
  }
}

RatioTerms terms(Ratio ratio, const std::array<std::int64_t, kMostValues>& values) {
  switch (ratio) {
    case Ratio::kRate:
    case Ratio::kShare:
      return {values[kHits], 0};
    case Ratio::kScore:
      return {values[kScoreSum], 0};
    case Ratio::kMean:
      return {values[kSum], values[kScored]};
    case Ratio::kBalance:
      return {values[kPositiveSum] - values[kNegativeSum],
              values[kPositiveSum] + values[kNegativeSum]};
  }
  return {};
}

std::span<const Ratio> ratios_of(CellKind kind) {
  switch (kind) {
    case CellKind::kTheme:
      return kThemeRatios;
    case CellKind::kStance:
      return kStanceRatios;
    case CellKind::kLink:
      return kLinkRatios;
    case CellKind::kHolder:
      return kHolderRatios;
    case CellKind::kScore:
      return kScoreRatios;
    default:
      return {};
  }
}

void Moments::add(std::int64_t numerator, std::int64_t denominator) {
  const stats::Int128 wide_y = numerator;
  const stats::Int128 wide_x = denominator;
  y += wide_y;
  yy += wide_y * wide_y;
  xy += wide_x * wide_y;
  x += wide_x;
  xx += wide_x * wide_x;
}

std::size_t Group::slot(CellKey key) {
  std::uint32_t& found = slots_[key];
  if (found == 0) {
    cells_.emplace_back();
    cells_.back().key = key;
    found = static_cast<std::uint32_t>(cells_.size());
  }
  return found - 1;
}

const Cell* Group::find(CellKey key) const {
  const std::uint32_t* found = slots_.find(key);
  return found == nullptr ? nullptr : &cells_[*found - 1];
}

void Group::add_counts(const Post& post) {
  ++count_;
  counts_.tokens += post.counts.tokens;
  counts_.sentences += post.counts.sentences;
  counts_.theme_hits += post.counts.theme_hits;
  counts_.theme_sentences += post.counts.theme_sentences;
  counts_.stance_hits += post.counts.stance_hits;
  counts_.stance_sentences += post.counts.stance_sentences;
  counts_.default_hits += post.counts.default_hits;
  if (post.counts.tokens > 0) ++worded_posts_;
  if (post.counts.theme_hits > 0) ++theme_posts_;
  if (post.counts.stance_hits > 0) ++stance_posts_;
  if (!post.counts.annotated) ++unannotated_;
  for (const auto& [name, hash] : post.counts.lexicons) lexicons_[name].insert(hash);
  if (post.day.empty()) {
    ++undated_;
    return;
  }
  if (first_.empty() || post.day < first_) first_ = post.day;
  if (last_.empty() || post.day > last_) last_ = post.day;
}

void Group::add(const std::shared_ptr<const Post>& post) {
  add_counts(*post);
  for (const PostCell& item : post->cells) {
    if (!takes(kind_of(item.key))) continue;
    Cell& cell = cells_[slot(item.key)];
    ++cell.posts;
    for (std::size_t i = 0; i < kMostValues; ++i) cell.values[i] += item.values[i];
    const CellKind kind = kind_of(item.key);
    if (kind == CellKind::kTheme || kind == CellKind::kStance)
      cell.mean_rate.add(static_cast<std::uint64_t>(item.values[kHits]), post->counts.tokens);
  }
  if (needs_.months && post->month >= 0) add_month(*post);
  if (summed_)
    add_sums(*post);
  else
    posts_.push_back(post);
}

void Group::add_month(const Post& post) {
  Month& month = months_[post.month];
  ++month.posts;
  month.tokens += post.counts.tokens;
  month.sentences += post.counts.sentences;
  for (const PostCell& item : post.cells) {
    if (!has_months(item.key)) continue;
    auto& values = month.cells[item.key];
    values[0] += item.values[0];
    values[1] += item.values[1];
  }
}

void Group::spread_out(Spread& spread, const Post& post, std::uint64_t size,
                       std::uint64_t count) const {
  if (needs_.parts_are_posts)
    ++spread[size << 32U | count];
  else
    spread[post.part] += count > 0 ? count : size;
}

void Group::make_room(Cell& cell) {
  const std::span<const Ratio> ratios = ratios_of(kind_of(cell.key));
  if (cell.moments == Cell::kNoSums && !ratios.empty()) {
    cell.moments = static_cast<std::uint32_t>(moments_.size());
    moments_.resize(moments_.size() + ratios.size());
  }
  if (cell.spread == Cell::kNoSums && has_spread(cell.key)) {
    cell.spread = static_cast<std::uint32_t>(spreads_.size());
    spreads_.emplace_back();
  }
}

void Group::add_cell_sums(const Post& post, const PostCell& item) {
  Cell& cell = cells_[slot(item.key)];
  make_room(cell);
  if (cell.spread != Cell::kNoSums && item.values[0] > 0)
    spread_out(spreads_[cell.spread], post, post.counts.tokens,
               static_cast<std::uint64_t>(item.values[0]));
  const std::span<const Ratio> ratios = ratios_of(kind_of(item.key));
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    RatioTerms found = terms(ratios[i], item.values);
    switch (base_of(ratios[i])) {
      case Base::kTokens:
        found.x = static_cast<std::int64_t>(post.counts.tokens);
        break;
      case Base::kSentences:
        found.x = static_cast<std::int64_t>(post.counts.sentences);
        break;
      case Base::kDimension:
        found.x = item.values[1];
        break;
      case Base::kOwn:
        break;
    }
    moments_[cell.moments + i].add(found.y, found.x);
  }
}

void Group::add_sums(const Post& post) {
  tokens_.add(0, static_cast<std::int64_t>(post.counts.tokens));
  sentences_.add(0, static_cast<std::int64_t>(post.counts.sentences));
  spread_out(sizes_, post, post.counts.tokens, 0);
  for (const PostCell& item : post.cells) {
    if (takes(kind_of(item.key))) add_cell_sums(post, item);
  }
}

void Group::to_sums() {
  if (summed_) return;
  summed_ = true;
  for (const auto& post : posts_) add_sums(*post);
  posts_.clear();
  posts_.shrink_to_fit();
}

const Moments& Group::moments(const Cell& cell, Ratio ratio) const {
  const std::span<const Ratio> ratios = ratios_of(kind_of(cell.key));
  const auto found = std::find(ratios.begin(), ratios.end(), ratio);
  assert(found != ratios.end() && cell.moments != Cell::kNoSums);
  return moments_[cell.moments + static_cast<std::size_t>(found - ratios.begin())];
}

}  // namespace tarn::aggregate
