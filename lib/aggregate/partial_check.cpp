// What a summary must hold true so that tables can rely on it, wherever it comes from.

#include <algorithm>
#include <set>

#include "aggregate/flat_map.h"
#include "aggregate/partial.h"
#include "aggregate/post.h"

namespace tarn::aggregate {
namespace {

/// The cells of a summary by their keys, with the summary's own names.
class Cells {
 public:
  /// False if a cell comes twice.
  bool fill(const PostSummary& summary) {
    for (std::uint32_t i = 0; i < summary.cells.size(); ++i) {
      const SummaryCell& cell = summary.cells[i];
      std::uint32_t& place = places_[cell_key(cell.kind, cell.voice, cell.a, cell.b)];
      if (place != 0) return false;
      place = i + 1;
    }
    cells_ = &summary.cells;
    return true;
  }

  /// A value of a cell, −1 if there is no such cell.
  std::int64_t value(CellKind kind, std::uint32_t a, std::uint32_t b, std::size_t place) const {
    const std::uint32_t* found = places_.find(cell_key(kind, Voice::kAll, a, b));
    return found == nullptr ? -1 : (*cells_)[*found - 1].values[place];
  }

 private:
  FlatMap<std::uint32_t> places_;
  const std::vector<SummaryCell>* cells_ = nullptr;
};

/// Whether the names of a cell are there that its kind needs, and no others.
bool has_its_names(const SummaryCell& cell) {
  switch (cell.kind) {
    case CellKind::kLink:
    case CellKind::kTogether:
      return cell.a != kNoName && cell.b != kNoName;
    case CellKind::kPair:
      return cell.a != kNoName && cell.b != kNoName && cell.a != cell.b;
    case CellKind::kHolder:
      return cell.a != kNoName;
    case CellKind::kScore:
      return cell.a == kNoName && cell.b == kNoName;
    default:
      return cell.a != kNoName && cell.b == kNoName;
  }
}

/// Whether a place of values holds a sum of scores, which may be below 0.
bool is_signed(CellKind kind, std::size_t place) {
  switch (kind) {
    case CellKind::kStance:
      return place == kSum;
    case CellKind::kLink:
      return place == kSum || place == kAuthorSum;
    case CellKind::kScore:
      return place == kScoreSum;
    default:
      return false;
  }
}

bool counts_are_counts(const SummaryCell& cell) {
  for (std::size_t i = 0; i < kMostValues; ++i) {
    if (cell.values[i] < 0 && !is_signed(cell.kind, i)) return false;
  }
  return true;
}

/// Whether a cell is no larger than those that contain it.
bool is_contained(const SummaryCell& cell, const Cells& cells, std::int64_t sentences) {
  const std::int64_t first = cell.values[0];
  switch (cell.kind) {
    case CellKind::kTheme:
      return first > 0 && cell.values[kThemeSentences] <= sentences;
    case CellKind::kStance:
      return first > 0 && cell.values[kScored] <= first &&
             cell.values[kStanceSentences] <= sentences;
    case CellKind::kLink:
      return cell.values[kScored] <= first && cell.values[kAuthorHits] <= first &&
             cell.values[kAuthorScored] <= cell.values[kScored];
    case CellKind::kTogether:
      return first <= cells.value(CellKind::kTheme, cell.a, kNoName, kThemeSentences) &&
             first <= cells.value(CellKind::kStance, cell.b, kNoName, kStanceSentences);
    case CellKind::kPair: {
      const std::int64_t x = cells.value(CellKind::kTheme, cell.a, kNoName, kThemeSentences);
      const std::int64_t y = cells.value(CellKind::kTheme, cell.b, kNoName, kThemeSentences);
      // Of a pair in a post the two need not have a sentence.
      return x >= 0 && y >= 0 && (first == 1 || (first <= x && first <= y));
    }
    case CellKind::kHolder:
      return first <= cells.value(CellKind::kHolder, cell.a, kNoName, kHits);
    case CellKind::kClass:
      return first <= sentences;
    default:
      return true;
  }
}

}  // namespace

std::optional<std::string_view> contradiction(const PostSummary& summary) {
  const std::set<std::string_view> names(summary.names.begin(), summary.names.end());
  if (names.size() != summary.names.size()) return "a name stands twice";
  if (names.count({}) > 0) return "a name is empty";
  Cells cells;
  if (!cells.fill(summary)) return "a cell comes twice";
  const auto sentences = static_cast<std::int64_t>(summary.sentences);
  for (const SummaryCell& cell : summary.cells) {
    if (!has_its_names(cell)) return "a cell has not the names of its kind";
    if (!counts_are_counts(cell)) return "a count is below 0";
    if (!is_contained(cell, cells, sentences)) return "a cell is larger than what contains it";
  }
  return std::nullopt;
}

}  // namespace tarn::aggregate
