#include "report/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "base/numbers.h"
#include "report/html.h"
#include "text/utf8.h"

namespace tarn::report {
namespace {

// One unit of the drawing is a CSS pixel at full width.
constexpr double kWidth = 720;
constexpr double kLetter = 6.6;  ///< mean width of a letter of 12 px sans-serif
constexpr std::size_t kLongestLabel = 34;

std::string number(double value) { return format_number(value, 2); }

/// Cuts a label that is too long for its place; the whole one stands in a <title>.
std::string cut(std::string_view label, std::size_t most = kLongestLabel) {
  if (count_code_points(label) <= most) return escaped(label);
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < most; ++i) next_code_point(label, at);
  return escaped(label.substr(0, at)) + "…";
}

double width_of(std::string_view text) {
  return kLetter * static_cast<double>(std::min(count_code_points(text), kLongestLabel));
}

/// An SVG under construction.
class Drawing {
 public:
  Drawing(const ChartHead& head, double height) {
    const std::string id = escaped(head.id);
    add("<svg class=\"chart\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\" viewBox=\"0 0 "
        "{1} "
        "{2}\" width=\"{1}\" height=\"{2}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        "<title id=\"{0}-title\">{3}</title>\n<desc id=\"{0}-desc\">{4}</desc>\n",
        id, number(kWidth), number(height), escaped(head.title), escaped(head.description));
  }

  template <typename... Parts>
  void add(fmt::format_string<Parts...> form, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Parts>(parts)...);
  }

  /// `markup` is escaped already.
  void text(double x, double y, std::string_view classes, std::string_view markup) {
    add("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", number(x), number(y), classes, markup);
  }

  void line(double x1, double y1, double x2, double y2, std::string_view classes) {
    add("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", number(x1), number(y1),
        number(x2), number(y2), classes);
  }

  std::string finish() {
    out_ += "</svg>\n";
    return std::move(out_);
  }

 private:
  std::string out_;
};

/// Maps values of an axis to places of the drawing.
struct Scale {
  double low, high, from, to;
  double operator()(double value) const {
    return high == low ? from : from + (value - low) / (high - low) * (to - from);
  }
};

// --- line chart

constexpr double kLineHeight = 260;
constexpr double kLineTop = 28, kLineBottom = 34, kLineLeft = 52;

struct Frame {
  Scale x, y;
  std::vector<double> ticks;
};

/// Axes for values from `low` to `high` at `places` places, the first and last `margin` from the
/// edges.
Frame frame_of(double low, double high, std::size_t places, double right, double margin) {
  Frame frame;
  frame.ticks = axis_ticks(low, high);
  frame.y = {frame.ticks.front(), frame.ticks.back(), kLineHeight - kLineBottom, kLineTop};
  const double last = places == 0 ? 0 : static_cast<double>(places - 1);
  frame.x = {0, last, kLineLeft + margin, right - margin};
  return frame;
}

void draw_frame(Drawing& drawing, const std::string& unit, const std::vector<std::string>& places,
                const Frame& frame, double right) {
  drawing.text(0, 12, "unit", escaped(unit));
  for (const double tick : frame.ticks) {
    const double y = frame.y(tick);
    drawing.line(kLineLeft, y, right, y, tick == 0 ? "axis" : "grid");
    drawing.text(kLineLeft - 6, y + 4, "tick end", format_number(tick));
  }
  // As many place names as fit, evenly, the first always.
  const double room = (right - kLineLeft) / 64;
  const auto count = static_cast<double>(places.size());
  const auto step = static_cast<std::size_t>(std::max(1.0, std::ceil(count / room)));
  for (std::size_t i = 0; i < places.size(); i += step)
    drawing.text(frame.x(static_cast<double>(i)), kLineHeight - kLineBottom + 18, "tick middle",
                 escaped(places[i]));
}

