// kwic: a concordance of a theme, a stance label or a pattern.
#include "stage/kwic.h"
#include "cli/app.h"
#include "cli/concordance_output.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"kwic", "Show every occurrence of a theme, a stance or a pattern in its context.",
       "tarn-kwic --pattern 'patient* <0-2> leader*' examples/archive.jsonl",
       "--theme and --stance look at the spans of tarn-theme and tarn-stance; both together find\n"
       "the stance that is linked to the theme. --pattern needs no spans."});
  KwicOptions options;
  cli::ConcordanceOutput form;
  std::string window = "sentence";
  cli::add_list(app.options(), "--theme", options.themes, "A theme, with those below it", true)
      ->type_name("CATEGORY,...");
  cli::add_list(app.options(), "--stance", options.labels, "A stance label, with those below it",
                true)
      ->type_name("LABEL,...");
  cli::suggest(
      app.options().add_option("--layer", options.layer, "Look in this layer")->type_name("NAME"),
      {"theme", "stance", "modifier", "code"});
  app.options()
      .add_option("--pattern", options.pattern, "A pattern as in lexicons")
      ->type_name("PATTERN");
  app.options()
      .add_option("--holder", options.holder,
                  "Whose: author, self, group, other, other:clinician …")
      ->type_name("HOLDER");
  cli::add_choice(app.options(), "--voice", options.voice, {"author", "reported"},
                  "Only this voice")
      ->default_str("");
  app.options()
      .add_option("--window", window, "Tokens on each side, or sentence (250 of it at most)")
      ->type_name("N|sentence")
      ->capture_default_str();
  cli::add_choice(app.options(), "--sort", form.sort, {"text", "left", "node", "right"},
                  "Order of the lines");
  cli::add_choice(app.options(), "-f,--format", form.format, {"text", "jsonl", "csv", "html"},
                  "Form of the output");
  cli::add_integer(app.options(), "--width", form.width, 0, 10000,
                   "Columns of text; 0 fits the terminal");

  return app.run(argc, argv, [&] {
    options.window = cli::parse_window(window);
    cli::write_concordance(app, Kwic(options), form);
  });
}
