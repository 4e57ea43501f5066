#include "evaluate/gates.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "base/numbers.h"
#include "format/rule_text.h"

namespace tarn::evaluate {
namespace {

bool is_table(const Row& row) {
  return row.table() == "accuracy" || row.table() == "agreement" || row.table() == "scale";
}

bool is_item(const Row& row, const std::string& item) {
  const std::string_view scope = row.text("scope");
  if (item.empty()) return scope == "label" || scope == "scale";
  return row.text("label") == item || (scope != "label" && scope == item);
}

/// "affect.fear (anna, ben)", "micro (gold, predicted)", "affect.fear (all)".
std::string place_of(const Row& row) {
  const std::string_view label = row.text("label");
  const bool accuracy = row.table() == "accuracy";
  const std::string_view a = row.text(accuracy ? "gold" : "a"),
                         b = row.text(accuracy ? "predicted" : "b");
  return fmt::format("{} ({})", label.empty() ? row.text("scope") : label,
                     a.empty() ? "all" : fmt::format("{}, {}", a, b));
}

std::string value_of(const Row& row, const std::string& measure) {
  std::string out = format_number(*row.number(measure));
  const auto low = row.number(measure + "_low"), high = row.number(measure + "_high");
  if (low && high) out += fmt::format(" [{}, {}]", format_number(*low), format_number(*high));
  return out;
}

/// Why a row trips the gate; empty where it does not.
std::string fault(const Row& row, const Gate& gate) {
  const auto value = row.number(gate.measure);
  if (!value)
    return fmt::format("{} of {} is undefined: {}", gate.measure, place_of(row),
                       row.reason(gate.measure));
  const auto least = gate.surely ? row.number(gate.measure + "_low") : value;
  if (!least)
    return fmt::format("{} of {} is {} and has no interval", gate.measure, place_of(row),
                       value_of(row, gate.measure));
  if (gate.above ? *least > gate.least : *least >= gate.least) return {};
  return fmt::format("{} of {} is {}", gate.measure, place_of(row), value_of(row, gate.measure));
}

/// Throws: says which measures there are, or which items the measure has.
[[noreturn]] void refuse(const std::vector<Row>& rows, const Gate& gate) {
  std::set<std::string> measures, items;
  for (const Row& row : rows) {
    if (!is_table(row)) continue;
    for (const auto& [name, item] : row.members())
      if (row.find(name + "_low") != nullptr || name == "spearman" || name == "observed" ||
          name.starts_with("alpha_"))
        measures.insert(name);
    if (row.find(gate.measure) != nullptr)
      items.emplace(row.text("label").empty() ? row.text("scope") : row.text("label"));
  }
  if (items.empty() || !measures.contains(gate.measure))
    throw ResourceError(fmt::format("gate '{}': no figure '{}'; there are: {}", gate.text,
                                    gate.measure, fmt::join(measures, ", ")));
  throw ResourceError(fmt::format("gate '{}': no {} of '{}'; there are: {}", gate.text,
                                  gate.measure, gate.item, fmt::join(items, ", ")));
}

}  // namespace

Gate parse_gate(std::string_view written) {
  GateText text(written);
  Gate gate;
  gate.text = written;
  gate.measure = text.until("[>");
  gate.item = text.bracket();
  if (gate.measure.empty() || !text.take_if(">"))
    text.fail("MEASURE>=NUMBER is wanted, such as kappa>=0.6 or f1[micro]>=0.7");
  gate.above = !text.take_if("=");
  const std::string words = text.until("!");
  const auto number = parse_decimal(words);
  if (!number) text.fail(fmt::format("'{}' is no number", words));
  gate.least = *number;
  gate.surely = text.take_if("!");
  if (!text.left().empty()) text.fail("nothing is wanted behind the '!'");
  return gate;
}

std::vector<Gate> read_gates(ByteSource& source) {
  std::vector<Gate> gates;
  for_each_rule(source, [&](std::string_view line) { gates.push_back(parse_gate(line)); });
  return gates;
}

std::vector<Trip> trips(const std::vector<Row>& rows, const std::vector<Gate>& gates) {
  std::vector<Trip> out;
  for (const Gate& gate : gates) {
    bool any = false;
    for (const Row& row : rows) {
      if (!is_table(row) || !is_item(row, gate.item) || row.find(gate.measure) == nullptr) continue;
      // Rows of this kind do not have the figure.
      if (!row.number(gate.measure) && row.reason(gate.measure).empty()) continue;
      any = true;
      if (std::string why = fault(row, gate); !why.empty())
        out.push_back({gate.text, std::move(why)});
    }
    if (!any) refuse(rows, gate);
  }
  return out;
}

}  // namespace tarn::evaluate
