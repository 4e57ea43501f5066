#include "cli/aggregate_command.h"

#include <utility>

#include "aggregate/aggregation.h"
#include "aggregate/tables.h"

namespace tarn::cli {
namespace {

using aggregate::AggregateOptions;

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < aggregate::kTables; ++i)
    names.emplace_back(aggregate::name_of(static_cast<aggregate::Table>(i)));
  return names;
}

void add_options(CLI::App& app, AggregateOptions& options, AggregateCommand::Words& words) {
  const std::vector<std::string> fields = {"month", "quarter",  "year", "day",    "author",
                                           "tag",   "language", "kind", "status", "source.format"};
  suggest(add_list(app, "-b,--by", words.by,
                   "Groups too; several fields are crossed; repeat for more groupings")
              ->type_name("FIELD,..."),
          fields);
  app.add_flag("--no-total", words.no_total, "No rows for the whole corpus");
  suggest(app.add_option("-t,--tables", words.tables, "Only these tables")->type_name("NAME,..."),
          table_names());
  add_integer(app, "-e,--evidence", words.evidence, 0, 1000, "Sentences to show for each cell");
  add_choice(app, "--link", words.link, {"clause", "sentence"},
             "How near a theme must be to a stance");
  add_choice(app, "--unit", words.unit, {"sentence", "post"}, "Unit of co-occurrence");
  app.add_option("--parts", options.parts, "Parts of dispersion: post, or a field")
      ->type_name("FIELD");
  app.add_option("--layer", options.layer, "Layer whose spans are the themes")->type_name("NAME");
  add_integer(app, "--min-hits", words.min_hits, 0, 1000000, "Withhold values from fewer hits");
  add_integer(app, "--min-posts", words.min_posts, 0, 1000000, "Withhold values from fewer posts");
  add_number(app, "--per", options.per, 1, 1e9, "Words that rates are told for");
  add_list(app, "--target", words.target, "Keyness: the posts looked at")->type_name("FIELD=VALUE");
  add_list(app, "--reference", words.reference, "Keyness: those compared; else all others")
      ->type_name("FIELD=VALUE");
  app.add_option("--reference-list", options.reference_list, "Or a file of WORD, tab, COUNT")
      ->type_name("FILE");
  suggest(app.add_option("--keyness", words.keyness, "Keyness of what")->type_name("NAME,..."),
          {"theme", "stance", "word"});
  add_number(app, "--min-bic", options.min_bic, -1e9, 1e9, "Keyness: least BIC");
  add_number(app, "--min-log-ratio", options.min_log_ratio, 0, 1e9, "Keyness: least log ratio");
  add_choice(app, "--duplicates", words.duplicates, {"refuse", "keep"},
             "What to do with a doc_id that comes twice");
  app.add_flag("--partial", words.partial, "Write summaries of posts, to be aggregated later");
  add_choice(app, "-f,--format", words.format, {"jsonl", "csv", "tsv"}, "Form of the rows");
  app.add_flag("--csv-raw", words.csv_raw, "No ' before cells that look like formulas");
}

AggregateOptions understood(AggregateOptions options, const AggregateCommand::Words& words) {
  using namespace aggregate;
  for (const std::string& by : words.by) options.by.push_back(parse_fields(by));
  for (const std::string& test : words.target) options.target.push_back(parse_field_test(test));
  for (const std::string& test : words.reference)
    options.reference.push_back(parse_field_test(test));
  if (!words.tables.empty()) options.tables = parse_tables(words.tables);
  const std::string kinds = options.reference_list.empty() ? "theme,stance" : "word";
  parse_key_kinds(words.keyness.empty() ? kinds : words.keyness, options);
  options.total = !words.no_total;
  options.link_sentence = words.link == "sentence";
  options.pair_posts = words.unit == "post";
  options.keep_duplicates = words.duplicates == "keep";
  options.evidence = static_cast<std::size_t>(words.evidence);
  options.min_hits = static_cast<std::uint64_t>(words.min_hits);
  options.min_posts = static_cast<std::uint64_t>(words.min_posts);
  return options;
}

aggregate::RowWriter::Style style_of(const AggregateCommand::Words& words) {
  using aggregate::Format;
  const Format format = words.format == "csv"   ? Format::kCsv
                        : words.format == "tsv" ? Format::kTsv
                                                : Format::kJsonl;
  return {format, words.csv_raw};
}

}  // namespace

AggregateCommand::AggregateCommand(App& app) : app_(app) {
  add_options(app.options(), options_, words_);
}

void AggregateCommand::run() {
  aggregate::Aggregation sums(understood(options_, words_));
  aggregate::RowWriter rows(sums.options(), style_of(words_),
                            [&](std::string_view bytes) { app_.output().write(bytes); });
  const auto read = [&](std::string_view line, aggregate::PostSummary& summary) {
    return sums.read(line, summary);
  };
  app_.fold_lines<aggregate::PostSummary>(
      read, [&](aggregate::PostSummary&& summary, const Place& place) {
        if (words_.partial)
          app_.output().write(sums.partial(std::move(summary), place));
        else
          sums.add(std::move(summary), place);
      });
  if (!words_.partial) aggregate::write_tables(sums, rows);
}

}  // namespace tarn::cli
