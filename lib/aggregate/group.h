#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "aggregate/flat_map.h"
#include "aggregate/kept_post.h"
#include "aggregate/post.h"
#include "stats/rates.h"
#include "stats/wide.h"

namespace tarn::aggregate {

/// Exact sums for linearised intervals.
struct Moments {
  stats::Int128 y = 0, yy = 0, xy = 0, x = 0, xx = 0;
  void add(std::int64_t numerator, std::int64_t denominator);
};

/// Where parts are posts: how many have what size and count, size << 32 | count. Else: what each
/// part, by its name, has.
using Spread = FlatMap<std::uint64_t>;

/// Sums of one cell over the posts of a group.
struct Cell {
  CellKey key = 0;
  std::uint64_t posts = 0;
  std::array<std::int64_t, kMostValues> values{};
  stats::MeanRate mean_rate;
  // Where its sums and its spread are, once the group has given up its posts.
  std::uint32_t moments = kNoSums;
  std::uint32_t spread = kNoSums;
  static constexpr std::uint32_t kNoSums = UINT32_MAX;
};

/// What one month of a group adds up to.
struct Month {
  std::uint64_t posts = 0;
  std::uint64_t tokens = 0;
  std::uint64_t sentences = 0;
  FlatMap<std::array<std::int64_t, 2>> cells;  ///< themes, stance, scores
};

/// The posts of one group, added up. While a group is small it keeps its posts, for the bootstrap;
/// `to_sums` gives them up for exact sums. Whichever it is, the order of the posts does not matter.
class Group {
 public:
  /// What a group need not keep.
  struct Needs {
    bool words = false;
    bool months = true;
    bool parts_are_posts = true;
  };
  explicit Group(Needs needs) : needs_(needs) {}

  /// `kept` is what to keep of the post; it may be null if the group keeps none.
  void add(const Post& post, const std::shared_ptr<const KeptPost>& kept);

  /// From now on sums instead of posts.
  void to_sums();
  bool has_posts() const { return !summed_; }
  const std::vector<std::shared_ptr<const KeptPost>>& kept() const { return posts_; }

  std::uint64_t posts() const { return count_; }
  const PostSummary& counts() const { return counts_; }         ///< sums of the plain counts
  std::uint64_t worded_posts() const { return worded_posts_; }  ///< posts that have words
  std::uint64_t theme_posts() const { return theme_posts_; }
  std::uint64_t stance_posts() const { return stance_posts_; }
  std::uint64_t undated() const { return undated_; }
  std::uint64_t unannotated() const { return unannotated_; }
  const std::string& first() const { return first_; }
  const std::string& last() const { return last_; }
  const std::vector<Cell>& cells() const { return cells_; }
  const Cell* find(CellKey key) const;
  const std::map<std::int32_t, Month>& months() const { return months_; }
  /// The lexicons that annotated the posts, and their hashes.
  const std::map<std::string, std::set<std::string>>& lexicons() const { return lexicons_; }

  /// Only after to_sums().
  const Moments& moments(const Cell& cell, Ratio ratio) const;
  const Moments& base(Base base) const { return base == Base::kTokens ? tokens_ : sentences_; }
  const Spread& spread(const Cell& cell) const { return spreads_[cell.spread]; }
  const Spread& sizes() const { return sizes_; }

 private:
  bool takes(CellKind kind) const { return kind != CellKind::kWord || needs_.words; }
  std::size_t slot(CellKey key);
  void add_counts(const Post& post);
  void add_month(const Post& post);
  /// The sizes of a post, as far as sums need them.
  struct Size {
    std::uint64_t tokens = 0;
    std::uint64_t sentences = 0;
    std::uint32_t part = 0;
  };
  void add_size(const Size& size);
  void add_cell_sums(const Size& size, const PostCell& item, Cell& cell);
  void make_room(Cell& cell);
  void spread_out(Spread& spread, const Size& size, std::uint64_t count) const;

  Needs needs_;
  bool summed_ = false;
  std::uint64_t count_ = 0;
  std::uint64_t worded_posts_ = 0;
  std::uint64_t theme_posts_ = 0;
  std::uint64_t stance_posts_ = 0;
  std::uint64_t undated_ = 0;
  std::uint64_t unannotated_ = 0;
  std::string first_;
  std::string last_;
  PostSummary counts_;
  std::vector<std::shared_ptr<const KeptPost>> posts_;
  std::vector<Cell> cells_;
  FlatMap<std::uint32_t> slots_;  ///< 1 + index into cells_
  std::map<std::int32_t, Month> months_;
  std::map<std::string, std::set<std::string>> lexicons_;

  Moments tokens_;  ///< x and xx of the tokens of all posts
  Moments sentences_;
  Spread sizes_;  ///< of the parts themselves, count 0
  std::vector<Moments> moments_;
  std::vector<Spread> spreads_;
};

}  // namespace tarn::aggregate
