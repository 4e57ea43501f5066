// The forms in which a comparison is told.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "aggregate/compare.h"
#include "base/numbers.h"
#include "format/json.h"
#include "format/markdown_write.h"
#include "format/xml_write.h"
#include "text/printable.h"

namespace tarn::aggregate {
namespace {

std::string shown(const Measured& m) {
  if (!m.value) return "NA";
  std::string out = format_number(*m.value);
  if (m.low && m.high)
    out += fmt::format(" [{}, {}]", format_number(*m.low), format_number(*m.high));
  return out;
}

std::string relative_of(const Change& change) {
  return change.relative ? fmt::format("{:+.1f} %", *change.relative * 100) : "";
}

/// The changes worth telling: those that are not nothing, the clear ones first, then by relative
/// size.
struct Told {
  std::vector<const Change*> changes;
  std::string
      rest;  ///< about those beyond the most that are told: a line without its end, or empty
};

Told worth_telling(const Comparison& comparison, std::size_t most) {
  std::vector<const Change*> out;
  for (const Change& change : comparison.changes) {
    if (change.kind != Change::Kind::kMoved || *change.difference.value != 0)
      out.push_back(&change);
  }
  const auto size = [](const Change* c) { return c->relative ? std::fabs(*c->relative) : 1.0; };
  std::stable_sort(out.begin(), out.end(), [&](const Change* a, const Change* b) {
    if (a->clear != b->clear) return a->clear;
    return size(a) > size(b);
  });
  if (out.empty()) return {{}, "nothing moved"};
  if (out.size() <= most) return {std::move(out), ""};
  const std::size_t beyond = out.size() - most;
  out.resize(most);
  return {std::move(out),
          fmt::format("{}{} change{}", beyond, most == 0 ? "" : " more", beyond == 1 ? "" : "s")};
}

std::string kind_of(const Change& change) {
  if (change.kind == Change::Kind::kAppeared) return "new";
  if (change.kind == Change::Kind::kGone) return "gone";
  return change.clear ? "moved" : "within noise";
}

std::string name_of(const Change& change) {
  std::string out = change.item.empty() ? change.table : change.item;
  if (!change.group.empty()) out += " (" + change.group + ")";
  return printable(out);
}

std::string text_form(const Comparison& comparison, const std::vector<Trip>& tripped,
                      std::size_t most) {
  std::string out;
  const auto add = [&](const std::string& line) { out += line + '\n'; };
  for (const std::string& change : comparison.lexicon_changes)
    add("lexicon " + printable(change) + ": figures may differ for that alone");
  const Told told = worth_telling(comparison, most);
  for (const Change* change : told.changes)
    add(fmt::format("{:<12} {}.{} {}: {} -> {}  {}", kind_of(*change), change->table,
                    change->measure, name_of(*change), shown(change->before), shown(change->now),
                    relative_of(*change)));
  if (!told.rest.empty()) add(told.rest);
  for (const Trip& trip : tripped)
    add(fmt::format("gate {} tripped: {}", printable(trip.gate), printable(trip.reason)));
  return out;
}

std::string markdown_form(const Comparison& comparison, const std::vector<Trip>& tripped,
                          std::size_t most) {
  std::string out = tripped.empty()
                        ? "**No gate tripped.**\n\n"
                        : fmt::format("**{} {} a gate.**\n\n", tripped.size(),
                                      tripped.size() == 1 ? "change trips" : "changes trip");
  for (const Trip& trip : tripped)
    out += fmt::format("- `{}`: {}\n", trip.gate, markdown_text(trip.reason));
  if (!tripped.empty()) out += '\n';
  for (const std::string& change : comparison.lexicon_changes)
    out += "- lexicon " + markdown_text(change) + ": figures may differ for that alone\n";
  if (!comparison.lexicon_changes.empty()) out += '\n';
  const Told told = worth_telling(comparison, most);
  if (!told.changes.empty()) {
    out +=
        "| what | measure | baseline | now | difference | relative |\n"
        "|:--|:--|--:|--:|--:|--:|\n";
  }
  for (const Change* change : told.changes)
    out += fmt::format("| {} ({}) | {}.{} | {} | {} | {} | {} |\n", markdown_text(name_of(*change)),
                       kind_of(*change), change->table, change->measure, shown(change->before),
                       shown(change->now), shown(change->difference), relative_of(*change));
  if (!told.rest.empty()) out += (told.changes.empty() ? "" : "\n") + told.rest + '\n';
  return out;
}

void append_json(std::string& out, std::string_view name, const std::optional<double>& value) {
  out += fmt::format(",\"{}\":{}", name, value ? format_number(*value) : "null");
}

/// One object a line: changes, then trips.
std::string json_form(const Comparison& comparison, const std::vector<Trip>& tripped) {
  std::string out;
  for (const Change& change : comparison.changes) {
    out += fmt::format(
        R"({{"schema":"tarn.change/1","kind":"{}","table":{},"measure":{},"item":{},"group":{})",
        kind_of(change), json_string(change.table), json_string(change.measure),
        json_string(change.item), json_string(change.group));
    append_json(out, "before", change.before.value);
    append_json(out, "before_low", change.before.low);
    append_json(out, "before_high", change.before.high);
    append_json(out, "now", change.now.value);
    append_json(out, "now_low", change.now.low);
    append_json(out, "now_high", change.now.high);
    append_json(out, "difference", change.difference.value);
    append_json(out, "low", change.difference.low);
    append_json(out, "high", change.difference.high);
    append_json(out, "relative", change.relative);
    out += change.clear ? ",\"clear\":true}\n" : ",\"clear\":false}\n";
  }
  for (const Trip& trip : tripped)
    out += fmt::format("{{\"schema\":\"tarn.trip/1\",\"gate\":{},\"reason\":{}}}\n",
                       json_string(trip.gate), json_string(trip.reason));
  return out;
}

std::string xml(std::string_view text) { return xml_attribute(printable(text)); }

/// One test case a gate; each of its trips is a line of the failure.
std::string junit_form(const std::vector<Gate>& gates, const std::vector<Trip>& tripped) {
  std::size_t failures = 0;
  std::string cases;
  for (const Gate& gate : gates) {
    std::string reasons;
    for (const Trip& trip : tripped)
      if (trip.gate == gate.text) reasons += xml(trip.reason) + '\n';
    cases += fmt::format("  <testcase classname=\"tarn-compare\" name=\"{}\"", xml(gate.text));
    if (reasons.empty()) {
      cases += "/>\n";
      continue;
    }
    ++failures;
    cases += fmt::format(">\n    <failure message=\"gate tripped\">{}</failure>\n  </testcase>\n",
                         reasons);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"tarn-compare\" tests=\"{}\" "
      "failures=\"{}\">\n{}</testsuite>\n",
      gates.size(), failures, cases);
}

/// Workflow commands: % and line ends are escaped as GitHub wants.
std::string github_form(const Comparison& comparison, const std::vector<Trip>& tripped) {
  const auto safe = [](std::string_view text) {
    std::string out;
    for (const char c : printable(text)) out += c == '%' ? std::string("%25") : std::string(1, c);
    return out;
  };
  std::string out;
  for (const std::string& change : comparison.lexicon_changes)
    out += "::warning title=tarn-compare::lexicon " + safe(change) + "\n";
  for (const Trip& trip : tripped)
    out += fmt::format("::error title=tarn-compare::gate {} tripped: {}\n", safe(trip.gate),
                       safe(trip.reason));
  return out;
}

}  // namespace

std::string write_comparison(const Comparison& comparison, const std::vector<Gate>& gates,
                             const std::vector<Trip>& tripped, std::string_view form,
                             std::size_t most) {
  if (form == "markdown") return markdown_form(comparison, tripped, most);
  if (form == "json") return json_form(comparison, tripped);
  if (form == "junit") return junit_form(gates, tripped);
  if (form == "github") return github_form(comparison, tripped);
  return text_form(comparison, tripped, most);
}

}  // namespace tarn::aggregate
