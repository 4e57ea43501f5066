// tarn-export: spans as files of other tools, and human codes of other tools as spans.
#include "cli/codes_report.h"
#include "cli/export_command.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"export",
       "Write spans for QDA, annotation and NLP tools; add the codes that people made there.",
       "tarn-theme -l themes-health posts.jsonl | tarn-export -o themes.qdpx",
       "Formats (jsonl: tarn's records, with the codes of --codes added):\n" +
           cli::shown_formats() +
           "Codes are placed by position or by their words. What was mended is told; codes that "
           "found no\n"
           "place are told and listed by --unplaced, and the exit status is 1."});
  cli::ExportCommand command(app);
  return app.run(argc, argv, [&] { command.run(); });
}
