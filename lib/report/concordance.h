#pragma once

#include <cstddef>
#include <string>

#include "stage/kwic.h"

namespace tarn::report {

/// How lines of a concordance are written as text.
struct ConcordanceLayout {
  std::size_t width = 100;  ///< columns of a line
  bool colour = false;      ///< the node in bold
};

/// Appends one line of text: the place, then the co-text with the node in its column. Control and
/// bidi characters are escaped, wide characters take two columns.
void append_text(const KwicLine& line, const ConcordanceLayout& layout, std::string& out);

/// Appends one line of JSON; of a disagreement with who did not agree and what they said instead.
void append_json(const KwicLine& line, std::string& out);

/// The columns of CSV, and one line; of disagreements two columns more.
std::string csv_header(bool of_disagreements = false);
void append_csv(const KwicLine& line, std::string& out, bool of_disagreements = false);

/// The beginning, a row, and the end of a page.
std::string html_start(const std::string& title);
void append_html(const KwicLine& line, std::string& out);
std::string html_end();

}  // namespace tarn::report
