#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aggregate/names.h"
#include "aggregate/summary.h"

namespace tarn::aggregate {

/// The cells of one post while they are counted: look-up by kind, voice and names. Reused from post
/// to post, so that a post costs no allocation of its own.
class CellTable {
 public:
  /// Forgets all cells.
  void clear();

  /// The cell of these names, made on first use. The reference lives until the next call.
  SummaryCell& at(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b);

  /// All cells in the order of their making.
  const std::vector<SummaryCell>& cells() const { return cells_; }
  /// The same, given away; leaves the table to be cleared.
  std::vector<SummaryCell> take() { return std::move(cells_); }

 private:
  void grow();
  std::size_t slot(std::uint64_t key) const;

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t generation = 0;
    std::uint32_t cell = 0;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::uint32_t generation_ = 1;
  std::vector<SummaryCell> cells_;
};

/// The labels, themes and holders of one post: a string becomes a small number once, with the
/// numbers of the categories above it.
class PostNames {
 public:
  /// Forgets what was used in the post; strings stay known.
  void clear();

  /// The 1-based index of a name in this post.
  std::uint32_t index(std::string_view name);

  /// index() of `name` and of each category above it, the topmost last: "barriers.time",
  /// "barriers". Lives until the next post.
  const std::vector<std::uint32_t>& path(std::string_view name);

  std::string_view name(std::uint32_t index) const { return *used_[index - 1]; }
  std::size_t size() const { return used_.size(); }

 private:
  struct Known {
    std::uint32_t generation = 0;
    std::uint32_t index = 0;
    std::uint32_t path_generation = 0;
    std::vector<std::uint32_t> path;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return hash_of(text); }
  };
  using Map = std::unordered_map<std::string, Known, Hash, std::equal_to<>>;
  Map::value_type& known(std::string_view name);

  Map map_;
  std::uint32_t generation_ = 1;
  std::vector<const std::string*> used_;
};

}  // namespace tarn::aggregate
