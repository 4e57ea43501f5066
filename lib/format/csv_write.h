#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Appends a cell of CSV (RFC 4180): quoted where it holds a comma, a quote or a line end.
void append_csv_cell(std::string& out, std::string_view cell);

/// As append_csv_cell for foreign text: where a spreadsheet would take it for a formula (it opens
/// with = + - @ TAB or CR), a ' is put before it.
void append_csv_text(std::string& out, std::string_view text);

/// Appends a cell of TSV: TAB, line feed, carriage return and backslash as \t \n \r \\.
void append_tsv_cell(std::string& out, std::string_view cell);

}  // namespace tarn