void draw_series(Drawing& drawing, const LineSeries& series, const Frame& frame,
                 std::size_t index) {
  std::string path;
  const auto has = [&](std::size_t i) {
    return i < series.values.size() && series.values[i].has_value();
  };
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!has(i)) continue;
    const bool joined = i > 0 && has(i - 1);
    const std::string x = number(frame.x(static_cast<double>(i)));
    const std::string y = number(frame.y(*series.values[i]));
    path += fmt::format("{}{} {}", joined ? 'L' : 'M', x, y);
    if (!joined && !has(i + 1))
      drawing.add("<circle cx=\"{}\" cy=\"{}\" r=\"3\" class=\"dot s{}\"/>\n", x, y, index + 1);
  }
  if (!path.empty())
    drawing.add("<path d=\"{}\" class=\"line s{}{}\"/>\n", path, index + 1,
                series.dashed ? " dashed" : "");
}

/// Names at the ends of the lines, moved apart where they would overlap.
void draw_names(Drawing& drawing, const LineChart& chart, const Frame& frame, double right) {
  struct Name {
    double y;
    std::size_t index;
  };
  std::vector<Name> names;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const auto& values = chart.series[i].values;
    const auto last = std::find_if(values.rbegin(), values.rend(),
                                   [](const auto& value) { return value.has_value(); });
    if (last != values.rend()) names.push_back({frame.y(**last), i});
  }
  std::stable_sort(names.begin(), names.end(), [](auto& a, auto& b) { return a.y < b.y; });
  for (std::size_t i = 1; i < names.size(); ++i)
    names[i].y = std::max(names[i].y, names[i - 1].y + 14);
  // Pushed over the lower edge: move the tail up again.
  double limit = kLineHeight - kLineBottom + 4;
  for (std::size_t i = names.size(); i-- > 0; limit = names[i].y - 14)
    names[i].y = std::min(names[i].y, limit);
  for (const Name& name : names)
    drawing.text(right + 8, name.y + 4, fmt::format("name t{}", name.index + 1),
                 cut(chart.series[name.index].label));
}

// --- bars, shares, cells

constexpr double kRow = 26;

double label_column(const std::vector<std::string>& labels) {
  double width = 60;
  for (const std::string& label : labels) width = std::max(width, width_of(label));
  return width + 10;
}

void draw_label(Drawing& drawing, double right, double middle, const std::string& label) {
  drawing.add("<text x=\"{}\" y=\"{}\" class=\"name end\">{}<title>{}</title></text>\n",
              number(right), number(middle + 4), cut(label), escaped(label));
}

void draw_bar(Drawing& drawing, const Bar& bar, const Scale& x, double middle) {
  if (!bar.value.value) {
    drawing.text(x(0) + 6, middle + 4, "tick",
                 bar.note.empty() ? "NA" : "NA, " + escaped(bar.note));
    return;
  }
  const double value = *bar.value.value;
  const double from = std::min(x(0), x(value)), to = std::max(x(0), x(value));
  drawing.add("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"14\" class=\"bar {}\"/>\n",
              number(from), number(middle - 7), number(std::max(to - from, 0.5)),
              value < 0 ? "f2" : "f1");
  double end = std::max(to, x(0));
  if (bar.value.low && bar.value.high) {
    drawing.line(x(*bar.value.low), middle, x(*bar.value.high), middle, "whisker");
    drawing.line(x(*bar.value.low), middle - 4, x(*bar.value.low), middle + 4, "whisker");
    drawing.line(x(*bar.value.high), middle - 4, x(*bar.value.high), middle + 4, "whisker");
    end = std::max(end, x(*bar.value.high));
  }
  const std::string note = bar.note.empty() ? "" : " (" + escaped(bar.note) + ")";
  drawing.text(end + 6, middle + 4, "value", number(value) + note);
}

}  // namespace

