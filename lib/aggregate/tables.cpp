#include "aggregate/tables.h"

#include "stats/rates.h"

namespace tarn::aggregate {

RowValue low(const std::optional<stats::Interval>& interval) {
  return interval ? value(std::optional(interval->low)) : RowValue();
}

RowValue high(const std::optional<stats::Interval>& interval) {
  return interval ? value(std::optional(interval->high)) : RowValue();
}

void append_estimate(std::vector<RowValue>& row, const Estimate& estimate, bool shown) {
  if (!shown) {
    row.insert(row.end(), 4, RowValue());
    return;
  }
  row.push_back(low(estimate.interval));
  row.push_back(high(estimate.interval));
  row.push_back(value(estimate.method));
  row.push_back(estimate.skipped ? value(std::uint64_t{*estimate.skipped}) : RowValue());
}

namespace {

void write_group(Table table, const Aggregation& aggregation, const GroupEntry& entry,
                 RowWriter& rows) {
  GroupView view(aggregation, entry);
  switch (table) {
    case Table::kCoverage:
      return write_coverage(view, rows);
    case Table::kTheme:
      return write_themes(view, rows);
    case Table::kTrend:
      return write_trend(view, rows);
    case Table::kSlope:
      return write_slope(view, rows);
    case Table::kStance:
      return write_stance(view, rows);
    case Table::kMatrix:
      return write_matrix(view, rows);
    case Table::kCooccurrence:
      return write_cooccurrence(view, rows);
    case Table::kDispersion:
      return write_dispersion(view, rows);
    case Table::kReflection:
      return write_reflection(view, rows);
    case Table::kHolders:
      return write_holders(view, rows);
    case Table::kEvidence:
      return write_evidence(aggregation, entry, rows);
    case Table::kKeyness:
      return;
  }
}

}  // namespace

void write_tables(const Aggregation& aggregation, RowWriter& rows) {
  const auto groups = aggregation.groups();
  for (const Table table : tables_of(aggregation.options())) {
    rows.begin(table);
    if (table == Table::kKeyness) {
      write_keyness(aggregation, rows);
      continue;
    }
    for (const GroupEntry* entry : groups) {
      // Empty input has no rows, not rows of zeros.
      if (entry->group.posts() > 0) write_group(table, aggregation, *entry, rows);
    }
  }
  rows.finish();
}

void write_coverage(GroupView& view, RowWriter& rows) {
  const Group& group = view.group();
  const PostSummary& counts = view.counts();
  std::string lexicons = "{";
  for (const auto& [name, hashes] : group.lexicons()) {
    if (lexicons.size() > 1) lexicons += ',';
    append_json_string(lexicons, name);
    lexicons += ":[";
    for (const std::string& hash : hashes) {
      if (lexicons.back() != '[') lexicons += ',';
      append_json_string(lexicons, hash);
    }
    lexicons += ']';
  }
  lexicons += '}';
  rows.row(
      &view.entry(),
      {value(group.posts()), value(counts.tokens), value(counts.sentences), value(group.undated()),
       value(group.unannotated()), value(group.first()), value(group.last()),
       value(counts.theme_hits), value(group.theme_posts()), value(counts.theme_sentences),
       value(counts.stance_hits), value(group.stance_posts()), value(counts.stance_sentences),
       value(stats::share(counts.sentences - counts.stance_sentences, counts.sentences)),
       value(stats::share(counts.default_hits, counts.stance_hits)),
       value(std::optional(view.options().per)), json(lexicons)});
}

void write_themes(GroupView& view, RowWriter& rows) {
  const std::uint64_t posts = view.group().posts();
  const PostSummary& counts = view.counts();
  const double per = view.options().per;
  for (const Cell* cell : view.cells(CellKind::kTheme)) {
    const auto hits = static_cast<std::uint64_t>(cell->values[kHits]);
    const bool shown = view.enough(cell->values[kHits], cell->posts);
    const auto share = stats::wilson(cell->posts, posts);
    std::vector<RowValue> row = {
        value(view.name(a_of(cell->key))),
        value(posts),
        value(cell->posts),
        value(counts.tokens),
        value(hits),
        shown ? value(stats::pooled_rate(hits, counts.tokens, per)) : RowValue()};
    append_estimate(row, shown ? view.interval(*cell, Ratio::kRate, per) : Estimate{}, shown);
    row.push_back(shown ? value(cell->mean_rate.mean_of(view.group().worded_posts(), per))
                        : RowValue());
    row.push_back(value(stats::share(cell->posts, posts)));
    row.push_back(low(share));
    row.push_back(high(share));
    row.push_back(value(counts.sentences));
    row.push_back(value(cell->values[kThemeSentences]));
    rows.row(&view.entry(), row);
  }
}

void write_dispersion(GroupView& view, RowWriter& rows) {
  const auto write = [&](std::string_view kind, const Cell& cell) {
    const stats::Dispersion found = stats::disperse(view.parts(cell));
    const bool shown = view.enough(cell.values[kHits], cell.posts);
    const auto measure = [&](const std::optional<double>& number) {
      return shown ? value(number) : RowValue();
    };
    rows.row(&view.entry(),
             {value(kind), value(view.name(a_of(cell.key))), value(view.options().parts),
              value(found.parts), value(found.parts_with), value(cell.values[kHits]),
              value(view.counts().tokens), measure(found.dp), measure(found.dp_norm),
              measure(found.juilland_d), measure(found.carroll_d2), measure(found.rosengren_s),
              measure(found.kl), measure(found.kl_norm), yes_no(found.sparse)});
  };
  for (const Cell* cell : view.cells(CellKind::kTheme)) write("theme", *cell);
  for (const Cell* cell : view.cells(CellKind::kStance)) {
    if (voice_of(cell->key) == Voice::kAll) write("stance", *cell);
  }
}

}  // namespace tarn::aggregate
