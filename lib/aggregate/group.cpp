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

}  // namespace

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

void Group::add(const Post& post, const std::shared_ptr<const KeptPost>& kept) {
  add_counts(post);
  const Size size{post.counts.tokens, post.counts.sentences, post.part};
  if (summed_) add_size(size);
  for (const PostCell& item : post.cells) {
    if (!takes(kind_of(item.key))) continue;
    Cell& cell = cells_[slot(item.key)];
    if (summed_) add_cell_sums(size, item, cell);
    ++cell.posts;
    for (std::size_t i = 0; i < kMostValues; ++i) cell.values[i] += item.values[i];
    const CellKind kind = kind_of(item.key);
    if (kind == CellKind::kTheme || kind == CellKind::kStance)
      cell.mean_rate.add(static_cast<std::uint64_t>(item.values[kHits]), post.counts.tokens);
  }
  if (needs_.months && post.month >= 0) add_month(post);
  assert(summed_ || kept != nullptr);
  if (!summed_) posts_.push_back(kept);
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

void Group::spread_out(Spread& spread, const Size& size, std::uint64_t count) const {
  if (needs_.parts_are_posts)
    ++spread[size.tokens << 32U | count];
  else
    spread[size.part] += count > 0 ? count : size.tokens;
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

void Group::add_cell_sums(const Size& size, const PostCell& item, Cell& cell) {
  make_room(cell);
  if (cell.spread != Cell::kNoSums && item.values[0] > 0)
    spread_out(spreads_[cell.spread], size, static_cast<std::uint64_t>(item.values[0]));
  const std::span<const Ratio> ratios = ratios_of(kind_of(item.key));
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    RatioTerms found = terms(ratios[i], item.values);
    switch (base_of(ratios[i])) {
      case Base::kTokens:
        found.x = static_cast<std::int64_t>(size.tokens);
        break;
      case Base::kSentences:
        found.x = static_cast<std::int64_t>(size.sentences);
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

void Group::add_size(const Size& size) {
  tokens_.add(0, static_cast<std::int64_t>(size.tokens));
  sentences_.add(0, static_cast<std::int64_t>(size.sentences));
  spread_out(sizes_, size, 0);
}

void Group::to_sums() {
  if (summed_) return;
  summed_ = true;
  for (const auto& post : posts_) {
    const Size size{post->tokens(), post->sentences(), post->part()};
    add_size(size);
    for (const PostCell& item : post->cells()) add_cell_sums(size, item, cells_[slot(item.key)]);
  }
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
