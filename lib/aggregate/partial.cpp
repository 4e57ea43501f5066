#include "aggregate/partial.h"

#include <fmt/format.h>

#include <iterator>

#include "format/json_cursor.h"

namespace tarn::aggregate {
namespace {

constexpr std::string_view kOpening = R"({"schema":"tarn.partial/1","options":)";

void append_strings(std::string& out, const std::vector<std::string>& strings) {
  out += '[';
  for (std::size_t i = 0; i < strings.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, strings[i]);
  }
  out += ']';
}

void append_optional(std::string& out, const std::optional<std::string>& text) {
  if (text)
    append_json_string(out, *text);
  else
    out += "null";
}

void append_cell(std::string& out, const SummaryCell& cell) {
  fmt::format_to(std::back_inserter(out), "[{},{},{},{}", static_cast<int>(cell.kind),
                 static_cast<int>(cell.voice), cell.a, cell.b);
  for (std::size_t i = 0; i < kValues[static_cast<std::size_t>(cell.kind)]; ++i)
    fmt::format_to(std::back_inserter(out), ",{}", cell.values[i]);
  out += ']';
}

void append_evidence(std::string& out, const PostSummary& summary) {
  out += ",\"post\":[";
  append_optional(out, summary.post.date);
  out += ',';
  append_optional(out, summary.post.url);
  out += ',';
  append_optional(out, summary.post.title);
  out += ',' + summary.post.authors + "],\"evidence\":[";
  for (const EvidenceSentence& item : summary.evidence) {
    if (&item != summary.evidence.data()) out += ',';
    fmt::format_to(std::back_inserter(out), "[{},", item.sentence);
    append_json_string(out, item.text);
    out += ',' + item.spans;
    for (const auto& [theme, label] : item.cells)
      fmt::format_to(std::back_inserter(out), ",[{},{}]", theme, label);
    out += ']';
  }
  out += ']';
}

}  // namespace

bool is_partial(std::string_view line) { return line.starts_with(R"({"schema":"tarn.partial/)"); }

void append_partial(std::string& out, const PostSummary& summary, std::string_view shape) {
  out += kOpening;
  append_json_string(out, shape);
  out += ",\"doc_id\":";
  append_json_string(out, summary.doc_id);
  fmt::format_to(std::back_inserter(out),
                 ",\"day\":\"{}\",\"counts\":[{},{},{},{},{},{},{},{}],\"fields\":[", summary.day,
                 summary.tokens, summary.sentences, summary.theme_hits, summary.theme_sentences,
                 summary.stance_hits, summary.stance_sentences, summary.default_hits,
                 summary.annotated ? 1 : 0);
  for (std::size_t i = 0; i < summary.fields.size(); ++i) {
    if (i > 0) out += ',';
    append_strings(out, summary.fields[i]);
  }
  out += "],\"lexicons\":[";
  for (std::size_t i = 0; i < summary.lexicons.size(); ++i) {
    if (i > 0) out += ',';
    append_strings(out, {summary.lexicons[i].first, summary.lexicons[i].second});
  }
  out += "],\"names\":";
  append_strings(out, summary.names);
  out += ",\"cells\":[";
  for (std::size_t i = 0; i < summary.cells.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, summary.cells[i]);
  }
  out += ']';
  if (!summary.evidence.empty()) append_evidence(out, summary);
  out += "}\n";
}

}  // namespace tarn::aggregate
