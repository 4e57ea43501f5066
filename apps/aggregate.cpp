// tarn-aggregate: counts, rates and intervals from annotated posts.
#include "cli/aggregate_command.h"
#include "cli/app.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app({"aggregate", "Counts, rates and intervals from annotated posts, as table rows.",
                "tarn-aggregate --by month posts.jsonl",
                "Tables: coverage, theme, trend, slope, stance, matrix, cooccurrence, dispersion,\n"
                "reflection, holders; keyness with --target; evidence with --evidence.\n"
                "Fields: month, quarter, year, author, tag, or a path such as source.format."});
  cli::AggregateCommand aggregate(app);
  return app.run(argc, argv, [&] { aggregate.run(); });
}
