// The sections on themes: how often, over time, with stance, with each other.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "report/parts.h"

namespace tarn::report {
namespace {

constexpr std::size_t kMostBars = 15;
constexpr std::size_t kMostLines = 5;

bool is_top_level(std::string_view theme) { return theme.find('.') == std::string_view::npos; }

/// Themes of the whole corpus, the most frequent first, ties by name.
std::vector<const Row*> themes_by_hits(const Rows& rows, bool top_level) {
  std::vector<const Row*> out;
  for (const Row* row : rows.whole("theme"))
    if (!top_level || is_top_level(row->text("theme"))) out.push_back(row);
  std::stable_sort(out.begin(), out.end(), [](const Row* a, const Row* b) {
    return a->count("hits") != b->count("hits") ? a->count("hits") > b->count("hits")
                                                : a->text("theme") < b->text("theme");
  });
  return out;
}

Figure theme_rates(const Material& material) {
  const auto themes = themes_by_hits(material.rows, false);
  BarChart chart;
  chart.head = {
      "c-themes", "How often each theme is talked about",
      "Hits " + per_words(material) + " for the most frequent themes, with 95 % intervals.",
      "hits " + per_words(material)};
  Table table{
      "Themes",
      {"theme", "hits", "posts with it", "share of posts", "rate [95 % interval]", "sentences"},
      {},
      "A theme with levels (barriers.time) counts for its parents as well."};
  for (const Row* row : themes) {
    const std::string name(row->text("theme"));
    const ChartValue rate = value_of(*row, "rate", "low", "high");
    if (is_top_level(name) && chart.bars.size() < kMostBars)
      chart.bars.push_back({name, rate, fmt::format("{} posts", row->text("posts_with"))});
    table.rows.push_back(
        {cell(material, name, name, ""),
         {std::string(row->text("hits")), ""},
         {std::string(row->text("posts_with")), ""},
         {fmt::format("{} [{}, {}]", percent(row->number("share")),
                      percent(row->number("share_low")), percent(row->number("share_high"))),
          ""},
         {figure(rate), ""},
         {std::string(row->text("sentences_with")), ""}});
  }
  return {bar_chart(chart), std::move(table)};
}

/// The values of some items of a series over months, as lines and as a table.
std::optional<Figure> themes_over_time(const Material& material) {
  std::vector<std::string> items;
  for (const Row* row : themes_by_hits(material.rows, true))
    if (items.size() < kMostLines) items.emplace_back(row->text("theme"));
  LineChart chart;
  chart.head = {"c-themes-time", "The most frequent themes over time",
                "Hits " + per_words(material) + " in each month; a month without posts is a gap.",
                "hits " + per_words(material)};
  Table table{"Themes by month", {"month"}, {}, "– marks a month without posts."};
  std::map<std::string, std::size_t> row_of_month;
  for (const std::string& item : items) {
    LineSeries series{item, {}, false};
    table.columns.push_back(item);
    for (const Row* row : material.rows.whole("trend")) {
      if (row->text("series") != "theme" || row->text("item") != item) continue;
      const std::string month(row->text("month"));
      const auto [place, is_new] = row_of_month.emplace(month, table.rows.size());
      if (is_new) {
        chart.places.push_back(month);
        table.rows.push_back({{month, ""}});
      }
      table.rows[place->second].push_back(
          {row->number("value") ? figure(row->number("value")) : "–", ""});
      series.values.push_back(row->number("value"));
    }
    chart.series.push_back(std::move(series));
  }
  if (chart.places.size() < 2) return std::nullopt;
  return Figure{line_chart(chart), std::move(table)};
}

/// Rates of the most frequent themes in groups other than months.
std::optional<Table> themes_by_group(const Material& material) {
  std::vector<std::string> items;
  for (const Row* row : themes_by_hits(material.rows, true))
    if (items.size() < 8) items.emplace_back(row->text("theme"));
  Table table{"Themes by group, hits " + per_words(material), {"group"}, {}, ""};
  table.columns.insert(table.columns.end(), items.begin(), items.end());
  std::map<std::string, std::size_t> row_of_group;
  for (const Row& row : material.rows.table("theme")) {
    if (row.group().empty() || (row.group().size() == 1 && row.group()[0].first == "month"))
      continue;
    const auto item = std::find(items.begin(), items.end(), row.text("theme"));
    if (item == items.end()) continue;
    const std::string name = row.group_name();
    const auto [place, is_new] = row_of_group.emplace(name, table.rows.size());
    if (is_new) table.rows.push_back(std::vector<TableCell>(items.size() + 1, TableCell{"–", ""}));
    auto& cells = table.rows[place->second];
    cells[0].text = name;
    cells[static_cast<std::size_t>(item - items.begin()) + 1].text =
        figure(value_of(row, "rate", "low", "high"));
  }
  if (table.rows.empty()) return std::nullopt;
  return table;
}

Figure valence_of_themes(const Material& material) {
  BarChart chart;
  chart.head = {"c-matrix-valence", "How themes are valued",
                "Mean valence of the stance hits linked to each theme, with 95 % intervals.",
                "mean valence of linked hits, −5 to 5"};
  Table table{"Valence of themes",
              {"theme", "hits", "posts", "mean [95 % interval]", "positive", "negative",
               "author’s mean", "reported mean"},
              {},
              ""};
  for (const Row* row : material.rows.whole("matrix")) {
    if (row->text("label") != "valence") continue;
    const std::string theme(row->text("theme"));
    const ChartValue mean = value_of(*row, "mean", "low", "high");
    if (is_top_level(theme) && chart.bars.size() < kMostBars)
      chart.bars.push_back({theme, mean, fmt::format("{} hits", row->text("hits"))});
    table.rows.push_back({cell(material, theme, theme, "valence"),
                          {std::string(row->text("hits")), ""},
                          {std::string(row->text("posts")), ""},
                          {figure(mean), ""},
                          {percent(row->number("positive_share")), ""},
                          {percent(row->number("negative_share")), ""},
                          {figure(row->number("author_mean")), ""},
                          {figure(row->number("reported_mean")), ""}});
  }
  return {bar_chart(chart), std::move(table)};
}

bool is_matrix_label(std::string_view label) {
  return label.starts_with("affect.") || label.starts_with("alignment.") ||
         label.starts_with("obligation.") || label == "certainty";
}

/// Where a stance is taken more, or less, often with a theme than the two would meet by chance.
std::optional<Figure> lift_of_pairs(const Material& material) {
  std::map<std::string, double> theme_hits, label_hits;
  for (const Row* row : material.rows.whole("matrix")) {
    if (!is_matrix_label(row->text("label")) || !is_top_level(row->text("theme"))) continue;
    theme_hits[std::string(row->text("theme"))] += row->count("hits");
    label_hits[std::string(row->text("label"))] += row->count("hits");
  }
  HeatMap map;
  map.head = {"c-matrix", "Which stance goes with which theme",
              "Binary logarithm of lift in sentences: 1 is twice as often as by chance, −1 half as "
              "often; NA where fewer than 5 hits or 3 posts.",
              "log₂ lift"};
  for (const auto& [name, hits] : theme_hits)
    if (hits >= 5) map.rows.push_back(name);
  for (const auto& [name, hits] : label_hits)
    if (hits >= 5) map.columns.push_back(name);
  if (map.rows.empty() || map.columns.empty()) return std::nullopt;
  Table table{"Themes and stance, log₂ lift",
              {"theme"},
              {},
              "Each cell leads to its sentences. NA: fewer than 5 hits or 3 posts."};
  table.columns.insert(table.columns.end(), map.columns.begin(), map.columns.end());
  for (const std::string& theme : map.rows) {
    map.cells.emplace_back(map.columns.size());
    table.rows.push_back({{theme, ""}});
    for (const std::string& label : map.columns)
      table.rows.back().push_back(cell(material, "NA", theme, label));
  }
  for (const Row* row : material.rows.whole("matrix")) {
    const auto r = std::find(map.rows.begin(), map.rows.end(), row->text("theme"));
    const auto c = std::find(map.columns.begin(), map.columns.end(), row->text("label"));
    const auto lift = row->number("lift");
    // The rule for withheld values: the mean of the cell is NA by it, so is its lift.
    if (r == map.rows.end() || c == map.columns.end() || !lift || *lift <= 0 ||
        row->count("hits") < 5 || row->count("posts") < 3)
      continue;
    const auto y = static_cast<std::size_t>(r - map.rows.begin());
    const auto x = static_cast<std::size_t>(c - map.columns.begin());
    map.cells[y][x] = std::log2(*lift);
    table.rows[y][x + 1].text = figure(map.cells[y][x]);
  }
  return Figure{heat_map(map), std::move(table)};
}

}  // namespace

std::optional<Table> trend_table(const Material& material, std::string_view series,
                                 bool (*is_shown)(std::string_view)) {
  Table table{
      "Trends",
      {"item", "months", "slope per month", "Mann–Kendall z", "p"},
      {},
      "Theil–Sen slope and Mann–Kendall test with correction for ties; none with fewer than 8 "
      "months. Many tests at once: expect one in twenty to fall below p = 0.05 by chance."};
  for (const Row* row : material.rows.whole("slope")) {
    if (!row->number("slope") || row->text("series") != series || !is_shown(row->text("item")))
      continue;
    table.rows.push_back({{std::string(row->text("item")), ""},
                          {std::string(row->text("months")), ""},
                          {figure(row->number("slope"), 4), ""},
                          {figure(row->number("z")), ""},
                          {figure(row->number("p"), 4), ""}});
  }
  if (table.rows.empty()) return std::nullopt;
  return table;
}

Section theme_section(const Material& material) {
  Section section{"", "Themes", {}};
  if (material.rows.whole("theme").empty()) return section;
  section.blocks.emplace_back(theme_rates(material));
  if (auto figure = themes_over_time(material)) section.blocks.emplace_back(std::move(*figure));
  if (auto table = trend_table(material, "theme", is_top_level))
    section.blocks.emplace_back(std::move(*table));
  if (auto table = themes_by_group(material)) section.blocks.emplace_back(std::move(*table));
  return section;
}

Section matrix_section(const Material& material) {
  Section section{"", "Themes and stance", {}};
  if (material.rows.whole("matrix").empty()) return section;
  section.blocks.emplace_back(
      Paragraph{"Stance is linked to a theme that stands in the same clause (unless asked for "
                "otherwise): the hits below are said of the theme, not merely near it.",
                false});
  section.blocks.emplace_back(valence_of_themes(material));
  if (auto figure = lift_of_pairs(material)) section.blocks.emplace_back(std::move(*figure));
  return section;
}

Section cooccurrence_section(const Material& material) {
  Section section{"", "Themes that meet", {}};
  Table table{"Themes in the same sentence",
              {"themes", "together", "posts", "G²", "NPMI", "lift"},
              {},
              "Sorted by log-likelihood; pairs met fewer than 5 times or in fewer than 3 posts "
              "have no measure."};
  for (const Row* row : material.rows.whole("cooccurrence")) {
    if (!row->number("g2") || table.rows.size() >= 20) continue;
    table.rows.push_back({{fmt::format("{} + {}", row->text("x"), row->text("y")), ""},
                          {std::string(row->text("both")), ""},
                          {std::string(row->text("posts_both")), ""},
                          {figure(row->number("g2")), ""},
                          {figure(row->number("npmi")), ""},
                          {figure(row->number("lift")), ""}});
  }
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

}  // namespace tarn::report
