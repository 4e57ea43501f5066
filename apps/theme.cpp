// tarn-theme: mark the themes of lexicons in posts.
#include "stage/theme.h"
#include "cli/app.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"theme", "Mark the themes of one or more lexicons in posts.",
       "echo '{\"doc_id\":\"a\",\"text\":\"Coproduction works\"}' | tarn-theme -l themes-health",
       "A lexicon is a path (with a '/' or ending in .tsv) or a name, looked up in "
       "--lexicon-path,\n"
       "$TARN_LEXICONS and the shipped ones. Lexicons of another layer than theme mark nothing:\n"
       "they serve entries with @category."});

  ThemeOptions options;
  cli::add_list(app.options(), "-l,--lexicon", options.lexicons, "Lexicon, by name or path")
      ->type_name("LEXICON");
  cli::add_list(app.options(), "--lexicon-path", options.lexicon_path, "Folder to search first")
      ->type_name("DIR");
  cli::add_choice(app.options(), "--overlap", options.overlap, {"longest", "all"},
                  "Longest entry only, or all of them (default: as each lexicon says)");
  cli::add_list(app.options(), "--categories", options.categories,
                "Categories to write, with all below them (default: all)", true)
      ->type_name("CATEGORY,...");
  auto* const min_weight = cli::add_number(app.options(), "--min-weight", options.min_weight, -1e9,
                                           1e9, "Leave out entries of a smaller weight");
  app.options().add_flag("--evidence", options.evidence, "Write lexicon and entry of every span");

  return app.run(argc, argv, [&] {
    options.has_min_weight = min_weight->count() > 0;
    const ThemeTagger tag(load_themes(options), options);
    app.map_records([&](Record& record) { tag(record); });
  });
}
