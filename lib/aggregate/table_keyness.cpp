#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <vector>

#include "aggregate/frequency_list.h"
#include "aggregate/tables.h"
#include "stats/keyness.h"
#include "stats/rates.h"

namespace tarn::aggregate {
namespace {

/// An item in both corpora.
struct Item {
  std::string_view kind;
  std::string name;
  stats::KeynessCounts counts;
  std::uint64_t target_posts = 0;
  std::optional<std::uint64_t> reference_posts;  ///< unknown for a frequency list
  const Cell* in_target = nullptr;
  const Cell* in_reference = nullptr;
  stats::Keyness found;
};

std::string_view kind_name(CellKind kind) {
  if (kind == CellKind::kTheme) return "theme";
  return kind == CellKind::kWord ? "word" : "stance";
}

bool is_wanted(CellKey key, const AggregateOptions& options) {
  switch (kind_of(key)) {
    case CellKind::kTheme:
      return options.key_themes;
    case CellKind::kWord:
      return options.key_words;
    case CellKind::kStance:
      return options.key_stance && voice_of(key) == Voice::kAll;
    default:
      return false;
  }
}

/// Finds the items of two corpora and measures them.
class KeynessTable {
 public:
  explicit KeynessTable(const Aggregation& aggregation)
      : aggregation_(aggregation), options_(aggregation.options()) {
    if (options_.reference_list.empty()) return;
    list_ = read_frequency_list(*open_source(options_.reference_list));
  }

  std::vector<Item> items() {
    std::vector<Item> out;
    const auto keep = [&](Item item) {
      if (passes(item)) out.push_back(std::move(item));
    };
    for (const Cell& cell : aggregation_.target().cells()) {
      if (is_wanted(cell.key, options_)) keep(make(cell.key));
    }
    if (list_) {
      for (const auto& [word, count] : list_->counts) {
        if (aggregation_.names().find(word) == 0 || !in_target(word)) keep(only_in_list(word));
      }
    } else {
      for (const Cell& cell : aggregation_.reference().cells()) {
        if (is_wanted(cell.key, options_) && aggregation_.target().find(cell.key) == nullptr)
          keep(make(cell.key));
      }
    }
    std::sort(out.begin(), out.end(), [](const Item& a, const Item& b) {
      return std::tuple(-a.found.g2, a.kind, std::string_view(a.name)) <
             std::tuple(-b.found.g2, b.kind, std::string_view(b.name));
    });
    return out;
  }

  std::vector<RowValue> row(const Item& item) const {
    const auto& counts = item.counts;
    const auto& found = item.found;
    return {value(item.kind),
            text(item.name),
            value(counts.target),
            value(counts.reference),
            value(item.target_posts),
            item.reference_posts ? value(*item.reference_posts) : RowValue(),
            value(counts.target_words),
            value(counts.reference_words),
            value(stats::pooled_rate(counts.target, counts.target_words, options_.per)),
            value(stats::pooled_rate(counts.reference, counts.reference_words, options_.per)),
            value(std::optional(found.expected_target)),
            value(std::optional(found.expected_reference)),
            found.sign == 0 ? RowValue() : value(found.sign > 0 ? "+" : "-"),
            value(std::optional(found.g2)),
            value(std::optional(found.g2_four_cell)),
            value(std::optional(found.p), 6),
            value(std::optional(found.bic)),
            value(std::optional(found.log_ratio)),
            value(found.diff),
            value(found.ell, 8),
            dispersion(aggregation_.target(), item.in_target),
            dispersion(aggregation_.reference(), item.in_reference)};
  }

 private:
  bool in_target(const std::string& word) const {
    return aggregation_.target().find(cell_key(
               CellKind::kWord, Voice::kAll, aggregation_.names().find(word), kNoName)) != nullptr;
  }

  Item make(CellKey key) const {
    Item item;
    item.kind = kind_name(kind_of(key));
    item.name = aggregation_.names().name(a_of(key));
    item.in_target = aggregation_.target().find(key);
    if (item.in_target != nullptr) {
      item.counts.target = static_cast<std::uint64_t>(item.in_target->values[kHits]);
      item.target_posts = item.in_target->posts;
    }
    if (list_) {
      const auto found = list_->counts.find(item.name);
      item.counts.reference = found == list_->counts.end() ? 0 : found->second;
    } else {
      item.in_reference = aggregation_.reference().find(key);
      item.reference_posts = item.in_reference == nullptr ? 0 : item.in_reference->posts;
      if (item.in_reference != nullptr)
        item.counts.reference = static_cast<std::uint64_t>(item.in_reference->values[kHits]);
    }
    set_sizes(item);
    return item;
  }

  Item only_in_list(const std::string& word) const {
    Item item;
    item.kind = kind_name(CellKind::kWord);
    item.name = word;
    item.counts.reference = list_->counts.at(word);
    set_sizes(item);
    return item;
  }

  void set_sizes(Item& item) const {
    item.counts.target_words = aggregation_.target().counts().tokens;
    item.counts.reference_words = list_ ? list_->tokens : aggregation_.reference().counts().tokens;
  }

  /// Measures the item; false if it is not to be shown.
  bool passes(Item& item) const {
    const auto& counts = item.counts;
    if (counts.target > counts.target_words || counts.reference > counts.reference_words)
      return false;
    const auto found = stats::keyness(counts);
    if (!found) return false;
    item.found = *found;
    const std::uint64_t posts =
        found->sign >= 0 ? item.target_posts : item.reference_posts.value_or(UINT64_MAX);
    return posts >= options_.min_posts && found->bic >= options_.min_bic &&
           std::abs(found->log_ratio) >= options_.min_log_ratio;
  }

  static RowValue dispersion(const Group& group, const Cell* cell) {
    if (cell == nullptr) return {};
    return value(stats::disperse(parts_of(group.spread(*cell), group.sizes(), true)).dp);
  }

  const Aggregation& aggregation_;
  const AggregateOptions& options_;
  std::optional<FrequencyList> list_;
};

}  // namespace

void write_keyness(const Aggregation& aggregation, RowWriter& rows) {
  KeynessTable table(aggregation);
  for (const Item& item : table.items()) rows.row(nullptr, table.row(item));
}

}  // namespace tarn::aggregate