std::vector<double> axis_ticks(double low, double high) {
  low = std::min(low, 0.0);
  high = std::max(high, 0.0);
  constexpr double kLeast = 1e-300;  // a fifth of it still has a logarithm
  if (high - low < kLeast) high = 1;
  const double rough = (high - low) / 5;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double factor = rough / power <= 1   ? 1
                        : rough / power <= 2 ? 2
                        : rough / power <= 5 ? 5
                                             : 10;
  const double step = factor * power;
  std::vector<double> ticks;
  const auto first = static_cast<int>(std::floor(low / step + 1e-9));
  const auto last = static_cast<int>(std::ceil(high / step - 1e-9));
  for (int i = first; i <= last; ++i) ticks.push_back(i * step);
  return ticks;
}

std::string line_chart(const LineChart& chart) {
  double names = 0;
  for (const LineSeries& series : chart.series) names = std::max(names, width_of(series.label));
  const double right = kWidth - names - 14;
  double low = 0, high = 0;
  for (const LineSeries& series : chart.series)
    for (const auto& value : series.values)
      if (value) low = std::min(low, *value), high = std::max(high, *value);
  const Frame frame = frame_of(low, high, chart.places.size(), right, 6);
  Drawing drawing(chart.head, kLineHeight);
  draw_frame(drawing, chart.head.unit, chart.places, frame, right);
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    draw_series(drawing, chart.series[i], frame, i);
  draw_names(drawing, chart, frame, right);
  return drawing.finish();
}

std::string column_chart(const ColumnChart& chart) {
  constexpr double kRight = kWidth - 8;
  double high = 0;
  for (const double value : chart.values) high = std::max(high, value);
  const double room =
      (kRight - kLineLeft) / std::max<double>(1, static_cast<double>(chart.places.size()));
  const Frame frame = frame_of(0, high, chart.places.size(), kRight, room / 2);
  Drawing drawing(chart.head, kLineHeight);
  draw_frame(drawing, chart.head.unit, chart.places, frame, kRight);
  const double width = std::min(room * 0.8, 28.0);
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    if (chart.values[i] <= 0) continue;
    const double top = frame.y(chart.values[i]);
    drawing.add(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"fill f1\"><title>{}: "
        "{}</title></rect>\n",
        number(frame.x(static_cast<double>(i)) - width / 2), number(top), number(width),
        number(frame.y(0) - top), escaped(chart.places[i]), number(chart.values[i]));
  }
  return drawing.finish();
}

std::string bar_chart(const BarChart& chart) {
  std::vector<std::string> labels;
  double low = 0, high = 0;
  std::size_t longest_note = 0;
  for (const Bar& bar : chart.bars) {
    labels.push_back(bar.label);
    for (const auto& value : {bar.value.value, bar.value.low, bar.value.high})
      if (value) low = std::min(low, *value), high = std::max(high, *value);
    longest_note = std::max(longest_note, count_code_points(bar.note));
  }
  const double left = label_column(labels);
  const double right =
      kWidth - 60 - kLetter * static_cast<double>(std::min<std::size_t>(longest_note, 30));
  const auto ticks = axis_ticks(low, high);
  const Scale x{ticks.front(), ticks.back(), left, std::max(right, left + 120)};
  const double bottom = 24 + kRow * static_cast<double>(chart.bars.size());
  Drawing drawing(chart.head, bottom + 26);
  drawing.text(0, 12, "unit", escaped(chart.head.unit));
  for (const double tick : ticks) {
    drawing.line(x(tick), 20, x(tick), bottom, tick == 0 ? "axis" : "grid");
    drawing.text(x(tick), bottom + 16, "tick middle", format_number(tick));
  }
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const double middle = 24 + kRow * (static_cast<double>(i) + 0.5);
    draw_label(drawing, left - 8, middle, chart.bars[i].label);
    draw_bar(drawing, chart.bars[i], x, middle);
  }
  return drawing.finish();
}

