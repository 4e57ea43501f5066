#pragma once

#include <string>

#include "cli/app.h"
#include "report/report.h"

namespace tarn::cli {

/// The form in which a report goes out.
struct ReportOutput {
  std::string format = "html";
  std::string table;        ///< of --format csv; empty: all tables, into a folder
  std::string folder = {};  ///< what --output names where it is a folder, see `claim_folder`
};

/// Takes --output as a folder where all tables are asked for. To be called before any record is
/// read. Throws ResourceError when no folder is named.
void claim_folder(App& app, ReportOutput& form);

/// Writes a report to the output of `app`: one text, or with csv and no table one file for each
/// table into the folder, which is made if need be. Throws ResourceError.
void write_report(App& app, const report::Reporter& reporter, const ReportOutput& form);

}  // namespace tarn::cli
