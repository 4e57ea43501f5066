#include "report/concordance.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/numbers.h"
#include "format/csv_write.h"
#include "format/json.h"
#include "report/html.h"
#include "report/style.h"
#include "text/printable.h"
#include "text/width.h"

namespace tarn::report {
namespace {

/// One line, runs of white space as one space, safe to show.
std::string flat(std::string_view text) {
  std::string out;
  for (const char c : printable(text, "\n\t")) {
    const bool space = c == '\n' || c == '\t' || c == ' ';
    if (!space)
      out += c;
    else if (out.empty() || out.back() != ' ')
      out += ' ';
  }
  return out;
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

/// What a hit says beside its words: "affect.fear 2 other:clinician", "affect.fear, anna; not ben
/// (affect.joy)".
std::string meaning(const KwicLine& line) {
  std::string out = line.label;
  if (line.score) out += ' ' + format_number(*line.score);
  if (!line.holder.empty()) out += ' ' + line.holder;
  if (!line.coder.empty()) out += ", " + line.coder;
  if (!line.against.empty()) out += fmt::format("; not {}", fmt::join(line.against, ", "));
  if (!line.instead.empty()) out += fmt::format(" ({})", fmt::join(line.instead, ", "));
  return printable(out);
}

/// A node of whole paragraphs, as people code them, with its middle left out.
std::string shortened(const std::string& node, std::size_t columns) {
  if (display_width(node) <= columns) return node;
  const std::size_t half = (columns - 1) / 2;
  return std::string(fit_start(node, half)) + "…" + std::string(fit_end(node, half));
}

}  // namespace

void append_text(const KwicLine& line, const ConcordanceLayout& layout, std::string& out) {
  constexpr std::size_t kPlace = 18;
  const std::string place = printable(line.doc_id) + ':' + std::to_string(line.start);
  const std::string node = shortened(flat(line.node), std::max<std::size_t>(layout.width / 2, 20)),
                    left = flat(line.left), right = flat(line.right);
  const std::string tail = meaning(line);
  const std::size_t tail_width =
      tail.empty() ? 0
                   : std::min<std::size_t>(display_width(tail),
                                           layout.width / (line.against.empty() ? 4 : 3)) +
                         2;
  const std::size_t node_width = display_width(node);
  const std::size_t fixed = kPlace + 2 + tail_width + node_width;
  const std::size_t room = layout.width > fixed + 20 ? layout.width - fixed : 20;
  // The node begins in the same column on every line, whatever stands behind it.
  const std::size_t left_room =
      layout.width > kPlace + 30 ? (layout.width - kPlace - 2) * 2 / 5 : 10;
  const std::size_t right_room = room > left_room ? room - left_room : 10;

  const std::string_view shown_place = fit_end(place, kPlace);
  const std::string_view shown_left = fit_end(left, left_room);
  const std::string_view shown_right = fit_start(right, right_room);
  out += shown_place;
  out += spaces(kPlace - display_width(shown_place) + 2);
  out += spaces(left_room - display_width(shown_left));
  out += shown_left;
  out += layout.colour ? "\x1b[1m" + node + "\x1b[0m" : node;
  out += shown_right;
  if (!tail.empty()) {
    out += spaces(right_room - display_width(shown_right) + 2);
    out += fit_start(tail, tail_width - 2);
  }
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}

void append_json(const KwicLine& line, std::string& out) {
  const auto text = [&](std::string_view name, std::string_view value) {
    out += fmt::format(",\"{}\":", name);
    if (value.empty())
      out += "null";
    else
      append_json_string(out, value);
  };
  const auto list = [&](std::string_view name, const std::vector<std::string>& values) {
    out += fmt::format(",\"{}\":[", name);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out += ',';
      append_json_string(out, values[i]);
    }
    out += ']';
  };
  out += R"({"schema":"tarn.kwic/1","doc_id":)";
  append_json_string(out, line.doc_id);
  out += fmt::format(R"(,"sentence":{},"start":{},"end":{})", line.sentence, line.start, line.end);
  for (const auto& [name, value] :
       {std::pair{"left", &line.left}, {"node", &line.node}, {"right", &line.right}}) {
    out += fmt::format(",\"{}\":", name);
    append_json_string(out, *value);
  }
  text("layer", line.layer);
  text("label", line.label);
  out += ",\"score\":" + (line.score ? format_number(*line.score) : "null");
  text("holder", line.holder);
  text("voice", line.voice);
  text("coder", line.coder);
  if (!line.against.empty()) {
    list("against", line.against);
    list("instead", line.instead);
  }
  text("date", line.date);
  text("title", line.title);
  text("url", line.url);
  out += "}\n";
}

std::string csv_header(bool of_disagreements) {
  return std::string(
             "doc_id,sentence,start,end,left,node,right,layer,label,score,holder,voice,date,title,"
             "url,coder") +
         (of_disagreements ? ",against,instead\n" : "\n");
}

void append_csv(const KwicLine& line, std::string& out, bool of_disagreements) {
  append_csv_text(out, line.doc_id);
  out += fmt::format(",{},{},{}", line.sentence, line.start, line.end);
  const std::string score = line.score ? format_number(*line.score) : std::string();
  for (const std::string* cell : {&line.left, &line.node, &line.right, &line.layer, &line.label}) {
    out += ',';
    append_csv_text(out, *cell);
  }
  out += ',';
  append_csv_cell(out, score);
  for (const std::string* cell :
       {&line.holder, &line.voice, &line.date, &line.title, &line.url, &line.coder}) {
    out += ',';
    append_csv_text(out, *cell);
  }
  for (const auto* names : {&line.against, &line.instead}) {
    if (!of_disagreements) break;
    out += ',';
    append_csv_text(out, fmt::format("{}", fmt::join(*names, "; ")));
  }
  out += '\n';
}

std::string html_start(const std::string& title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>{0}</title>\n<style>\n{1}"
      "main.kwic{{max-width:none}}.kwic td{{border:0;white-space:pre;text-align:left}}.kwic "
      "td.left{{text-align:right}}\n</style>\n</head>\n"
      "<body>\n<main class=\"kwic\">\n<h1>{0}</h1>\n<div class=\"scroll\" role=\"region\" "
      "tabindex=\"0\" aria-label=\"Concordance\">\n<table class=\"kwic\">\n"
      "<thead><tr><th scope=\"col\">post</th><th scope=\"col\">left</th><th "
      "scope=\"col\">node</th><th scope=\"col\">right</th><th "
      "scope=\"col\">as</th></tr></thead>\n<tbody>\n",
      escaped(title), kStyle);
}

void append_html(const KwicLine& line, std::string& out) {
  out += fmt::format(
      "<tr><td>{}</td><td class=\"left\">{}</td><td><mark "
      "class=\"stance\">{}</mark></td><td>{}</td><td>{}</td></tr>\n",
      link(line.url, line.title.empty() ? line.doc_id : line.title), foreign(flat(line.left)),
      foreign(flat(line.node)), foreign(flat(line.right)), escaped(meaning(line)));
}

std::string html_end() { return "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n"; }

}  // namespace tarn::report
