// Trend, co-occurrence, reflection, holders, evidence.

#include <algorithm>
#include <string>
#include <tuple>

#include "aggregate/tables.h"
#include "base/label.h"
#include "stats/cooccurrence.h"
#include "stats/rates.h"
#include "stats/time_series.h"

namespace tarn::aggregate {
namespace {

constexpr double kUnit = 1e-4;

/// What of a group is followed through time.
struct SeriesKey {
  std::string_view series;
  std::string_view item;
  CellKey key = 0;
};

std::vector<SeriesKey> series_of(const GroupView& view) {
  std::vector<SeriesKey> out;
  for (const Cell* cell : view.cells(CellKind::kScore)) {
    if (voice_of(cell->key) != Voice::kReported)
      out.push_back(
          {"score", voice_of(cell->key) == Voice::kAll ? "valence" : "valence.author", cell->key});
  }
  for (const Cell* cell : view.cells(CellKind::kStance)) {
    const std::string_view label = view.name(a_of(cell->key));
    if (voice_of(cell->key) == Voice::kAll && label != "graduation")
      out.push_back({"stance", label, cell->key});
  }
  for (const Cell* cell : view.cells(CellKind::kTheme))
    out.push_back({"theme", view.name(a_of(cell->key)), cell->key});
  return out;
}

/// One value for each calendar month of the group.
struct Curve {
  std::int32_t first = 0;
  std::vector<const Month*> months;  ///< null where there is no post
  std::vector<std::int64_t> hits;
  std::vector<std::optional<double>> values;
};

Curve curve_of(const GroupView& view, const SeriesKey& series) {
  Curve curve;
  const auto& months = view.group().months();
  curve.first = months.begin()->first;
  for (std::int32_t at = curve.first; at <= months.rbegin()->first; ++at) {
    const auto found = months.find(at);
    curve.months.push_back(found == months.end() ? nullptr : &found->second);
    curve.hits.push_back(0);
    curve.values.emplace_back();
    if (found == months.end()) continue;
    const auto* cell = found->second.cells.find(series.key);
    const auto values = cell == nullptr ? std::array<std::int64_t, 2>{} : *cell;
    const bool score = series.series == "score";
    const std::uint64_t size = score ? found->second.sentences : found->second.tokens;
    const double scale = score ? kUnit : view.options().per;
    curve.hits.back() = score ? values[kScoreSentences] : values[kHits];
    if (size > 0)
      curve.values.back() = scale * static_cast<double>(values[0]) / static_cast<double>(size);
  }
  return curve;
}

/// Theil-Sen and Mann-Kendall need few months; a century of them is 1,200.
constexpr std::int32_t kMostMonths = 12 * 200;

bool has_trend(const GroupView& view) {
  const auto& months = view.group().months();
  return !months.empty() && months.rbegin()->first - months.begin()->first < kMostMonths;
}

}  // namespace

void write_trend(GroupView& view, RowWriter& rows) {
  if (!has_trend(view)) return;
  for (const SeriesKey& series : series_of(view)) {
    const Curve curve = curve_of(view, series);
    const auto smooth = stats::smooth(curve.values);
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
      const Month* month = curve.months[i];
      rows.row(&view.entry(), {value(series.series), value(series.item),
                               value(stats::month_name(curve.first + static_cast<std::int32_t>(i))),
                               value(month == nullptr ? 0 : month->posts),
                               value(month == nullptr ? 0 : month->tokens), value(curve.hits[i]),
                               value(curve.values[i]), value(smooth[i])});
    }
  }
}

void write_slope(GroupView& view, RowWriter& rows) {
  if (!has_trend(view)) return;
  for (const SeriesKey& series : series_of(view)) {
    const Curve curve = curve_of(view, series);
    const stats::MannKendall test = stats::mann_kendall(curve.values);
    const auto last = curve.first + static_cast<std::int32_t>(curve.values.size()) - 1;
    std::vector<RowValue> row = {
        value(series.series), value(series.item), value(std::uint64_t{test.months}),
        value(stats::month_name(curve.first)), value(stats::month_name(last))};
    if (test.months < stats::kTrendMonths) {
      row.insert(row.end(), 5, RowValue());
    } else {
      row.push_back(value(stats::theil_sen(curve.values), 6));
      row.push_back(value(test.s));
      row.push_back(value(std::optional(test.variance)));
      row.push_back(value(test.z));
      row.push_back(value(test.p, 6));
    }
    rows.row(&view.entry(), row);
  }
}

