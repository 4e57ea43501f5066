// tarn-lexicon: check, show, try out, compare and convert lexicons.
#include <fmt/format.h>

#include "cli/app.h"
#include "lexicon/check.h"
#include "lexicon/formats/formats.h"
#include "lexicon/survey.h"
#include "stage/units.h"

namespace {

using namespace tarn;

struct Arguments {
  std::vector<std::string> lexicon_path;
  std::vector<std::string> lexicons;
  std::vector<std::string> posts;
  std::string format = "text";
  std::string words;
  std::string from;
  std::string to;
  std::string name;
  std::string layer;
  std::int64_t most = 30;
  bool together = false;
};

class Tool {
 public:
  Tool(cli::App& app, const Arguments& arguments)
      : app_(app), arguments_(arguments), search_(lexicon_search(arguments.lexicon_path)) {}

  void check() {
    const Segmenter segmenter;
    Diagnostics findings;
    std::vector<Lexicon> lexicons;
    for (const std::string& name : arguments_.lexicons) {
      const auto source = open_source(find_lexicon(name, search_).string());
      lexicons.push_back(read_lexicon(*source, findings, segmenter));
    }
    CheckOptions options;
    options.words = word_list();
    for (const auto& group : groups(std::move(lexicons))) {
      const Diagnostics more = check_lexicons(group, segmenter, options);
      findings.insert(findings.end(), more.begin(), more.end());
    }
    sort_findings(findings);
    app_.output().write(findings_text(findings, arguments_.format));
    if (!findings.empty()) app_.set_findings();
  }

  void show() {
    for (const std::string& name : arguments_.lexicons) {
      app_.output().write(category_tree(load_named_lexicon(name, search_)));
    }
  }

  void expand() {
    const Matcher matcher(load(arguments_.lexicons));
    app_.output().write(expansion_table(matcher, survey(matcher, arguments_.posts)));
  }

  void coverage() {
    const Matcher matcher(load(arguments_.lexicons));
    app_.output().write(coverage_table(matcher, survey(matcher, arguments_.posts),
                                       static_cast<std::size_t>(arguments_.most)));
  }

  void diff() {
    std::vector<Lexicon> before = load({arguments_.lexicons[0]});
    std::vector<Lexicon> after = load({arguments_.lexicons[1]});
    std::string out = row_differences(before[0], after[0]);
    if (!arguments_.posts.empty()) {
      const Matcher old_matcher(std::move(before));
      const Matcher new_matcher(std::move(after));
      out += hit_differences(old_matcher, survey(old_matcher, arguments_.posts), new_matcher,
                             survey(new_matcher, arguments_.posts));
    }
    app_.output().write(out);
    if (!out.empty()) app_.set_findings();
  }

  /// Any dictionary as a lexicon of tarn's.
  void import() {
    const std::string& file = arguments_.lexicons[0];
    Diagnostics lost;
    const auto source = open_source(file);
    Lexicon lexicon = lexicon_format(arguments_.from, file).read(*source, lost);
    rename(lexicon, "name", arguments_.name);
    rename(lexicon, "layer", arguments_.layer);
    app_.output().write(write_tsv(lexicon, lost));
    tell(lost);
  }

  /// A lexicon, or any dictionary, in the format of another tool.
  void export_to() {
    const std::string& file = arguments_.lexicons[0];
    const LexiconFormat& format = lexicon_format(arguments_.to, "");
    if (format.write == nullptr) {
      throw ResourceError(fmt::format("format '{}' is read and not written", format.name));
    }
    Diagnostics lost;
    const bool is_tsv = arguments_.from.empty() || arguments_.from == "tsv";
    const auto source = open_source(is_tsv && file != "-" ? find_lexicon(file, search_).string() : file);
    const Lexicon lexicon = lexicon_format(is_tsv ? "tsv" : arguments_.from, file).read(*source, lost);
    app_.output().write(format.write(lexicon, lost));
    tell(lost);
  }

 private:
  static void rename(Lexicon& lexicon, std::string_view key, const std::string& value) {
    if (value.empty()) return;
    for (auto& [name, old] : lexicon.metadata) {
      if (name == key) old = value;
    }
  }

