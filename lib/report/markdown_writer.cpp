#include <string_view>
#include <type_traits>

#include "format/markdown_write.h"
#include "report/document.h"

namespace tarn::report {
namespace {

void put(std::string& out, const Paragraph& paragraph) {
  out += paragraph.emphasis ? "> **Note:** " : "";
  out += markdown_text(paragraph.text) + "\n\n";
}

void put(std::string& out, const Table& table) {
  out += "**" + markdown_text(table.caption) + "**\n\n|";
  for (const std::string& column : table.columns) out += ' ' + markdown_text(column) + " |";
  out += "\n|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += i == 0 ? ":--|" : "--:|";
  out += '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const TableCell& cell : row) out += ' ' + markdown_text(cell.text) + " |";
    out += '\n';
  }
  out += '\n';
  if (!table.note.empty()) out += markdown_text(table.note) + "\n\n";
}

void put(std::string& out, const Figure& figure) { put(out, figure.table); }

void put(std::string& out, const Evidence& evidence) {
  out += "<details><summary>" + markdown_text(evidence.name) + "</summary>\n\n";
  for (const Quote& quote : evidence.quotes) {
    out += "> " + markdown_text(quote.text) + "\n>\n> — " +
           markdown_text(quote.title.empty() ? quote.doc_id : quote.title);
    if (!quote.authors.empty()) out += ", " + markdown_text(quote.authors);
    if (!quote.date.empty()) out += ", " + markdown_text(quote.date);
    out += "\n\n";
  }
  out += "</details>\n\n";
}

}  // namespace

std::string write_markdown(const Document& document) {
  std::string out = "# " + markdown_text(document.title) + "\n\n";
  if (!document.subtitle.empty()) out += markdown_text(document.subtitle) + "\n\n";
  for (const Section& section : document.sections) {
    out += "## " + markdown_text(section.title) + "\n\n";
    for (const Block& block : section.blocks)
      std::visit([&](const auto& b) { put(out, b); }, block);
  }
  return out;
}

}  // namespace tarn::report
