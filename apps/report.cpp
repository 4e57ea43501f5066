// report: rows, posts or both become a page, Markdown, text or CSV.
#include "report/report.h"
#include "cli/app.h"
#include "cli/report_output.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"report", "Make a report with charts, tables and the evidence behind them.",
       "tarn-aggregate --by month --evidence 3 posts.jsonl | tarn-report -o report.html",
       "Input is rows of tarn-aggregate, posts, or both; posts alone are aggregated by month.\n"
       "With --format csv: --table names one table for the output; else -o is a folder that\n"
       "gets all of them. A date stands in the report where SOURCE_DATE_EPOCH is set."});
  report::ReportOptions options;
  cli::ReportOutput form;
  app.options().add_option("--title", options.title, "Title of the report")->type_name("TEXT");
  cli::add_list(app.options(), "--sections", options.sections, "Sections to write (default: all)",
                true)
      ->type_name("NAME,...")
      ->check(CLI::IsMember(report::section_ids()));
  std::int64_t most = 5;
  cli::add_integer(app.options(), "--max-evidence", most, 0, 1000,
                   "Sentences shown behind one figure");
  cli::add_choice(app.options(), "-f,--format", form.format, {"html", "markdown", "text", "csv"},
                  "Form of the output");
  app.options()
      .add_option("--table", form.table, "With --format csv: the table to write")
      ->type_name("NAME");

  return app.run(argc, argv, [&] {
    options.max_evidence = static_cast<std::size_t>(most);
    options.date = report::source_date();
    cli::claim_folder(app, form);
    report::Reporter reporter(options);
    app.fold_lines<report::ReportItem>(
        [&](std::string_view line, report::ReportItem& item) { return reporter.read(line, item); },
        [&](report::ReportItem&& item, const Place& place) {
          reporter.add(std::move(item), place);
        });
    reporter.finish();
    cli::write_report(app, reporter, form);
  });
}
