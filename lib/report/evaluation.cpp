#include "report/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/numbers.h"

namespace tarn::report {
namespace {

using EvaluationRows = std::vector<const evaluate::Row*>;
constexpr const char* kNone = "(none)";
constexpr std::size_t kMostColumns = 8;
constexpr std::size_t kMostCells = 20;

EvaluationRows rows_of(const std::vector<evaluate::Row>& rows, std::string_view table) {
  EvaluationRows out;
  for (const evaluate::Row& row : rows)
    if (row.table() == table) out.push_back(&row);
  return out;
}

/// Rows that agree in two members, in the order of coming: one table each.
std::vector<EvaluationRows> parted(const EvaluationRows& rows, std::string_view first,
                                   std::string_view second) {
  std::vector<EvaluationRows> out;
  for (const evaluate::Row* row : rows) {
    const auto same = [&](const EvaluationRows& part) {
      return part.front()->text(first) == row->text(first) &&
             part.front()->text(second) == row->text(second);
    };
    const auto found = std::find_if(out.begin(), out.end(), same);
    if (found == out.end())
      out.push_back({row});
    else
      found->push_back(row);
  }
  return out;
}

std::string count(const evaluate::Row& row, std::string_view name) {
  const auto number = row.number(name);
  return number ? format_number(*number, 0) : "";
}

std::string plain(const evaluate::Row& row, std::string_view name) {
  const auto number = row.number(name);
  return number ? format_fixed(*number, 2) : row.reason(name).empty() ? "" : "–";
}

/// "0.81 [0.70, 0.90]"; "–" where it is undefined, nothing where rows of this kind have no such
/// figure.
std::string figure(const evaluate::Row& row, std::string_view name) {
  std::string out = plain(row, name);
  const auto low = row.number(std::string(name) + "_low"),
             high = row.number(std::string(name) + "_high");
  if (low && high) out += fmt::format(" [{}, {}]", format_fixed(*low, 2), format_fixed(*high, 2));
  return out;
}

std::string item(const evaluate::Row& row) {
  const std::string_view label = row.text("label");
  if (!label.empty()) return std::string(label);
  return fmt::format("({})", row.text("scope"));
}

/// Why figures are undefined, each reason once.
std::string reasons(const EvaluationRows& rows) {
  std::vector<std::string> seen;
  for (const evaluate::Row* row : rows) {
    std::string_view all = row->text("undefined");
    while (!all.empty()) {
      const std::size_t end = std::min(all.find("; "), all.size());
      const std::string_view one = all.substr(0, end);
      const std::string reason(one.substr(std::min(one.find(": ") + 2, one.size())));
      if (std::find(seen.begin(), seen.end(), reason) == seen.end()) seen.push_back(reason);
      all.remove_prefix(std::min(end + 2, all.size()));
    }
  }
  std::string out;
  for (const std::string& reason : seen) out += (out.empty() ? "Undefined: " : "; ") + reason;
  return out.empty() ? out : out + ".";
}

/// A column: its head, and which member of a row it shows, how.
struct Column {
  enum class Kind { kItem, kText, kCount, kPlain, kFigure };
  const char* head;
  Kind kind;
  const char* member = "";
};
using Kind = Column::Kind;

std::string cell_of(const evaluate::Row& row, const Column& column) {
  switch (column.kind) {
    case Kind::kItem:
      return item(row);
    case Kind::kText:
      return std::string(row.text(column.member));
    case Kind::kCount:
      return count(row, column.member);
    case Kind::kPlain:
      return plain(row, column.member);
    case Kind::kFigure:
      return figure(row, column.member);
  }
  return {};
}

Table table_of(std::string caption, const EvaluationRows& rows,
               const std::vector<Column>& columns) {
  Table out;
  out.caption = std::move(caption);
  for (const Column& column : columns) out.columns.emplace_back(column.head);
  for (const evaluate::Row* row : rows) {
    auto& cells = out.rows.emplace_back();
    for (const Column& column : columns) cells.push_back({cell_of(*row, column), {}});
  }
  out.note = reasons(rows);
  return out;
}

Section coded_section(const std::vector<evaluate::Row>& rows) {
  Section out{"coded", "Who coded what", {}};
  for (const evaluate::Row* row : rows_of(rows, "join")) {
    std::string text =
        fmt::format("{} posts; the unit is the {}.", count(*row, "posts"), row->text("unit"));
    if (row->number("gold_only").value_or(0) + row->number("read_only").value_or(0) > 0)
      text += fmt::format(" Left out: {} in the gold codes only, {} without gold codes.",
                          count(*row, "gold_only"), count(*row, "read_only"));
    out.blocks.emplace_back(Paragraph{text, false});
  }
  const EvaluationRows coded = rows_of(rows, "coded");
  if (coded.empty()) return out;
  out.blocks.emplace_back(table_of("Posts and codes", coded,
                                   {{"coder", Kind::kText, "coder"},
                                    {"coded", Kind::kCount, "coded"},
                                    {"of them empty", Kind::kCount, "empty"},
                                    {"absent", Kind::kCount, "absent"},
                                    {"codes", Kind::kCount, "codes"},
                                    {"other labels", Kind::kCount, "left_out"},
                                    {"outside units", Kind::kCount, "outside"}}));
  return out;
}

Section accuracy_section(const std::vector<evaluate::Row>& rows) {
  Section out{"accuracy", "Accuracy", {}};
  for (const EvaluationRows& part : parted(rows_of(rows, "accuracy"), "gold", "predicted"))
    out.blocks.emplace_back(
        table_of(fmt::format("{} against {}: {} posts", part.front()->text("predicted"),
                             part.front()->text("gold"), count(*part.front(), "posts")),
                 part,
                 {{"label", Kind::kItem},
                  {"in gold", Kind::kCount, "in_gold"},
                  {"predicted", Kind::kCount, "in_predicted"},
                  {"precision", Kind::kFigure, "precision"},
                  {"recall", Kind::kFigure, "recall"},
                  {"F1", Kind::kFigure, "f1"}}));
  return out;
}

Section agreement_section(const std::vector<evaluate::Row>& rows) {
  Section out{"agreement", "Agreement", {}};
  for (const EvaluationRows& part : parted(rows_of(rows, "agreement"), "a", "b")) {
    const evaluate::Row& first = *part.front();
    const bool all = first.text("a").empty();
    const auto shape =
        fmt::format("{} posts, {} units", count(first, "posts"), count(first, "units"));
    std::vector<Column> columns = {{"label", Kind::kItem},
                                   {"prevalence", Kind::kPlain, "prevalence"},
                                   {"observed", Kind::kPlain, "observed"}};
    columns.push_back(all ? Column{"Fleiss' kappa", Kind::kFigure, "fleiss"}
                          : Column{"kappa", Kind::kFigure, "kappa"});
    columns.push_back({"AC1", Kind::kFigure, "ac1"});
    columns.push_back({"alpha", Kind::kFigure, "alpha"});
    out.blocks.emplace_back(
        table_of(all ? fmt::format("All coders: {}", shape)
                     : fmt::format("{} and {}: {}", first.text("a"), first.text("b"), shape),
                 part, columns));
  }
  if (!out.blocks.empty())
    out.blocks.emplace_back(
        Paragraph{"Kappa falls where a label is rare or nearly everywhere: read it beside the "
                  "prevalence and AC1. An alpha of .80 and above counts as "
                  "reliable, one from .667 as good for tentative conclusions (Krippendorff 2018).",
                  false});
  return out;
}

Section scale_section(const std::vector<evaluate::Row>& rows) {
  Section out{"scale", "Scales and scores", {}};
  for (const EvaluationRows& part : parted(rows_of(rows, "scale"), "a", "b")) {
    const evaluate::Row& first = *part.front();
    const bool all = first.text("a").empty();
    std::vector<Column> columns = {{"label", Kind::kItem}, {"units", Kind::kCount, "units"}};
    if (!all) {
      columns.push_back({"r", Kind::kFigure, "pearson"});
      columns.push_back({"rho", Kind::kPlain, "spearman"});
      columns.push_back({"kappa, linear", Kind::kPlain, "kappa_linear"});
      columns.push_back({"quadratic", Kind::kPlain, "kappa_quadratic"});
    }
    columns.push_back({"alpha, ordinal", Kind::kPlain, "alpha_ordinal"});
    columns.push_back({"interval", Kind::kPlain, "alpha_interval"});
    columns.push_back({"ratio", Kind::kPlain, "alpha_ratio"});
    out.blocks.emplace_back(
        table_of(all ? "All coders" : fmt::format("{} and {}", first.text("a"), first.text("b")),
                 part, columns));
  }
  return out;
}

std::string label_or_none(std::string_view label) {
  return label.empty() ? kNone : std::string(label);
}

/// The whole table where it is small, else the cells off the diagonal with the most units.
Table confusion_table(const EvaluationRows& rows) {
  const std::string a(rows.front()->text("a")), b(rows.front()->text("b"));
  Table out;
  std::vector<std::string> columns, lines;
  const auto add = [](std::vector<std::string>& list, const std::string& label) {
    if (std::find(list.begin(), list.end(), label) == list.end()) list.push_back(label);
  };
  std::map<std::pair<std::string, std::string>, double> cells;
  for (const evaluate::Row* row : rows) {
    const std::string x = label_or_none(row->text("label_a")),
                      y = label_or_none(row->text("label_b"));
    cells[{x, y}] = row->number("units").value_or(0);
    add(lines, x);
    add(columns, y);
  }
  const auto none_last = [](std::vector<std::string>& list) {
    std::sort(list.begin(), list.end(),
              [](auto& x, auto& y) { return std::pair(x == kNone, x) < std::pair(y == kNone, y); });
  };
  none_last(lines);
  none_last(columns);
  if (columns.size() <= kMostColumns && lines.size() <= 2 * kMostColumns) {
    out.caption = fmt::format("Rows: {}; columns: {}", a, b);
    out.columns.push_back("");
    out.columns.insert(out.columns.end(), columns.begin(), columns.end());
    for (const std::string& line : lines) {
      auto& row = out.rows.emplace_back();
      row.push_back({line, {}});
      for (const std::string& column : columns) {
        const auto found = cells.find({line, column});
        row.push_back({found == cells.end() ? "0" : format_number(found->second, 0), {}});
      }
    }
    return out;
  }
  std::vector<std::pair<double, std::pair<std::string, std::string>>> most;
  for (const auto& [cell, units] : cells)
    if (cell.first != cell.second) most.emplace_back(-units, cell);
  std::sort(most.begin(), most.end());
  out.caption = fmt::format("{} and {}: the largest of {} confusions", a, b, most.size());
  out.columns = {a, b, "units"};
  for (std::size_t i = 0; i < std::min(most.size(), kMostCells); ++i)
    out.rows.push_back({{most[i].second.first, {}},
                        {most[i].second.second, {}},
                        {format_number(-most[i].first, 0), {}}});
  return out;
}

Section confusion_section(const std::vector<evaluate::Row>& rows) {
  Section out{"confusion", "Confusions", {}};
  for (const EvaluationRows& part : parted(rows_of(rows, "confusion"), "a", "b"))
    out.blocks.emplace_back(confusion_table(part));
  return out;
}

}  // namespace

Document evaluation_document(const std::vector<evaluate::Row>& rows,
                             const std::vector<evaluate::Trip>& trips) {
  Document out;
  out.title = "Evaluation";
  for (Section& section :
       std::vector<Section>{coded_section(rows), accuracy_section(rows), agreement_section(rows),
                            scale_section(rows), confusion_section(rows)})
    if (!section.blocks.empty()) out.sections.push_back(std::move(section));
  if (trips.empty()) return out;
  Section gates{"gates", "Gates", {}};
  for (const evaluate::Trip& trip : trips)
    gates.blocks.emplace_back(Paragraph{fmt::format("{}: {}", trip.gate, trip.reason), true});
  out.sections.push_back(std::move(gates));
  return out;
}

}  // namespace tarn::report
