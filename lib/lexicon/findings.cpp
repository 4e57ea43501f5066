#include <fmt/format.h>

#include <set>

#include "format/json.h"
#include "lexicon/check.h"
#include "text/printable.h"

namespace tarn {
namespace {

std::string_view name_of(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

std::string text_line(const Diagnostic& finding) {
  return fmt::format("{}: {}: {} [{}]\n", shown(finding.place), name_of(finding.severity),
                     printable(finding.message), finding.code);
}

std::string json_line(const Diagnostic& finding) {
  return fmt::format(R"({{"file":{},"line":{},"column":{},"severity":"{}","code":{},"message":{}}})"
                     "\n",
                     json_string(finding.place.file), finding.place.line, finding.place.column,
                     name_of(finding.severity), json_string(finding.code),
                     json_string(finding.message));
}

/// Data of a workflow command: what would end it is escaped.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool escape = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    if (escape) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out;
}

std::string github_line(const Diagnostic& finding) {
  return fmt::format("::{} file={},line={},col={},title={}::{}\n", name_of(finding.severity),
                     escaped(finding.place.file, true), finding.place.line, finding.place.column,
                     escaped(finding.code, true), escaped(finding.message, false));
}

std::string sarif_result(const Diagnostic& finding) {
  std::string region;
  if (finding.place.line > 0) {
    region = fmt::format(
        R"(,"region":{{"startLine":{}{}}})", finding.place.line,
        finding.place.column > 0 ? fmt::format(R"(,"startColumn":{})", finding.place.column) : "");
  }
  return fmt::format(
      R"({{"ruleId":{},"level":"{}","message":{{"text":{}}},"locations":[{{"physicalLocation":)"
      R"({{"artifactLocation":{{"uri":{}}}{}}}}}]}})",
      json_string(finding.code), name_of(finding.severity), json_string(finding.message),
      json_string(finding.place.file), region);
}

std::string sarif(const Diagnostics& findings) {
  std::set<std::string> codes;
  for (const Diagnostic& finding : findings) codes.insert(finding.code);
  std::string rules;
  for (const std::string& code : codes) {
    rules += fmt::format(R"({}{{"id":{}}})", rules.empty() ? "" : ",", json_string(code));
  }
  std::string results;
  for (const Diagnostic& finding : findings) {
    results += (results.empty() ? "\n" : ",\n") + sarif_result(finding);
  }
  return fmt::format(
      R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",)"
      R"("runs":[{{"tool":{{"driver":{{"name":"tarn-lexicon","rules":[{}]}}}},"results":[{}]}}]}})"
      "\n",
      rules, results);
}

}  // namespace

std::string findings_text(const Diagnostics& findings, const std::string& format) {
  if (format == "sarif") return sarif(findings);
  std::string out;
  for (const Diagnostic& finding : findings) {
    out += format == "json"     ? json_line(finding)
           : format == "github" ? github_line(finding)
                                : text_line(finding);
  }
  return out;
}

}  // namespace tarn
