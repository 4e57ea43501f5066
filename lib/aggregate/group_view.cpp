#include "aggregate/group_view.h"

#include <algorithm>
#include <tuple>

#include "stats/linearised.h"

namespace tarn::aggregate {
namespace {

/// Posts by doc_id; those that share one (kept duplicates) by what is in them.
bool before(const KeptPost* a, const KeptPost* b) {
  if (a->doc_id() != b->doc_id()) return a->doc_id() < b->doc_id();
  const auto rank = [](const KeptPost& post) {
    std::vector<std::array<std::int64_t, kMostValues>> values;
    for (const PostCell& cell : post.cells()) values.push_back(cell.values);
    std::sort(values.begin(), values.end());
    return std::tuple(post.tokens(), post.sentences(), values);
  };
  return rank(*a) < rank(*b);
}

}  // namespace

GroupView::GroupView(const Aggregation& aggregation, const GroupEntry& entry)
    : aggregation_(aggregation), entry_(entry) {}

std::vector<const Cell*> GroupView::cells(CellKind kind) const {
  std::vector<const Cell*> out;
  for (const Cell& cell : group().cells()) {
    if (kind_of(cell.key) == kind) out.push_back(&cell);
  }
  std::sort(out.begin(), out.end(), [this](const Cell* a, const Cell* b) {
    return std::tuple(name(a_of(a->key)), name(b_of(a->key)), voice_of(a->key)) <
           std::tuple(name(a_of(b->key)), name(b_of(b->key)), voice_of(b->key));
  });
  return out;
}

const Cell* GroupView::cell(CellKind kind, Voice voice, std::string_view a,
                            std::string_view b) const {
  const std::uint32_t first = aggregation_.names().find(a);
  const std::uint32_t second = aggregation_.names().find(b);
  if ((first == 0 && !a.empty()) || (second == 0 && !b.empty())) return nullptr;
  return group().find(cell_key(kind, voice, first, second));
}

bool GroupView::enough(std::int64_t hits, std::uint64_t posts) const {
  return hits >= static_cast<std::int64_t>(options().min_hits) && posts >= options().min_posts;
}

void GroupView::index() {
  if (!posts_.empty()) return;
  for (const auto& post : group().kept()) posts_.push_back(post.get());
  std::sort(posts_.begin(), posts_.end(), before);
  for (std::uint32_t i = 0; i < posts_.size(); ++i) {
    for (const PostCell& cell : posts_[i]->cells()) index_[cell.key].emplace_back(i, cell.values);
  }
}

void GroupView::draw() {
  if (resampler_) return;
  index();
  std::vector<stats::ClusterValue> tokens;
  std::vector<stats::ClusterValue> sentences;
  for (std::uint32_t i = 0; i < posts_.size(); ++i) {
    tokens.push_back({i, static_cast<std::int64_t>(posts_[i]->tokens())});
    sentences.push_back({i, static_cast<std::int64_t>(posts_[i]->sentences())});
  }
  resampler_.emplace(posts_.size());
  token_sums_ = resampler_->sums(tokens);
  sentence_sums_ = resampler_->sums(sentences);
}

const Cell* GroupView::dimension_of(const Cell& cell) const {
  return group().find(cell_key(CellKind::kHolder, Voice::kAll, a_of(cell.key), kNoName));
}

std::vector<std::int64_t> GroupView::denominator(const Cell& cell, Ratio ratio) {
  const Base base = base_of(ratio);
  if (base == Base::kTokens) return token_sums_;
  if (base == Base::kSentences) return sentence_sums_;
  const CellKey key = base == Base::kDimension ? dimension_of(cell)->key : cell.key;
  std::vector<stats::ClusterValue> values;
  for (const auto& [post, item] : index_[key]) {
    const RatioTerms found = terms(ratio, item);
    values.push_back({post, base == Base::kDimension ? found.y : found.x});
  }
  return resampler_->sums(values);
}

Estimate GroupView::resample(const Cell& cell, Ratio ratio, double scale) {
  draw();
  std::vector<stats::ClusterValue> values;
  for (const auto& [post, item] : index_[cell.key]) values.push_back({post, terms(ratio, item).y});
  const stats::Bootstrap found =
      resampler_->ratio(resampler_->sums(values), denominator(cell, ratio), scale);
  if (!found.interval) return {};
  return {found.interval, "bootstrap", found.skipped};
}

Estimate GroupView::linearise(const Cell& cell, Ratio ratio, double scale) const {
  Moments moments = group().moments(cell, ratio);
  const Base base = base_of(ratio);
  if (base == Base::kTokens || base == Base::kSentences) {
    moments.x = group().base(base).x;
    moments.xx = group().base(base).xx;
  } else if (base == Base::kDimension) {
    const Moments& whole = group().moments(*dimension_of(cell), ratio);
    moments.x = whole.y;
    moments.xx = whole.yy;
  }
  const auto found = stats::RatioSums::of(group().posts(), moments.y, moments.x, moments.yy,
                                          moments.xx, moments.xy)
                         .interval(scale);
  if (!found) return {};
  return {found, "linearised", std::nullopt};
}

Estimate GroupView::interval(const Cell& cell, Ratio ratio, double scale) {
  if (cell.posts < kIntervalPosts) return {};
  return group().has_posts() ? resample(cell, ratio, scale) : linearise(cell, ratio, scale);
}

Spread GroupView::spread(const Cell& cell) {
  if (!group().has_posts()) return group().spread(cell);
  index();
  Spread out;
  const bool posts = options().parts == "post";
  for (const auto& [post, item] : index_[cell.key]) {
    const auto count = static_cast<std::uint64_t>(item[0]);
    const std::uint64_t size = posts_[post]->tokens();
    out[posts ? size << 32U | count : posts_[post]->part()] += posts ? 1 : count;
  }
  return out;
}

Spread GroupView::sizes() const {
  if (!group().has_posts()) return group().sizes();
  Spread out;
  const bool posts = options().parts == "post";
  for (const auto& post : group().kept())
    out[posts ? post->tokens() << 32U : post->part()] += posts ? 1 : post->tokens();
  return out;
}

std::vector<stats::Part> GroupView::parts(const Cell& cell) {
  return parts_of(spread(cell), sizes(), options().parts == "post");
}

std::vector<stats::Part> parts_of(const Spread& cell, const Spread& sizes, bool parts_are_posts) {
  std::vector<stats::Part> out;
  if (!parts_are_posts) {
    sizes.for_each([&](std::uint64_t part, std::uint64_t size) {
      const std::uint64_t* count = cell.find(part);
      if (size > 0) out.push_back({size, count == nullptr ? 0 : *count, 1});
    });
  } else {
    FlatMap<std::uint64_t> left;  // size → posts without a hit
    sizes.for_each([&](std::uint64_t key, std::uint64_t times) { left[key >> 32U] += times; });
    cell.for_each([&](std::uint64_t key, std::uint64_t times) {
      const std::uint64_t size = key >> 32U;
      left[size] -= times;
      if (size > 0) out.push_back({size, key & 0xFFFFFFFFU, times});
    });
    left.for_each([&](std::uint64_t size, std::uint64_t times) {
      if (size > 0 && times > 0) out.push_back({size, 0, times});
    });
  }
  std::sort(out.begin(), out.end(), [](const stats::Part& a, const stats::Part& b) {
    return std::tie(a.size, a.count) < std::tie(b.size, b.count);
  });
  return out;
}

}  // namespace tarn::aggregate