  void tell(const Diagnostics& lost) {
    std::size_t entries = 0;
    for (const Diagnostic& diagnostic : lost) {
      app_.messages().say(diagnostic);
      if (diagnostic.code == "dropped" || diagnostic.code == "weakened") ++entries;
    }
    if (entries > 0) app_.set_findings();
  }

  std::vector<Lexicon> load(const std::vector<std::string>& names) const {
    std::vector<Lexicon> lexicons;
    for (const std::string& name : names) lexicons.push_back(load_named_lexicon(name, search_));
    return lexicons;
  }

  std::vector<std::vector<Lexicon>> groups(std::vector<Lexicon> lexicons) const {
    if (arguments_.together) return {std::move(lexicons)};
    std::vector<std::vector<Lexicon>> out;
    for (Lexicon& lexicon : lexicons) out.emplace_back().push_back(std::move(lexicon));
    return out;
  }

  /// The words of --words, one a line, and of the posts.
  std::vector<std::string> word_list() {
    std::vector<std::string> words;
    if (!arguments_.words.empty()) {
      words = words_of_lines(read_all(*open_source(arguments_.words)));
    }
    if (arguments_.posts.empty()) return words;
    const Matcher nothing({});
    for (const auto& [word, count] : survey(nothing, arguments_.posts).uncovered) {
      words.push_back(word);
    }
    return sorted_words(std::move(words));
  }

  LexiconSurvey survey(const Matcher& matcher, const std::vector<std::string>& files) {
    const Units units;
    LexiconSurvey sum;
    app_.read_from(files);
    app_.fold_records<LexiconSurvey>(
        [&](Record& record) {
          Segmentation space;
          Matcher::Scratch scratch;
          return survey_post(matcher, record.text(), units.of(record, space), scratch);
        },
        [&](LexiconSurvey&& post) { sum.add(post); });
    return sum;
  }

  cli::App& app_;
  const Arguments& arguments_;
  LexiconSearch search_;
};

}  // namespace

int main(int argc, char** argv) {
  cli::App app({"lexicon", "Check, show, try out, compare and convert lexicons.",
                "tarn-lexicon check themes-health", "Each subcommand has a --help of its own."},
               cli::Operands::kNone);
  Arguments arguments;
  cli::add_list(app.options(), "--lexicon-path", arguments.lexicon_path, "Folder to search first");
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
    cli::add_list(*sub, "-l,--lexicon", arguments.lexicons, "By name or path")->required();
    sub->add_option("posts", arguments.posts, "Records; none or - is standard input")->type_name("FILE");
  };
  const auto takes_file = [&](CLI::App* sub, const char* what) {
    sub->add_option("file", arguments.lexicons, what)->required()->expected(1)->type_name("FILE");
  };
  std::vector<std::string> formats;
  std::vector<std::string> written;
  for (const LexiconFormat& format : lexicon_formats()) {
    formats.emplace_back(format.name);
    if (format.write != nullptr) written.emplace_back(format.name);
  }

  CLI::App* const check = add("check", "Find faults; exit 1 if there are any");
  takes_lexicons(check);
  cli::add_choice(*check, "--format", arguments.format, {"text", "json", "sarif", "github"}, "Of the findings");
  check->add_option("--words", arguments.words, "Word list, one a line: find globs that catch too much");
  cli::add_list(*check, "--corpus", arguments.posts, "Posts whose words are such a list");
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
  cli::add_choice(*import, "--from", arguments.from, formats, "Its format (default: by the file's name)");
  import->add_option("--name", arguments.name, "Name of the lexicon (default: the file's)");
  import->add_option("--layer", arguments.layer, "Layer of the lexicon");
  CLI::App* const export_to = add("export", "Write a dictionary of another tool; exit 1 if anything is lost");
  takes_file(export_to, "The lexicon, by name or path; - is standard input");
  cli::add_choice(*export_to, "--to", arguments.to, written, "Format to write")->required();
  cli::add_choice(*export_to, "--from", arguments.from, formats, "Format of the file (default: tsv)");
  CLI::App* const diff = add("diff", "What changed between two lexicons; exit 1 if anything");
  diff->add_option("lexicons", arguments.lexicons, "The older and the newer")->required()->expected(2)->type_name("OLD NEW");
  cli::add_list(*diff, "--corpus", arguments.posts, "Posts: also which hits appear and disappear");

  return app.run(argc, argv, [&] {
    Tool tool(app, arguments);
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
