#include <algorithm>
#include <cmath>
#include <string>

#include "aggregate/tables.h"
#include "base/label.h"
#include "stats/cooccurrence.h"
#include "stats/rates.h"

namespace tarn::aggregate {
namespace {

/// Scores are summed in units of 1e-4.
constexpr double kUnit = 1e-4;

std::string_view name_of(Voice voice) {
  if (voice == Voice::kAuthor) return "author";
  return voice == Voice::kReported ? "reported" : "all";
}

std::int64_t hits_of(const GroupView& view, Voice voice, std::string_view label) {
  const Cell* cell = view.cell(CellKind::kStance, voice, label);
  return cell == nullptr ? 0 : cell->values[kHits];
}

std::optional<double> ratio(std::int64_t y, std::int64_t x, double scale = 1) {
  if (x == 0) return std::nullopt;
  return scale * static_cast<double>(y) / static_cast<double>(x);
}

/// One row of the table, column by column.
class StanceRow {
 public:
  StanceRow(GroupView& view, const Cell& cell)
      : view_(view),
        cell_(cell),
        voice_(voice_of(cell.key)),
        label_(view.name(a_of(cell.key))),
        dimension_(label_.substr(0, label_.find('.'))),
        shown_(view.enough(cell.values[kHits], cell.posts)) {}

  std::vector<RowValue> make() {
    counts();
    scores();
    signs();
    sentence_scores();
    own_measures();
    return std::move(row_);
  }

 private:
  bool is(std::string_view dimension) const { return dimension_ == dimension; }
  void put(RowValue value) { row_.push_back(std::move(value)); }
  void show(const std::optional<double>& number) { put(shown_ ? value(number) : RowValue()); }
  void skip(std::size_t columns) { row_.insert(row_.end(), columns, RowValue()); }

  void counts() {
    const std::uint64_t posts = view_.group().posts();
    const PostSummary& counts = view_.counts();
    const auto hits = static_cast<std::uint64_t>(cell_.values[kHits]);
    const double per = view_.options().per;
    const auto share = stats::wilson(cell_.posts, posts);
    row_ = {value(dimension_), value(label_),      value(name_of(voice_)),
            value(posts),      value(cell_.posts), value(counts.tokens),
            value(hits)};
    show(stats::pooled_rate(hits, counts.tokens, per));
    append_estimate(row_, shown_ ? view_.interval(cell_, Ratio::kRate, per) : Estimate{}, shown_);
    show(cell_.mean_rate.mean_of(view_.group().worded_posts(), per));
    put(value(stats::share(cell_.posts, posts)));
    put(low(share));
    put(high(share));
    put(value(counts.sentences));
    // Figures from post_scores know no sentences.
    if (is("engagement") || is("graduation")) return skip(2);
    put(value(cell_.values[kStanceSentences]));
    show(ratio(cell_.values[kStanceSentences], static_cast<std::int64_t>(counts.sentences)));
  }

  void interval(Ratio which, double scale) {
    const Estimate found = shown_ ? view_.interval(cell_, which, scale) : Estimate{};
    put(low(found.interval));
    put(high(found.interval));
  }

  void scores() {
    if (cell_.values[kScored] == 0) return skip(3);
    show(ratio(cell_.values[kSum], cell_.values[kScored], kUnit));
    interval(Ratio::kMean, kUnit);
  }

  void signs() {
    const bool scored = is("valence") || is("certainty");
    const bool aligned = label_ == "alignment";
    if (!scored && !aligned) return skip(9);
    const std::int64_t positive =
        aligned ? hits_of(view_, voice_, "alignment.enthusiastic") : cell_.values[kPositive];
    const std::int64_t negative =
        aligned ? hits_of(view_, voice_, "alignment.critical") : cell_.values[kNegative];
    const auto tokens = static_cast<std::int64_t>(view_.counts().tokens);
    put(value(positive));
    put(value(negative));
    show(ratio(positive, tokens, view_.options().per));
    show(ratio(negative, tokens, view_.options().per));
    if (aligned) return skip(5);
    const std::int64_t p = cell_.values[kPositiveSum];
    const std::int64_t q = cell_.values[kNegativeSum];
    put(value(ratio(p, 1, kUnit)));
    put(value(ratio(q, 1, kUnit)));
    show(ratio(p - q, p + q));
    interval(Ratio::kBalance, 1);
  }

  void sentence_scores() {
    const Cell* scores = view_.cell(CellKind::kScore, voice_, {});
    if (label_ != "valence" || scores == nullptr) return skip(6);
    const auto sentences = static_cast<std::int64_t>(view_.counts().sentences);
    show(ratio(scores->values[kScoreSum], sentences, kUnit));
    const Estimate found = shown_ ? view_.interval(*scores, Ratio::kScore, kUnit) : Estimate{};
    put(low(found.interval));
    put(high(found.interval));
    show(ratio(scores->values[kScoreSum], cell_.values[kStanceSentences], kUnit));
    if (voice_ != Voice::kAll) return skip(2);
    put(value(scores->values[kScoreMixed]));
    show(ratio(scores->values[kScoreMixed], sentences));
  }

