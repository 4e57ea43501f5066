#include "cli/report_output.h"

#include <filesystem>

#include "base/bytes.h"
#include "cli/terminal.h"

namespace tarn::cli {

void claim_folder(App& app, ReportOutput& form) {
  if (form.format != "csv" || !form.table.empty()) return;
  form.folder = app.take_output_path();
  if (form.folder.empty())
    throw ResourceError("--format csv needs --table NAME, or -o FOLDER for all tables");
}

void write_report(App& app, const report::Reporter& reporter, const ReportOutput& form) {
  if (form.format != "csv") {
    app.output().write(reporter.write(form.format, terminal_width(100)));
    return;
  }
  if (!form.table.empty()) {
    app.output().write(report::write_csv(reporter.rows(), form.table));
    return;
  }
  const std::filesystem::path folder = form.folder;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw ResourceError(Place{folder.string()},
                        "cannot make the folder: " + system_message(error.value()));
  for (const std::string& table : reporter.rows().tables()) {
    Output file((folder / (table + ".csv")).string());
    file.write(report::write_csv(reporter.rows(), table));
    file.commit();
  }
}

}  // namespace tarn::cli
