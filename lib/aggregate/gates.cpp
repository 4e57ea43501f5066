#include <fmt/format.h>

#include <algorithm>

#include "aggregate/compare.h"
#include "base/numbers.h"

namespace tarn::aggregate {
namespace {

/// Reads a gate from left to right.
class GateParser {
 public:
  explicit GateParser(std::string_view text) : text_(text), left_(text) {}

  Gate parse() {
    Gate gate;
    gate.text = text_;
    if (text_ == "lexicons") {
      gate.what = Gate::What::kLexicons;
      return gate;
    }
    const std::size_t end = left_.find_first_of("[.");
    if (end == std::string_view::npos) fail("TABLE.MEASURE>NUMBER, TABLE.new, TABLE.gone or lexicons is wanted");
    gate.table = take(end);
    if (left_.starts_with('[')) gate.item = bracket();
    if (!left_.starts_with('.')) fail("a '.' is wanted behind the table");
    left_.remove_prefix(1);
    const std::size_t op = std::min(left_.find('>'), left_.size());
    gate.measure = take(op);
    if (gate.measure.empty()) fail("a measure is wanted behind the '.'");
    if (left_.empty()) what(gate);
    else limit(gate);
    return gate;
  }

 private:
  [[noreturn]] void fail(std::string_view why) const {
    throw ResourceError(fmt::format("gate '{}': {}", text_, why));
  }

  std::string take(std::size_t size) {
    std::string out(left_.substr(0, size));
    left_.remove_prefix(size);
    const auto first = out.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(' ') - first + 1);
  }

  std::string bracket() {
    const std::size_t close = left_.find(']');
    if (close == std::string_view::npos) fail("the '[' has no ']'");
    left_.remove_prefix(1);
    std::string item = take(close - 1);
    left_.remove_prefix(1);
    return item;
  }

  void what(Gate& gate) {
    if (gate.measure == "new") gate.what = Gate::What::kNew;
    else if (gate.measure == "gone") gate.what = Gate::What::kGone;
    else fail("'>' and a number are wanted behind the measure");
    gate.measure.clear();
  }

  void limit(Gate& gate) {
    left_.remove_prefix(1);
    std::string rest = take(left_.size());
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
    if (!number || *number < 0) fail(fmt::format("'{}' is no number from 0 on", rest));
    gate.limit = *number;
  }

  std::string_view text_;
  std::string_view left_;
};

}  // namespace

Gate parse_gate(std::string_view text) { return GateParser(text).parse(); }

std::vector<Gate> read_gates(ByteSource& source) {
  const std::string all = read_all(source, std::size_t{1} << 20);
  std::vector<Gate> gates;
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    std::string_view text = std::string_view(all).substr(at, end - at);
    at = end + 1;
    ++line;
    while (text.ends_with(' ') || text.ends_with('\r') || text.ends_with('\t')) text.remove_suffix(1);
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    if (text.empty() || text.starts_with('#')) continue;
    try {
      gates.push_back(parse_gate(text));
    } catch (const ResourceError& error) {
      throw ResourceError({source.name(), line}, error.what());
    }
  }
  return gates;
}

}  // namespace tarn::aggregate
