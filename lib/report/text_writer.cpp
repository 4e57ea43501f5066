#include <algorithm>
#include <string_view>
#include <type_traits>

#include "report/document.h"
#include "text/printable.h"
#include "text/width.h"

namespace tarn::report {
namespace {

/// Writes paragraphs, tables and quotes at a width.
class TextPage {
 public:
  explicit TextPage(std::size_t width) : width_(std::max<std::size_t>(width, 20)) {}

  std::string write(const Document& document) {
    heading(document.title, '=');
    if (!document.subtitle.empty()) wrap(document.subtitle, "");
    for (const Section& section : document.sections) {
      out_ += '\n';
      heading(section.title, '-');
      for (const Block& block : section.blocks)
        std::visit([this](const auto& b) { put(b); }, block);
    }
    return std::move(out_);
  }

 private:
  void heading(std::string_view text, char rule) {
    const std::string line = printable(text);
    out_ += line + '\n' + std::string(std::min(display_width(line), width_), rule) + '\n';
  }

  /// Breaks a text at spaces; a word that is too long stands alone.
  void wrap(std::string_view text, std::string_view indent) {
    const std::string safe = printable(text, "\n");
    std::size_t column = 0;
    for (std::size_t at = 0; at < safe.size();) {
      const std::size_t begin = safe.find_first_not_of(" \n", at);
      if (begin == std::string::npos) break;
      const std::size_t end = std::min(safe.find_first_of(" \n", begin), safe.size());
      const std::string_view word = std::string_view(safe).substr(begin, end - begin);
      const std::size_t size = display_width(word);
      if (column > 0 && column + 1 + size > width_) {
        out_ += '\n';
        column = 0;
      }
      if (column == 0) {
        out_ += indent;
        column = display_width(indent);
      } else {
        out_ += ' ';
        ++column;
      }
      out_ += word;
      column += size;
      at = end;
    }
    out_ += '\n';
  }

  void put(const Paragraph& paragraph) {
    wrap((paragraph.emphasis ? "Note: " : "") + paragraph.text, "");
    out_ += '\n';
  }

  void put(const Table& table) {
    wrap(table.caption, "");
    std::vector<std::vector<std::string>> cells{{}};
    for (const std::string& column : table.columns) cells[0].push_back(printable(column));
    for (const auto& row : table.rows) {
      cells.emplace_back();
      for (const TableCell& cell : row) cells.back().push_back(printable(cell.text));
    }
    std::vector<std::size_t> widths(table.columns.size());
    for (const auto& row : cells)
      for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
        widths[i] = std::max(widths[i], display_width(row[i]));
    for (const auto& row : cells) put_row(row, widths);
    if (!table.note.empty()) wrap(table.note, "");
    out_ += '\n';
  }

  /// The first column to the left, figures to the right.
  void put_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      const std::string pad(widths[i] - display_width(row[i]), ' ');
      if (i > 0) line += "  ";
      line += i == 0 ? row[i] + pad : pad + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out_ += line + '\n';
  }

  void put(const Figure& figure) { put(figure.table); }

  void put(const Evidence& evidence) {
    wrap(evidence.name, "");
    for (const Quote& quote : evidence.quotes) {
      wrap(quote.text, "  ");
      std::string source = "— " + (quote.title.empty() ? quote.doc_id : quote.title);
      if (!quote.authors.empty()) source += ", " + quote.authors;
      if (!quote.date.empty()) source += ", " + quote.date;
      wrap(source, "    ");
    }
    out_ += '\n';
  }

  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string write_text(const Document& document, std::size_t width) {
  return TextPage(width).write(document);
}

}  // namespace tarn::report
