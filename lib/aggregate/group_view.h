#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aggregate/aggregation.h"
#include "stats/bootstrap.h"
#include "stats/dispersion.h"
#include "stats/interval.h"

namespace tarn::aggregate {

/// An interval and how it came about.
struct Estimate {
  std::optional<stats::Interval> interval;
  std::string_view method;  ///< "bootstrap", "linearised", or empty without an interval
  std::optional<std::uint32_t> skipped;  ///< draws without a value
};

/// A value needs this many posts to get an interval.
inline constexpr std::uint64_t kIntervalPosts = 5;

/// One group as the tables look at it: cells in order, intervals, parts. Draws for the bootstrap
/// are made once, when the first interval is asked for.
class GroupView {
 public:
  /// Both must outlive the view.
  GroupView(const Aggregation& aggregation, const GroupEntry& entry);

  const GroupEntry& entry() const { return entry_; }
  const Group& group() const { return entry_.group; }
  const PostSummary& counts() const { return entry_.group.counts(); }
  std::string_view name(std::uint32_t index) const { return aggregation_.names().name(index); }
  const AggregateOptions& options() const { return aggregation_.options(); }

  /// The cells of a kind, by the bytes of their names, then by voice.
  std::vector<const Cell*> cells(CellKind kind) const;
  /// The cell of these names, or null.
  const Cell* cell(CellKind kind, Voice voice, std::string_view a, std::string_view b = {}) const;

  /// Whether a value may be shown that rests on so many hits in so many posts.
  bool enough(std::int64_t hits, std::uint64_t posts) const;

  /// The interval of scale × a ratio; none if the cell has fewer than five posts or is withheld.
  Estimate interval(const Cell& cell, Ratio ratio, double scale = 1);

  /// The parts of the group with the counts of the cell, like ones together, in a fixed order.
  std::vector<stats::Part> parts(const Cell& cell);

 private:
  using Index = std::unordered_map<
      CellKey, std::vector<std::pair<std::uint32_t, std::array<std::int64_t, kMostValues>>>>;
  void index();
  void draw();
  Estimate resample(const Cell& cell, Ratio ratio, double scale);
  Estimate linearise(const Cell& cell, Ratio ratio, double scale) const;
  std::vector<std::int64_t> denominator(const Cell& cell, Ratio ratio);
  const Cell* dimension_of(const Cell& cell) const;
  Spread spread(const Cell& cell);
  Spread sizes() const;

  const Aggregation& aggregation_;
  const GroupEntry& entry_;
  std::vector<const KeptPost*> posts_;  ///< by doc_id, if the group keeps them
  Index index_;
  std::optional<stats::Resampler> resampler_;
  std::vector<std::int64_t> token_sums_;
  std::vector<std::int64_t> sentence_sums_;
};

/// The parts that a cell's spread and the sizes of the parts tell of.
std::vector<stats::Part> parts_of(const Spread& cell, const Spread& sizes, bool parts_are_posts);

}  // namespace tarn::aggregate
