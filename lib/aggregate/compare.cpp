#include "aggregate/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/numbers.h"
#include "format/json.h"

namespace tarn::aggregate {
namespace {

struct Measure {
  const char* name;
  const char* low;
  const char* high;
};

/// What is compared in a table: what names its rows, and its measures.
struct Compared {
  const char* table;
  std::vector<const char*> keys;
  std::vector<Measure> measures;
};

const std::vector<Compared>& compared_tables() {
  static const std::vector<Compared> tables = {
      {"coverage",
       {},
       {{"posts", "", ""},
        {"tokens", "", ""},
        {"no_stance_share", "", ""},
        {"default_holder_share", "", ""}}},
      {"theme",
       {"theme"},
       {{"rate", "low", "high"}, {"share", "share_low", "share_high"}, {"hits", "", ""}}},
      {"stance",
       {"label", "voice"},
       {{"rate", "low", "high"},
        {"mean", "mean_low", "mean_high"},
        {"score", "score_low", "score_high"},
        {"balance", "balance_low", "balance_high"},
        {"hits", "", ""}}},
      {"matrix", {"theme", "label"}, {{"mean", "low", "high"}, {"hits", "", ""}}},
      {"reflection", {"kind", "item"}, {{"share", "low", "high"}}},
      {"holders", {"dimension", "holder"}, {{"share", "low", "high"}}},
  };
  return tables;
}

std::string item_of(const Row& row, const Compared& compared) {
  std::string out;
  for (const char* key : compared.keys) {
    if (!out.empty()) out += ", ";
    out += row.text(key);
  }
  return out;
}

Measured measured(const Row& row, const Measure& measure) {
  return {row.number(measure.name), row.number(measure.low), row.number(measure.high)};
}

/// Rows by group and item.
using Keyed = std::map<std::pair<std::string, std::string>, const Row*>;

Keyed keyed(const Rows& rows, const Compared& compared) {
  Keyed out;
  for (const Row& row : rows.table(compared.table))
    out[{row.group_name(), item_of(row, compared)}] = &row;
  return out;
}

Change moved(const Measured& before, const Measured& now) {
  Change change;
  change.before = before;
  change.now = now;
  change.difference = difference(before, now);
  const auto& d = change.difference;
  if (d.value && *before.value != 0) change.relative = *d.value / std::fabs(*before.value);
  change.clear = d.low && d.high && (*d.low > 0 || *d.high < 0);
  return change;
}

/// Where a change stands.
struct Spot {
  const Compared& compared;
  const std::string& group;
  const std::string& item;

