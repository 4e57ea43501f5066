#include <algorithm>

#include "aggregate/compare.h"
#include "base/numbers.h"
#include "format/rule_text.h"

namespace tarn::aggregate {
namespace {

void read_what(const GateText& text, Gate& gate) {
  if (gate.measure == "new")
    gate.what = Gate::What::kNew;
  else if (gate.measure == "gone")
    gate.what = Gate::What::kGone;
  else
    text.fail("'>' and a number are wanted behind the measure");
  gate.measure.clear();
}

void read_limit(GateText& text, Gate& gate) {
  std::string rest = text.until("");
  if (rest.ends_with('!')) {
    gate.clear_only = true;
    rest.pop_back();
  }
  if (rest.ends_with('%')) {
    gate.relative = true;
    rest.pop_back();
  }
  if (rest.starts_with('+') || rest.starts_with('-')) {
    gate.direction = rest[0];
    rest.erase(0, 1);
  }
  while (rest.ends_with(' ')) rest.pop_back();
  while (rest.starts_with(' ')) rest.erase(0, 1);
  const auto number = parse_decimal(rest);
  if (!number || *number < 0) text.fail("'" + rest + "' is no number from 0 on");
  gate.limit = *number;
}

}  // namespace

Gate parse_gate(std::string_view written) {
  GateText text(written);
  Gate gate;
  gate.text = written;
  if (written == "lexicons") {
    gate.what = Gate::What::kLexicons;
    return gate;
  }
  gate.table = text.until("[.");
  if (text.left().empty())
    text.fail("TABLE.MEASURE>NUMBER, TABLE.new, TABLE.gone or lexicons is wanted");
  gate.item = text.bracket();
  if (!text.take_if(".")) text.fail("a '.' is wanted behind the table");
  gate.measure = text.until(">");
  if (gate.measure.empty()) text.fail("a measure is wanted behind the '.'");
  if (text.take_if(">"))
    read_limit(text, gate);
  else
    read_what(text, gate);
  return gate;
}

std::vector<Gate> read_gates(ByteSource& source) {
  std::vector<Gate> gates;
  for_each_rule(source, [&](std::string_view line) { gates.push_back(parse_gate(line)); });
  return gates;
}

}  // namespace tarn::aggregate
