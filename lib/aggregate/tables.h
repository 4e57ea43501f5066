#pragma once

#include "aggregate/aggregation.h"
#include "aggregate/group_view.h"
#include "aggregate/row.h"

namespace tarn::aggregate {

/// Writes the rows of every table asked for. O(output) plus, for groups that keep their posts,
/// 2,000 draws of the posts for each interval.
void write_tables(const Aggregation& aggregation, RowWriter& rows);

// One table of one group each. ROWS.md says what the columns mean.
void write_coverage(GroupView& view, RowWriter& rows);
void write_themes(GroupView& view, RowWriter& rows);
void write_trend(GroupView& view, RowWriter& rows);
void write_slope(GroupView& view, RowWriter& rows);
void write_stance(GroupView& view, RowWriter& rows);
void write_matrix(GroupView& view, RowWriter& rows);
void write_cooccurrence(GroupView& view, RowWriter& rows);
void write_dispersion(GroupView& view, RowWriter& rows);
void write_reflection(GroupView& view, RowWriter& rows);
void write_holders(GroupView& view, RowWriter& rows);
void write_evidence(const Aggregation& aggregation, const GroupEntry& entry, RowWriter& rows);

/// The one table that compares two sets of posts instead of telling of a group.
void write_keyness(const Aggregation& aggregation, RowWriter& rows);

/// Low and high of an interval for a row.
RowValue low(const std::optional<stats::Interval>& interval);
RowValue high(const std::optional<stats::Interval>& interval);

/// `low high interval skipped` of an estimate, nulls where the value beside it is withheld.
void append_estimate(std::vector<RowValue>& row, const Estimate& estimate, bool shown);

}  // namespace tarn::aggregate
