#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/rows.h"
#include "report/document.h"

namespace tarn::report {

using aggregate::Row;
using aggregate::RowCell;
using aggregate::Rows;

/// What a report is asked for.
struct ReportOptions {
  std::string title = "Themes and stance";
  std::vector<std::string> sections;  ///< ids; empty: all for which there are rows
  std::size_t max_evidence = 5;       ///< sentences shown behind one figure
  std::string date;                   ///< YYYY-MM-DD, or empty
};

/// The ids of all sections, in the order of the report.
const std::vector<std::string>& section_ids();

/// Makes the content of a report from rows. Sections without rows are left out.
Document make_document(const Rows& rows, const ReportOptions& options);

}  // namespace tarn::report
