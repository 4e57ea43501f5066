// Reports of rows and posts with any strings and numbers in them: the page parses, holds nothing
// that could act, cells of CSV are no formulas, text has no control characters. An input that
// begins with '{' is lines of JSON; of others the bytes choose rows of tests/data/report/rows.jsonl
// and what their values become.
#include "report/report.h"

#include <array>
#include <sstream>

#include "base/bytes.h"
#include "format/csv.h"
#include "format/html.h"
#include "fuzz.h"
#include "report/concordance.h"

using namespace tarn;
using fuzz::expect;

namespace {

constexpr std::array<std::string_view, 50> kElements = {
    "html",    "head",   "meta",       "title",   "style",   "body",       "header", "h1",
    "h2",      "h3",     "p",          "nav",     "ul",      "li",         "a",      "main",
    "section", "div",    "table",      "caption", "thead",   "tbody",      "tr",     "th",
    "td",      "figure", "figcaption", "details", "summary", "blockquote", "footer", "bdi",
    "b",       "mark",   "span",       "svg",     "desc",    "text",       "line",   "rect",
    "path",    "circle", "defs",       "pattern", "g",       "dl",         "dt",     "dd",
    "small",   "code"};

template <typename Range>
bool is_one_of(const Range& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

void check_page(const std::string& page) {
  const HtmlDocument document(page);
  const auto root = document.root();
  if (!root) return;  // larger than a parser is given
  const auto all = root->all("*");
  (void)all;
  std::vector<HtmlNode> open = {*root};
  std::size_t styles = 0;
  while (!open.empty()) {
    const HtmlNode node = open.back();
    open.pop_back();
    expect(is_one_of(kElements, node.name()), "only elements that cannot act",
           std::string(node.name()) + "\n" + page);
    styles += node.name() == "style";
    constexpr std::array<std::string_view, 12> kActing = {
        "onclick", "onload", "onerror", "onmouseover", "onfocus",    "onanimationstart",
        "style",   "src",    "srcdoc",  "action",      "formaction", "xlink:href"};
    for (const std::string_view name : kActing)
      expect(!node.attribute(name), "no attribute that acts", std::string(name) + "\n" + page);
    if (const auto href = node.attribute("href")) {
      const bool safe = href->starts_with('#') || href->starts_with("http://") ||
                        href->starts_with("https://") || href->starts_with("mailto:") ||
                        href->starts_with("HTTP") || href->starts_with("MAILTO");
      expect(safe, "only links that are safe", *href);
    }
    for (const HtmlNode child : node.children()) open.push_back(child);
  }
  expect(styles <= 1, "one style sheet", page);
  expect(page.find("Content-Security-Policy") != std::string::npos, "a policy", page);
}

void check_plain(const std::string& text, std::string_view rule) {
  expect(!first_invalid_utf8(text), "valid UTF-8");
  for (std::size_t k = 0; k < text.size();) {
    const char32_t c = next_code_point(text, k);
    const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) ||
                         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    expect(!control, rule, text);
  }
}

void check_csv(const std::string& csv) {
  const auto source = memory_source(csv);
  CsvReader reader(*source);
  std::vector<std::string> cells;
  std::size_t columns = 0;
  while (reader.next(cells)) {
    if (columns == 0) columns = cells.size();
    expect(cells.size() == columns, "rows of one width", csv);
    for (const std::string& cell : cells) {
      if (cell.empty()) continue;
      const bool number = cell.find_first_not_of("0123456789.-eE+") == std::string::npos;
      expect(number || std::string_view("=+-@\t\r").find(cell[0]) == std::string_view::npos,
             "no cell is a formula", cell);
    }
  }
}

const std::vector<std::string>& templates() {
  static const std::vector<std::string> lines = [] {
    std::istringstream all(
        read_all(*open_source(std::string(TARN_SOURCE_DIR) + "/tests/data/report/rows.jsonl")));
    std::vector<std::string> made;
    for (std::string line; std::getline(all, line);) made.push_back(line);
    return made;
  }();
  return lines;
}

constexpr std::array<std::string_view, 12> kNumbers = {"null",
                                                       "0",
                                                       "-1",
                                                       "1e308",
                                                       "-1e308",
                                                       "1e-320",
                                                       "123456789012345678901234567890",
                                                       "0.5",
                                                       "9007199254740993",
                                                       "5",
                                                       "true",
                                                       "[]"};
constexpr std::array<std::string_view, 12> kAttacks = {"<script>alert(1)</script>",
                                                       "\"><img src=x onerror=alert(1)>",
                                                       "' onclick='x",
                                                       "</style><script>",
                                                       "javascript:alert(1)",
                                                       "=1+1",
                                                       "\x1b]0;x\x07",
                                                       "\u202egnp",
                                                       "]]><!--",
                                                       "[x](javascript:y)",
                                                       "a|b",
                                                       "https://example.org/\" onclick=\"x"};

/// A value, or what takes its place.
void mutate(JsonView value, fuzz::Choices& choices, std::string& out) {
  const bool fixed = value.key() == "schema" || value.key() == "table";
  if (value.is(JsonType::kObject) || value.is(JsonType::kArray)) {
    const bool object = value.is(JsonType::kObject);
    out += object ? '{' : '[';
    bool first = true;
    for (const JsonView child : value) {
      if (!std::exchange(first, false)) out += ',';
      if (object) {
        append_json_string(out, child.key());
        out += ':';
      }
      mutate(child, choices, out);
    }
    out += object ? '}' : ']';
    return;
  }
  const std::size_t way = fixed ? 0 : choices.below(8);
  if (way == 1)
    append_json_string(out, choices.text(40));
  else if (way == 2)
    append_json_string(out, choices.any_of(kAttacks));
  else if (way == 3)
    out += choices.any_of(kNumbers);
  else
    out += value.raw();
}

std::vector<std::string> lines_of(std::string_view input) {
  std::vector<std::string> lines;
  if (input.starts_with('{')) {
    std::istringstream all{std::string(input)};
    for (std::string line; std::getline(all, line);) lines.push_back(line);
    return lines;
  }
  fuzz::Choices choices(input);
  JsonTree tree;
  while (!choices.empty() && lines.size() < 40) {
    tree.parse(templates()[choices.below(templates().size())]);
    mutate(tree.root(), choices, lines.emplace_back());
  }
  return lines;
}

void check_concordance(std::string_view input) {
  fuzz::Choices choices(input);
  KwicLine line;
  for (std::string* field : {&line.doc_id, &line.title, &line.url, &line.left, &line.node,
                             &line.right, &line.label, &line.holder})
    *field = choices.one_in(3) ? choices.any_of(kAttacks) : choices.text(60);
  std::string page = report::html_start(choices.text(40)), csv = report::csv_header(), text, json;
  report::append_html(line, page);
  check_page(page + report::html_end());
  report::append_csv(line, csv);
  check_csv(csv);
  report::append_text(line, {20 + choices.below(100), false}, text);
  check_plain(text, "no control characters in a concordance");
  report::append_json(line, json);
  JsonTree tree;
  json.pop_back();
  expect(!tree.parse(json), "a line of JSON", json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = fuzz::view(data, size);
  check_concordance(input);
  report::ReportOptions options;
  options.title = input.empty() ? "x" : fuzz::Choices::valid_utf8(input.substr(0, 40));
  report::Reporter reporter(options);
  std::uint64_t number = 0;
  for (const std::string& line : lines_of(input)) {
    report::ReportItem item;
    ++number;
    if (reporter.read(line, item)) continue;
    try {
      reporter.add(std::move(item), {"x", number, 0});
    } catch (const ResourceError&) {
      // A doc_id that came before.
    }
  }
  reporter.finish();
  check_page(reporter.write("html", 0));
  check_plain(reporter.write("text", 40 + size % 100), "no control characters in text");
  check_plain(reporter.write("markdown", 0), "no control characters in Markdown");
  for (const std::string& table : reporter.rows().tables())
    check_csv(report::write_csv(reporter.rows(), table));
  return 0;
}