std::string share_chart(const ShareChart& chart) {
  std::vector<std::string> labels;
  for (const ShareRow& row : chart.rows) labels.push_back(row.label);
  const double left = label_column(labels);
  const double right = kWidth - 70;
  Drawing drawing(chart.head, 34 + kRow * static_cast<double>(chart.rows.size()));
  // The legend stands above the bars, in their order.
  double at = left;
  for (std::size_t i = 0; i < chart.parts.size(); ++i) {
    drawing.add("<rect x=\"{}\" y=\"3\" width=\"10\" height=\"10\" class=\"fill f{}\"/>\n",
                number(at), i + 1);
    drawing.text(at + 14, 12, "tick", cut(chart.parts[i]));
    at += width_of(chart.parts[i]) + 32;
  }
  for (std::size_t r = 0; r < chart.rows.size(); ++r) {
    const ShareRow& row = chart.rows[r];
    const double middle = 28 + kRow * (static_cast<double>(r) + 0.5);
    draw_label(drawing, left - 8, middle, row.label);
    double total = 0;
    for (const double count : row.counts) total += count;
    double from = left;
    for (std::size_t i = 0; i < row.counts.size() && total > 0; ++i) {
      const double width = row.counts[i] / total * (right - left);
      if (row.counts[i] <= 0) continue;
      drawing.add(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"16\" class=\"fill f{}\"><title>{}: "
          "{}</title></rect>\n",
          number(from), number(middle - 8), number(std::max(width - 1, 0.5)), i + 1,
          escaped(chart.parts[i]), number(row.counts[i]));
      if (width > 24)
        drawing.text(from + width / 2, middle + 4, fmt::format("inside on{} middle", i + 1),
                     number(row.counts[i]));
      from += width;
    }
    drawing.text(right + 6, middle + 4, "value",
                 total > 0 ? "n = " + number(total) : std::string("none"));
  }
  return drawing.finish();
}

std::string heat_map(const HeatMap& map) {
  const double left = label_column(map.rows);
  const double cell =
      map.columns.empty() ? 0 : (kWidth - left - 64) / static_cast<double>(map.columns.size());
  constexpr double kHead = 92;
  double most = 0;
  for (const auto& row : map.cells)
    for (const auto& value : row)
      if (value) most = std::max(most, std::fabs(*value));
  Drawing drawing(map.head, kHead + kRow * static_cast<double>(map.rows.size()) + 6);
  drawing.text(0, 12, "unit", escaped(map.head.unit));
  drawing.add(
      "<defs><pattern id=\"{0}-na\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" class=\"hatch\"/>"
      "</pattern></defs>\n",
      escaped(map.head.id));
  for (std::size_t c = 0; c < map.columns.size(); ++c) {
    const double x = left + cell * (static_cast<double>(c) + 0.5);
    drawing.add(
        "<text x=\"{0}\" y=\"{1}\" class=\"tick\" transform=\"rotate(-40 {0} {1})\">{2}</text>\n",
        number(x), number(kHead - 8), cut(map.columns[c], 18));
  }
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double top = kHead + kRow * static_cast<double>(r);
    draw_label(drawing, left - 8, top + kRow / 2, map.rows[r]);
    for (std::size_t c = 0; c < map.columns.size() && c < map.cells[r].size(); ++c) {
      const auto& value = map.cells[r][c];
      const double x = left + cell * static_cast<double>(c);
      const double strength = value && most > 0 ? std::fabs(*value) / most : 0;
      if (value)
        drawing.add(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"cell {}\" "
            "fill-opacity=\"{}\"/>\n",
            number(x), number(top), number(cell - 2), number(kRow - 2), *value < 0 ? "f2" : "f1",
            number(0.12 + 0.5 * strength));
      else
        drawing.add(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#{}-na)\" "
            "class=\"na\"/>\n",
            number(x), number(top), number(cell - 2), number(kRow - 2), escaped(map.head.id));
      drawing.text(x + (cell - 2) / 2, top + kRow / 2 + 3, value ? "middle" : "tick middle",
                   value ? number(*value) : std::string("NA"));
    }
  }
  return drawing.finish();
}

}  // namespace tarn::report