  void own_measures() {
    const std::int64_t all = cell_.values[kHits];
    const std::int64_t enthusiastic = hits_of(view_, voice_, "alignment.enthusiastic");
    const std::int64_t critical = hits_of(view_, voice_, "alignment.critical");
    const auto only = [&](bool wanted, const std::optional<double>& number) {
      wanted ? show(number) : put(RowValue());
    };
    only(label_ == "alignment", ratio(enthusiastic - critical, all));
    only(label_ == "affect", entropy());
    only(label_ == "obligation" && voice_ == Voice::kAll,
         ratio(hits_of(view_, Voice::kAuthor, "obligation.intent"), all));
    only(label_ == "engagement", ratio(hits_of(view_, voice_, "engagement.self"),
                                       hits_of(view_, voice_, "engagement.group")));
  }

  /// Of the subtypes of the label, in bits.
  double entropy() const {
    double sum = 0;
    double bits = 0;
    std::vector<double> counts;
    for (const Cell* cell : view_.cells(CellKind::kStance)) {
      const std::string_view name = view_.name(a_of(cell->key));
      const bool child =
          is_below(name, label_) && name.find('.', label_.size() + 1) == std::string_view::npos;
      if (voice_of(cell->key) != voice_ || !child) continue;
      counts.push_back(static_cast<double>(cell->values[kHits]));
      sum += counts.back();
    }
    for (const double count : counts) bits -= count / sum * std::log2(count / sum);
    return std::max(0.0, bits);
  }

  GroupView& view_;
  const Cell& cell_;
  Voice voice_;
  std::string_view label_;
  std::string_view dimension_;
  bool shown_;
  std::vector<RowValue> row_;
};

std::uint64_t sentences_with(const GroupView& view, CellKind kind, std::size_t place,
                             std::string_view name) {
  const Cell* cell = view.cell(kind, Voice::kAll, name);
  return cell == nullptr ? 0 : static_cast<std::uint64_t>(cell->values[place]);
}

/// The cell in sentence units: how much more often the label is where the theme is.
void append_companion(const GroupView& view, std::string_view theme, std::string_view label,
                      std::vector<RowValue>& row) {
  const Cell* both = view.cell(CellKind::kTogether, Voice::kAll, theme, label);
  const stats::PairCounts pair = {both == nullptr ? 0 : static_cast<std::uint64_t>(both->values[0]),
                                  sentences_with(view, CellKind::kTheme, kThemeSentences, theme),
                                  sentences_with(view, CellKind::kStance, kStanceSentences, label),
                                  view.counts().sentences};
  row.push_back(value(pair.units));
  row.push_back(value(pair.x));
  row.push_back(value(pair.y));
  row.push_back(value(pair.both));
  const bool shown =
      both != nullptr && view.enough(static_cast<std::int64_t>(pair.both), both->posts);
  row.push_back(shown ? value(stats::associate(pair).lift) : RowValue());
}

}  // namespace

void write_stance(GroupView& view, RowWriter& rows) {
  for (const Cell* cell : view.cells(CellKind::kStance))
    rows.row(&view.entry(), StanceRow(view, *cell).make());
}

void write_matrix(GroupView& view, RowWriter& rows) {
  for (const Cell* cell : view.cells(CellKind::kLink)) {
    const std::string_view theme = view.name(a_of(cell->key));
    const std::string_view label = view.name(b_of(cell->key));
    const auto& values = cell->values;
    const bool shown = view.enough(values[kHits], cell->posts);
    const auto show = [&](const std::optional<double>& number) {
      return shown ? value(number) : RowValue();
    };
    std::vector<RowValue> row = {value(theme), value(label), value(values[kHits]),
                                 value(cell->posts),
                                 show(ratio(values[kSum], values[kScored], kUnit))};
    const bool scored = shown && values[kScored] > 0;
    append_estimate(row, scored ? view.interval(*cell, Ratio::kMean, kUnit) : Estimate{}, scored);
    row.push_back(show(ratio(values[kPositive], values[kScored])));
    row.push_back(show(ratio(values[kNegative], values[kScored])));
    const std::int64_t reported = values[kHits] - values[kAuthorHits];
    row.push_back(value(values[kAuthorHits]));
    row.push_back(view.enough(values[kAuthorHits], cell->posts)
                      ? value(ratio(values[kAuthorSum], values[kAuthorScored], kUnit))
                      : RowValue());
    row.push_back(value(reported));
    row.push_back(view.enough(reported, cell->posts)
                      ? value(ratio(values[kSum] - values[kAuthorSum],
                                    values[kScored] - values[kAuthorScored], kUnit))
                      : RowValue());
    append_companion(view, theme, label, row);
    rows.row(&view.entry(), row);
  }
}

}  // namespace tarn::aggregate
