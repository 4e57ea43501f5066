#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/diagnostics.h"

namespace tarn::stance {

/// A row of a settings table: the cells of the wanted columns, in the order in which they were
/// asked for; a column that the file does not have gives an empty cell.
struct TableRow {
  std::vector<std::string> cells;
  std::uint64_t line = 0;
};

/// Reads a tab-separated file with a header row, lines that begin with '#' aside. A wanted column
/// that is missing, and a row with more cells than the header, are faults. Columns that nobody
/// wants ("note") are skipped. Throws ResourceError only for I/O.
std::vector<TableRow> read_table(ByteSource& source, const std::vector<std::string>& wanted,
                                 Diagnostics& faults);

/// Throws a ResourceError that lists all faults, one a line; does nothing without faults.
void require_no_faults(const Diagnostics& faults);

}  // namespace tarn::stance
