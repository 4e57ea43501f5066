#include <string_view>
#include <type_traits>

#include "report/document.h"
#include "text/printable.h"

namespace tarn::report {
namespace {

/// Foreign text as Markdown text: nothing in it is markup, HTML, a table cell's end or a mention.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : printable(text, "\n\t")) {
    if (c == '\n' || c == '\t') {
      out += ' ';
    } else if (c == '@') {
      out += "@\u200B";  // GitHub would tell a person of it
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (std::string_view("\\`*_[]|#~>").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

void put(std::string& out, const Paragraph& paragraph) {
  out += paragraph.emphasis ? "> **Note:** " : "";
  out += plain(paragraph.text) + "\n\n";
}

void put(std::string& out, const Table& table) {
  out += "**" + plain(table.caption) + "**\n\n|";
  for (const std::string& column : table.columns) out += ' ' + plain(column) + " |";
  out += "\n|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += i == 0 ? ":--|" : "--:|";
  out += '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const TableCell& cell : row) out += ' ' + plain(cell.text) + " |";
    out += '\n';
  }
  out += '\n';
  if (!table.note.empty()) out += plain(table.note) + "\n\n";
}

void put(std::string& out, const Figure& figure) { put(out, figure.table); }

void put(std::string& out, const Evidence& evidence) {
  out += "<details><summary>" + plain(evidence.name) + "</summary>\n\n";
  for (const Quote& quote : evidence.quotes) {
    out += "> " + plain(quote.text) + "\n>\n> — " + plain(quote.title.empty() ? quote.doc_id : quote.title);
    if (!quote.authors.empty()) out += ", " + plain(quote.authors);
    if (!quote.date.empty()) out += ", " + plain(quote.date);
    out += "\n\n";
  }
  out += "</details>\n\n";
}

}  // namespace

std::string write_markdown(const Document& document) {
  std::string out = "# " + plain(document.title) + "\n\n";
  if (!document.subtitle.empty()) out += plain(document.subtitle) + "\n\n";
  for (const Section& section : document.sections) {
    out += "## " + plain(section.title) + "\n\n";
    for (const Block& block : section.blocks) std::visit([&](const auto& b) { put(out, b); }, block);
  }
  return out;
}

}  // namespace tarn::report