void write_cooccurrence(GroupView& view, RowWriter& rows) {
  struct Pair {
    std::string_view x, y;
    stats::PairCounts counts;
    std::uint64_t posts = 0;
    stats::Association found;
  };
  const bool posts = view.options().pair_posts;
  const auto units_with = [&](std::string_view theme) {
    const Cell* cell = view.cell(CellKind::kTheme, Voice::kAll, theme);
    return posts ? cell->posts : static_cast<std::uint64_t>(cell->values[kThemeSentences]);
  };
  std::vector<Pair> pairs;
  for (const Cell* cell : view.cells(CellKind::kPair)) {
    Pair pair;
    pair.x = view.name(a_of(cell->key));
    pair.y = view.name(b_of(cell->key));
    if (is_below(pair.y, pair.x)) continue;
    pair.posts = cell->posts;
    pair.counts = {posts ? cell->posts : static_cast<std::uint64_t>(cell->values[0]),
                   units_with(pair.x), units_with(pair.y),
                   posts ? view.group().posts() : view.counts().sentences};
    if (view.enough(static_cast<std::int64_t>(pair.counts.both), pair.posts))
      pair.found = stats::associate(pair.counts);
    pairs.push_back(pair);
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return a.found.g2.value_or(-1) > b.found.g2.value_or(-1);
  });
  for (const Pair& pair : pairs) {
    rows.row(&view.entry(),
             {value(pair.x), value(pair.y), value(posts ? "post" : "sentence"),
              value(pair.counts.units), value(pair.counts.x), value(pair.counts.y),
              value(pair.counts.both), value(pair.posts), value(pair.found.pmi),
              value(pair.found.npmi), value(pair.found.lift), value(pair.found.jaccard),
              value(pair.found.dice), value(pair.found.g2), value(pair.found.phi)});
  }
}

void write_reflection(GroupView& view, RowWriter& rows) {
  const std::uint64_t posts = view.group().posts();
  const auto sentences = view.counts().sentences;
  const auto write = [&](std::string_view kind, std::string_view item, std::uint64_t whole,
                         std::uint64_t with, bool share) {
    const auto interval = share ? stats::wilson(with, whole) : std::nullopt;
    return std::vector<RowValue>{value(kind),
                                 value(item),
                                 value(whole),
                                 value(with),
                                 share ? value(stats::share(with, whole)) : RowValue(),
                                 low(interval),
                                 high(interval)};
  };
  std::uint64_t classes = 0;
  for (const Cell* cell : view.cells(CellKind::kClass)) {
    classes += cell->posts;
    auto row = write("class", view.name(a_of(cell->key)), posts, cell->posts, true);
    const auto with = static_cast<std::uint64_t>(cell->values[0]);
    row.push_back(value(sentences));
    row.push_back(value(with));
    row.push_back(view.enough(cell->values[0], cell->posts) ? value(stats::share(with, sentences))
                                                            : RowValue());
    row.push_back(RowValue());
    rows.row(&view.entry(), row);
  }
  const std::vector<const Cell*> levels = view.cells(CellKind::kLevel);
  if (levels.empty() && classes == 0) return;
  auto row = write("coverage", "classes", posts, posts, false);
  row.insert(row.end(), 3, RowValue());
  row.push_back(value(stats::pooled_rate(classes, posts, 1)));
  rows.row(&view.entry(), row);
  const Cell* too_short = view.cell(CellKind::kLevel, Voice::kAll, "short");
  std::uint64_t levelled = 0;
  for (const Cell* cell : levels) levelled += cell == too_short ? 0 : cell->posts;
  for (const Cell* cell : levels) {
    if (cell == too_short) continue;
    row = write("level", view.name(a_of(cell->key)), levelled, cell->posts, true);
    row.insert(row.end(), 4, RowValue());
    rows.row(&view.entry(), row);
  }
  if (too_short == nullptr) return;
  row = write("short", "short", posts, too_short->posts, false);
  row.insert(row.end(), 4, RowValue());
  rows.row(&view.entry(), row);
}

void write_holders(GroupView& view, RowWriter& rows) {
  for (const Cell* cell : view.cells(CellKind::kHolder)) {
    if (b_of(cell->key) == kNoName) continue;
    const std::string_view holder = view.name(b_of(cell->key));
    const Cell* whole = view.cell(CellKind::kHolder, Voice::kAll, view.name(a_of(cell->key)));
    const std::int64_t hits = cell->values[kHits];
    const bool shown = view.enough(hits, cell->posts);
    std::vector<RowValue> row = {
        value(view.name(a_of(cell->key))),
        value(holder),
        yes_no(holder == "author"),
        value(hits),
        value(cell->posts),
        shown ? value(stats::share(static_cast<std::uint64_t>(hits),
                                   static_cast<std::uint64_t>(whole->values[kHits])))
              : RowValue()};
    append_estimate(row, shown ? view.interval(*cell, Ratio::kShare) : Estimate{}, shown);
    rows.row(&view.entry(), row);
  }
}

void write_evidence(const Aggregation& aggregation, const GroupEntry& entry, RowWriter& rows) {
  const Names& names = aggregation.names();
  std::vector<std::pair<EvidenceStore::Pair, const EvidenceStore::Kept*>> cells;
  for (const auto& [cell, kept] : aggregation.evidence().cells(entry.id))
    cells.emplace_back(cell, &kept);
  std::sort(cells.begin(), cells.end(), [&](const auto& a, const auto& b) {
    return std::tuple(names.name(a.first.first), names.name(a.first.second)) <
           std::tuple(names.name(b.first.first), names.name(b.first.second));
  });
  for (const auto& [cell, kept] : cells) {
    for (const auto& item : *kept) {
      rows.row(&entry, {value(names.name(cell.first)), value(names.name(cell.second)),
                        text(item->doc_id), value(std::uint64_t{item->sentence}),
                        item->post.date ? text(*item->post.date) : RowValue(),
                        item->post.url ? text(*item->post.url) : RowValue(),
                        item->post.title ? text(*item->post.title) : RowValue(),
                        item->post.authors == "null" ? RowValue() : json(item->post.authors),
                        text(item->text), json(item->spans)});
    }
  }
}

}  // namespace tarn::aggregate
