#include "cli/codes_report.h"

#include <fmt/format.h>

#include "cli/output.h"
#include "exchange/formats.h"
#include "format/json_members.h"

namespace tarn::cli {
namespace {

/// One line of the list: what the file has of the code, and why it has no place.
void append_line(std::string& out, const exchange::Unplaced& each) {
  const exchange::Code& code = each.code;
  JsonWriter json(out);
  JsonObject line(json);
  line.text("doc_id", each.document).text("code", code.label);
  optional_text(line, "coder", code.coder);
  if (code.start) line.whole("start", *code.start);
  if (code.end) line.whole("end", *code.end);
  optional_text(line, "quote", code.quote)
      .text("reason", each.reason)
      .text("file", code.place.file);
  if (code.place.line > 0) line.whole("line", code.place.line);
  line.close();
  json.literal("\n");
}

std::string shortened(std::string_view words) {
  constexpr std::size_t kMost = 60;
  if (words.size() <= kMost) return std::string(words);
  std::size_t end = kMost;
  while ((static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  return std::string(words.substr(0, end)) + "\xE2\x80\xA6";
}

}  // namespace

void tell_codes(App& app, const exchange::LayingReport& report, const std::string& unplaced) {
  for (const auto& [what, count] : report.mended()) {
    app.messages().warning({}, fmt::format("{}: {} {}", what, count, count == 1 ? "code" : "codes"),
                           "mended");
  }
  std::string list;
  for (const exchange::Unplaced& each : report.unplaced()) {
    const std::string quote =
        each.code.quote.empty() ? "" : fmt::format(" \"{}\"", shortened(each.code.quote));
    app.messages().warning(each.code.place,
                           fmt::format("{} of {}{} in '{}': {}", each.code.label,
                                       each.code.coder.empty() ? "nobody" : each.code.coder, quote,
                                       each.document, each.reason),
                           "unplaced");
    append_line(list, each);
  }
  if (!unplaced.empty()) {
    Output file(unplaced);
    file.write(list);
    file.commit();
  }
  const std::size_t lost = report.unplaced().size();
  app.messages().note(
      fmt::format("{} of {} codes placed", report.placed(), report.placed() + lost));
  app.set_findings(lost > 0);
}

void tell_left_out(App& app, const Diagnostics& told) {
  for (const Diagnostic& diagnostic : told) {
    app.messages().say(diagnostic);
    app.set_findings(diagnostic.code == "dropped");
  }
}

std::string shown_formats() {
  std::string out;
  for (const exchange::Format& format : exchange::formats()) {
    const char* direction = format.read == nullptr    ? "written"
                            : format.write == nullptr ? "read"
                                                      : "both";
    out += fmt::format("  {:<13} {:<8} {}\n", format.name, direction, format.line);
  }
  return out;
}

}  // namespace tarn::cli
