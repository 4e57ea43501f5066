// compare: what moved between two aggregates, and gates that trip on it.
#include "cli/app.h"
#include "cli/compare_input.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app({"compare",
                "Tell what moved between a baseline and a current aggregate, and trip gates on it.",
                "tarn-compare --fail-on 'theme.rate>20%' baseline.jsonl current.jsonl",
                "Gates: TABLE.MEASURE>N or >N%, either way; >+N up; >-N down; a final ! asks that "
                "the interval of the\n"
                "difference leaves 0 out; TABLE[ITEM].MEASURE for one item; TABLE.new, TABLE.gone; "
                "lexicons.\n"
                "Tables: coverage, theme, stance, matrix, reflection, holders."},
               cli::Operands::kNone);
  cli::CompareInput input;
  std::string form = "text";
  std::int64_t most = 20;
  app.options()
      .add_option("baseline", input.baseline, "Rows of tarn-aggregate to compare with")
      ->required()
      ->type_name("FILE");
  app.options()
      .add_option("current", input.current, "Rows of tarn-aggregate now; - is standard input")
      ->required()
      ->type_name("FILE");
  cli::add_list(app.options(), "--fail-on", input.gates, "A gate: exit status 1 when it trips")
      ->type_name("GATE");
  app.options()
      .add_option("--gates", input.gate_file, "A file of gates, one a line")
      ->type_name("FILE");
  cli::add_choice(app.options(), "-f,--format", form,
                  {"text", "markdown", "json", "junit", "github"}, "Form of the output");
  cli::add_integer(app.options(), "--most", most, 0, 100000, "Changes told in text and markdown");

  return app.run(argc, argv, [&] {
    const auto gates = cli::load_gates(input);
    app.read_from({input.baseline, input.current});
    app.start();
    const auto comparison =
        aggregate::compare(cli::load_rows(app, input.baseline), cli::load_rows(app, input.current));
    const auto tripped = aggregate::trips(comparison, gates);
    app.output().write(aggregate::write_comparison(comparison, gates, tripped, form,
                                                   static_cast<std::size_t>(most)));
    app.set_findings(!tripped.empty());
  });
}
