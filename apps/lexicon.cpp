// tarn-lexicon: check, show, try out, compare and convert lexicons.
#include "cli/lexicon_command.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app({"lexicon", "Check, show, try out, compare and convert lexicons.",
                "tarn-lexicon check themes-health", "Each subcommand has a --help of its own."},
               cli::Operands::kNone);
  cli::LexiconArguments arguments;
  cli::add_list(app.options(), "--lexicon-path", arguments.lexicon_path, "Folder to search first")->type_name("DIR");
  app.options().require_subcommand(0, 1)->fallthrough();
  const auto add = [&](const char* name, const char* line) {
    CLI::App* sub = app.options().add_subcommand(name, line);
    sub->fallthrough();
    return sub;
  };
  const auto takes_lexicons = [&](CLI::App* sub) {
    sub->add_option("lexicons", arguments.lexicons, "By name or path")->required()->type_name("LEXICON");
  };
  const auto takes_posts = [&](CLI::App* sub) {
    cli::add_list(*sub, "-l,--lexicon", arguments.lexicons, "By name or path")->type_name("LEXICON")->required();
    sub->add_option("posts", arguments.posts, "Records; none or - is standard input")->type_name("FILE");
  };
  const auto takes_file = [&](CLI::App* sub, const char* what) {
    sub->add_option("file", arguments.lexicons, what)->required()->expected(1)->type_name("FILE");
  };
  CLI::App* const check = add("check", "Find faults; exit 1 if there are any");
  takes_lexicons(check);
  cli::add_choice(*check, "--format", arguments.format, {"text", "json", "sarif", "github"}, "Of the findings");
  check->add_option("--words", arguments.words, "Word list, one a line: find globs that catch too much")->type_name("FILE");
  cli::add_list(*check, "--corpus", arguments.posts, "Posts whose words are such a list")->type_name("FILE");
  cli::add_integer(*check, "--broad", arguments.broad, 1, 1000000, "Words that a glob may catch");
  check->add_flag("--together", arguments.together, "As one set, not each alone");
  CLI::App* const show = add("show", "The tree of categories with the number of entries");
  takes_lexicons(show);
  CLI::App* const expand = add("expand", "What wildcards, gaps and alternatives catch in posts");
  takes_posts(expand);
  CLI::App* const coverage = add("coverage", "Share of words and posts, unused entries, words in no hit");
  takes_posts(coverage);
  cli::add_integer(*coverage, "--most", arguments.most, 0, 1000000, "Uncovered words to list");
  CLI::App* const import = add("import", "Read a dictionary of another tool; exit 1 if anything is lost");
  takes_file(import, "The dictionary; - is standard input");
  cli::add_choice(*import, "--from", arguments.from, cli::format_names(false), "Its format (default: by the file's name)");
  import->add_option("--name", arguments.name, "Name of the lexicon (default: the file's)")->type_name("NAME");
  cli::add_choice(*import, "--layer", arguments.layer, cli::layer_names(), "Layer of the lexicon");
  CLI::App* const export_to = add("export", "Write a dictionary of another tool; exit 1 if anything is lost");
  takes_file(export_to, "The lexicon, by name or path; - is standard input");
  cli::add_choice(*export_to, "--to", arguments.to, cli::format_names(true), "Format to write")->required();
  cli::add_choice(*export_to, "--from", arguments.from, cli::format_names(false), "Format of the file (default: tsv)");
  CLI::App* const diff = add("diff", "What changed between two lexicons; exit 1 if anything");
  diff->add_option("lexicons", arguments.lexicons, "The older and the newer")->required()->expected(2)->type_name("LEXICON");
  cli::add_list(*diff, "--corpus", arguments.posts, "Posts: also which hits appear and disappear")->type_name("FILE");

  return app.run(argc, argv, [&] {
    cli::LexiconCommands tool(app, arguments);
    if (*check) return tool.check();
    if (*show) return tool.show();
    if (*expand) return tool.expand();
    if (*coverage) return tool.coverage();
    if (*import) return tool.import();
    if (*export_to) return tool.export_to();
    if (*diff) return tool.diff();
    throw ResourceError("wanted check, show, expand, coverage, import, export or diff");
  });
}
