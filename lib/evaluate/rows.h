#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/options.h"
#include "evaluate/patterns.h"
#include "evaluate/ratings.h"
#include "format/cells.h"
#include "stats/cluster_sums.h"

namespace tarn::evaluate {

/// A figure with its interval; where it is undefined, why.
struct Figure {
  std::optional<double> value;
  std::optional<stats::Interval> interval;
  std::string reason;
};

/// A row of a table (ROWS.md in this folder).
class Row {
 public:
  explicit Row(std::string_view table) : table_(table) {}

  Row& add(std::string_view name, cells::Value value);
  /// NAME, NAME_low and NAME_high. Reasons are kept for finish().
  Row& add(std::string_view name, const Figure& figure);
  /// NAME alone, of a figure that has no interval.
  Row& add_point(std::string_view name, const Figure& figure);
  /// The three members, null, of a figure that rows of this kind do not have.
  Row& skip(std::string_view name);
  /// The last member, "undefined": why figures of this row are null.
  Row& finish();

  const std::string& table() const { return table_; }
  const cells::Value* find(std::string_view name) const;
  /// The text of a member, "" where it is null or absent; its number.
  std::string_view text(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;
  /// Why a figure of this row is undefined; empty where it is not.
  std::string_view reason(std::string_view name) const;
  const std::vector<std::pair<std::string, cells::Value>>& members() const { return members_; }

  /// The row as a line of JSON (tarn.row/1), with its newline.
  void append_json(std::string& out) const;

 private:
  std::string table_;
  std::vector<std::pair<std::string, cells::Value>> members_;
  void keep_reason(std::string_view name, const Figure& figure);

  std::vector<std::pair<std::string, std::string>> reasons_;  ///< figure and reason
};

/// Intervals need this many posts with what the figure is about.
inline constexpr std::size_t kLeastPosts = 5;

/// With more sets of labels than this there are no intervals of categories.
inline constexpr std::size_t kMostCategories = 60;

/// A statistic of sums with its interval, and the reason where it is undefined. `posts` have what
/// it is about. No intervals: there are too many categories.
Figure figure_of(const stats::ClusterSums& sums, const stats::SumIntervals* intervals,
                 const stats::SumStatistic& statistic, std::string_view reason, std::size_t posts);

/// A figure that cannot be had.
Figure no_figure(std::string_view reason);

/// All rows: tables join, coded, accuracy, agreement, scale, confusion, in this order. The draws of
/// the intervals take most of the time: O(draws × (posts + marks)) for each pair of raters.
std::vector<Row> evaluation_rows(const Ratings& ratings, const EvaluateOptions& options);

/// The rows of one table with a header. Throws ResourceError when there are none, or several
/// tables.
std::string flat_rows(const std::vector<Row>& rows, const cells::Style& style);

// The makers of each table, for evaluation_rows.

/// The patterns of all posts, in their order; empty for overlap.
struct AllPatterns {
  std::vector<Patterns> posts;
  LabelSets sets;
};

/// Two raters, and the posts that both coded, as indexes.
struct Pair {
  std::size_t a = 0;
  std::size_t b = 0;
  std::vector<std::uint32_t> posts;
};
/// All pairs of raters.
std::vector<Pair> pairs_of(const Ratings& ratings);

/// What a pair adds up to, by post: for label l at 4l how many units (or spans) have it from a,
/// those of them where b meets it, how many have it from b, those where a meets it; behind all
/// labels the number of units.
stats::ClusterSums label_sums(const Ratings& ratings, const EvaluateOptions& options,
                              const AllPatterns& patterns, const Pair& pair);

/// Rows of one table each, added to `out`; lib/evaluate/ROWS.md says what stands in them.
void add_coded_rows(const Ratings& ratings, const EvaluateOptions& options, std::vector<Row>& out);
void add_accuracy_rows(const Ratings& ratings, const Pair& pair, const stats::ClusterSums& sums,
                       const stats::SumIntervals& intervals, std::vector<Row>& out);
void add_agreement_rows(const Ratings& ratings, const EvaluateOptions& options,
                        const AllPatterns& patterns, const Pair& pair,
                        const stats::ClusterSums& sums, const stats::SumIntervals& intervals,
                        std::vector<Row>& out);
/// Agreement over all raters, where there are more than two.
void add_all_rater_rows(const Ratings& ratings, const EvaluateOptions& options,
                        const AllPatterns& patterns, std::vector<Row>& out);
void add_scale_rows(const Ratings& ratings, const EvaluateOptions& options,
                    const std::vector<Pair>& pairs, std::vector<Row>& out);
void add_confusion_rows(const Ratings& ratings, const AllPatterns& patterns, const Pair& pair,
                        std::vector<Row>& out);

}  // namespace tarn::evaluate
