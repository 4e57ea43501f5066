#include "cli/concordance_output.h"

#include <functional>
#include <vector>

#include "base/numbers.h"
#include "cli/terminal.h"
#include "report/concordance.h"

namespace tarn::cli {
namespace {

KwicOrder order_of(const std::string& name) {
  if (name == "left") return KwicOrder::kLeft;
  if (name == "right") return KwicOrder::kRight;
  if (name == "node") return KwicOrder::kNode;
  return KwicOrder::kText;
}

using Append = std::function<void(const KwicLine&, std::string&)>;

Append append_of(const ConcordanceOutput& form) {
  if (form.format == "jsonl") return report::append_json;
  if (form.format == "csv")
    return [&form](const KwicLine& line, std::string& out) {
      report::append_csv(line, out, form.of_disagreements);
    };
  if (form.format == "html") return report::append_html;
  const std::size_t width =
      form.width > 0 ? static_cast<std::size_t>(form.width) : terminal_width(100);
  return [layout = report::ConcordanceLayout{width, wants_colour()}](
             const KwicLine& line, std::string& out) { report::append_text(line, layout, out); };
}

void begin(App& app, const ConcordanceOutput& form) {
  if (form.format == "csv") app.output().write(report::csv_header(form.of_disagreements));
  if (form.format == "html") app.output().write(report::html_start(form.title));
}

void end(App& app, const ConcordanceOutput& form) {
  if (form.format == "html") app.output().write(report::html_end());
}

}  // namespace

std::optional<std::size_t> parse_window(const std::string& text) {
  if (text == "sentence") return std::nullopt;
  const auto tokens = parse_integer(text);
  if (!tokens || *tokens < 0 || *tokens > 1000)
    throw ResourceError("--window is '" + text +
                        "', 'sentence' or a number from 0 to 1000 is wanted");
  return static_cast<std::size_t>(*tokens);
}

void write_lines(App& app, std::vector<KwicLine> lines, const ConcordanceOutput& form) {
  const Append append = append_of(form);
  begin(app, form);
  sort_lines(lines, order_of(form.sort));
  for (const KwicLine& line : lines) {
    std::string out;
    append(line, out);
    app.output().write(out);
  }
  end(app, form);
}

void write_concordance(App& app, const Kwic& kwic, const ConcordanceOutput& form) {
  if (form.sort != "text") {
    std::vector<KwicLine> lines;
    app.fold_records<std::vector<KwicLine>>([&](Record& record) { return kwic(record); },
                                            [&](std::vector<KwicLine>&& found) {
                                              for (KwicLine& line : found)
                                                lines.push_back(std::move(line));
                                            });
    write_lines(app, std::move(lines), form);
    return;
  }
  const Append append = append_of(form);
  begin(app, form);
  app.render_records([&](Record& record, std::string& out) {
    for (const KwicLine& line : kwic(record)) append(line, out);
  });
  end(app, form);
}

}  // namespace tarn::cli
