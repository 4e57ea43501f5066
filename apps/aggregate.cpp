// tarn-aggregate: counts, rates and intervals from annotated posts.
#include "cli/aggregate_command.h"
#include "cli/app.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"aggregate", "Counts, rates and intervals from annotated posts, as table rows.",
       "tarn-aggregate --by month posts.jsonl",
       "The table keyness is there with --target or --reference-list, evidence with --evidence.\n"
       "Any other field is named by its path, such as source.format or my_tags[]."});
  cli::AggregateCommand aggregate(app);
  return app.run(argc, argv, [&] { aggregate.run(); });
}