  void add(Change change, const Measure& measure, std::vector<Change>& out) const {
    change.table = compared.table;
    change.measure = measure.name;
    change.item = item;
    change.group = group;
    out.push_back(std::move(change));
  }
};

void add_moves(const Spot& spot, const Row& before, const Row& now, std::vector<Change>& out) {
  for (const Measure& measure : spot.compared.measures) {
    const Measured was = measured(before, measure), is = measured(now, measure);
    if (was.value && is.value) spot.add(moved(was, is), measure, out);
  }
}

/// A row that came or went is told once, by its first measure that is not withheld.
void add_lone(const Spot& spot, const Row& row, Change::Kind kind, std::vector<Change>& out) {
  const auto& measures = spot.compared.measures;
  const auto shown = std::find_if(measures.begin(), measures.end(), [&](const Measure& m) {
    return measured(row, m).value.has_value();
  });
  const Measure& measure = shown == measures.end() ? measures.back() : *shown;
  Change change;
  change.kind = kind;
  (kind == Change::Kind::kAppeared ? change.now : change.before) = measured(row, measure);
  spot.add(std::move(change), measure, out);
}

/// Name to hashes.
std::map<std::string, std::string> lexicons_of(const Rows& rows) {
  std::map<std::string, std::string> out;
  const auto coverage = rows.whole("coverage");
  JsonTree tree;
  if (coverage.empty() || tree.parse(coverage.front()->text("lexicons"))) return out;
  for (const JsonView lexicon : tree.root()) out[std::string(lexicon.key())] = lexicon.raw();
  return out;
}

std::vector<std::string> lexicon_changes(const Rows& baseline, const Rows& current) {
  const auto before = lexicons_of(baseline), now = lexicons_of(current);
  std::vector<std::string> out;
  for (const auto& [name, hash] : before) {
    const auto found = now.find(name);
    if (found == now.end())
      out.push_back(name + " is no longer used");
    else if (found->second != hash)
      out.push_back(name + " has changed");
  }
  for (const auto& [name, hash] : now)
    if (!before.contains(name)) out.push_back(name + " is new");
  return out;
}

bool trips_gate(const Gate& gate, const Change& change) {
  if (gate.table != change.table || (!gate.item.empty() && gate.item != change.item)) return false;
  if (gate.what == Gate::What::kNew) return change.kind == Change::Kind::kAppeared;
  if (gate.what == Gate::What::kGone) return change.kind == Change::Kind::kGone;
  if (change.kind != Change::Kind::kMoved || gate.measure != change.measure) return false;
  if (gate.clear_only && !change.clear) return false;
  // From nothing to something is more than any per cent.
  double size = gate.relative ? change.relative.value_or(0) * 100 : *change.difference.value;
  if (gate.relative && !change.relative && *change.difference.value != 0)
    size = std::copysign(HUGE_VAL, *change.difference.value);
  if (gate.direction == '+') return size > gate.limit;
  if (gate.direction == '-') return -size > gate.limit;
  return std::fabs(size) > gate.limit;
}

std::string reason_of(const Gate& gate, const Change& change) {
  const std::string where = change.group.empty() ? "" : " in " + change.group;
  if (gate.what == Gate::What::kNew)
    return fmt::format("{} {} is new{}", change.table, change.item, where);
  if (gate.what == Gate::What::kGone)
    return fmt::format("{} {} is gone{}", change.table, change.item, where);
  std::string out =
      fmt::format("{} {} of {}{}: {} to {}", change.table, change.measure,
                  change.item.empty() ? "the corpus" : change.item, where,
                  format_number(*change.before.value), format_number(*change.now.value));
  if (change.relative) out += fmt::format(" ({:+.1f} %)", *change.relative * 100);
  return out;
}

}  // namespace

Measured difference(const Measured& before, const Measured& now) {
  Measured out;
  if (!before.value || !now.value) return out;
  const double value = *now.value - *before.value;
  out.value = value;
  if (!before.low || !before.high || !now.low || !now.high) return out;
  out.low = value - std::hypot(*now.value - *now.low, *before.high - *before.value);
  out.high = value + std::hypot(*now.high - *now.value, *before.value - *before.low);
  return out;
}

Comparison compare(const Rows& baseline, const Rows& current) {
  Comparison out;
  for (const Compared& compared : compared_tables()) {
    const Keyed before = keyed(baseline, compared), now = keyed(current, compared);
    // A table that one side was not asked for says nothing.
    if (before.empty() || now.empty()) continue;
    Keyed all = before;
    all.insert(now.begin(), now.end());
    for (const auto& [key, row] : all) {
      const auto was = before.find(key), is = now.find(key);
      const Spot spot{compared, key.first, key.second};
      if (was == before.end())
        add_lone(spot, *row, Change::Kind::kAppeared, out.changes);
      else if (is == now.end())
        add_lone(spot, *row, Change::Kind::kGone, out.changes);
      else
        add_moves(spot, *was->second, *is->second, out.changes);
    }
  }
  out.lexicon_changes = lexicon_changes(baseline, current);
  return out;
}

std::vector<Trip> trips(const Comparison& comparison, const std::vector<Gate>& gates) {
  std::vector<Trip> out;
  for (const Gate& gate : gates) {
    if (gate.what == Gate::What::kLexicons) {
      for (const std::string& change : comparison.lexicon_changes)
        out.push_back({gate.text, "lexicon " + change});
      continue;
    }
    for (const Change& change : comparison.changes)
      if (trips_gate(gate, change)) out.push_back({gate.text, reason_of(gate, change)});
  }
  return out;
}

}  // namespace tarn::aggregate
