#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tarn::report {

// A report as content, without form: sections of blocks. sections.h makes it from rows; each
// writer (html.cpp, markdown.cpp, text.cpp) gives it a form.

/// Text in a paragraph. `emphasis` marks what must not be missed: a warning about reading a figure.
struct Paragraph {
  std::string text;
  bool emphasis = false;
};

/// A cell of a table: text, and where its evidence stands.
struct TableCell {
  std::string text;
  std::string evidence;  ///< id of an Evidence block; empty: none
};

/// A table of figures. The first column names the row.
struct Table {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<TableCell>> rows;
  std::string note;  ///< below the table; may be empty
};

/// A chart with the figures that it shows; forms without pictures show the table alone.
struct Figure {
  std::string svg;
  Table table;
};

/// A highlighted stretch of a quoted sentence.
struct Highlight {
  std::uint32_t begin = 0;  ///< bytes of Quote::text
  std::uint32_t end = 0;
  std::string layer;
  std::string label;
  std::optional<double> score;
  std::string voice;
  std::string holder;
};

/// A sentence that stands behind a figure.
struct Quote {
  std::string text;
  std::string title;
  std::string url;
  std::string doc_id;
  std::string date;
  std::string authors;
  std::vector<Highlight> highlights;
};

/// The sentences behind the figures of one theme, label, or pair of both.
struct Evidence {
  std::string id;    ///< unique on the page, made of letters, digits, - and _
  std::string name;  ///< "coproduction × affect.hope"
  std::vector<Quote> quotes;
};

/// A part of a section.
using Block = std::variant<Paragraph, Table, Figure, Evidence>;

/// A section of the page, with a heading.
struct Section {
  std::string id;
  std::string title;
  std::vector<Block> blocks;
};

/// A report, whatever form it is written in.
struct Document {
  std::string title;
  std::string subtitle;  ///< the span of the archive, its size
  std::string date;      ///< of making, YYYY-MM-DD; empty unless SOURCE_DATE_EPOCH is set
  std::vector<Section> sections;
};

/// The page as one HTML file: no script, no request, a Content-Security-Policy that allows inline
/// style alone.
std::string write_html(const Document& document);

/// GitHub-flavoured Markdown, for a pull request or a job summary.
std::string write_markdown(const Document& document);

/// Plain text of at most `width` columns, for a terminal.
std::string write_text(const Document& document, std::size_t width);

}  // namespace tarn::report
