#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tarn::report {

// Charts as inline SVG: no script, a title and a description for screen readers, colours from the
// page's style sheet (custom properties --series-1 … --series-6, --ink, --muted, --grid, --paper),
// the same bytes for the same figures. All text is escaped here.

/// A value with its interval; empty where it is undefined or withheld.
struct ChartValue {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
};

/// What every chart says of itself. `id` is unique on the page and an XML name.
struct ChartHead {
  std::string id;
  std::string title;
  std::string description;  ///< what is to be seen, in a sentence
  std::string unit;         ///< of the values, shown at the axis
};

/// One line of a line chart: one value per place on the x axis; a hole is a gap in the line.
struct LineSeries {
  std::string label;
  std::vector<std::optional<double>> values;
  bool dashed = false;
};

/// Lines over months (or other evenly spaced places), each named at its end. A point stands where a
/// value has no neighbour. The y axis holds 0.
struct LineChart {
  ChartHead head;
  std::vector<std::string> places;  ///< "2014-03" …
  std::vector<LineSeries> series;   ///< at most 6
};
/// It as SVG.
std::string line_chart(const LineChart& chart);

/// One column for each evenly spaced place: counts over months.
struct ColumnChart {
  ChartHead head;
  std::vector<std::string> places;
  std::vector<double> values;  ///< one per place, from 0 on
};
/// It as SVG.
std::string column_chart(const ColumnChart& chart);

/// One bar.
struct Bar {
  std::string label;
  ChartValue value;
  std::string note;  ///< shown in place of a withheld value, and behind a value
};

/// Horizontal bars from 0, each with its interval as a whisker and its value as text.
struct BarChart {
  ChartHead head;
  std::vector<Bar> bars;
};
/// It as SVG.
std::string bar_chart(const BarChart& chart);

/// One row of shares that add up: counts per part.
struct ShareRow {
  std::string label;
  std::vector<double> counts;  ///< one per part
};

/// Rows of stacked shares with the count in each part: a distribution, never an average.
struct ShareChart {
  ChartHead head;
  std::vector<std::string> parts;  ///< at most 6
  std::vector<ShareRow> rows;
};
/// It as SVG.
std::string share_chart(const ShareChart& chart);

/// A grid of values; a withheld one is hatched and says NA. Values are coloured by sign and size,
/// and printed in the cell, so that colour is never alone.
struct HeatMap {
  ChartHead head;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<double>>> cells;  ///< [row][column]
};
/// It as SVG.
std::string heat_map(const HeatMap& map);

/// Round steps for an axis that holds `low`, `high` and 0: 1, 2 or 5 times a power of ten, four to
/// eight of them.
std::vector<double> axis_ticks(double low, double high);

}  // namespace tarn::report
