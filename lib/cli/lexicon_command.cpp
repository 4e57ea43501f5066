#include "cli/lexicon_command.h"

#include "lexicon/check.h"
#include "lexicon/formats/formats.h"
#include "stage/units.h"

namespace tarn::cli {
namespace {

void rename(Lexicon& lexicon, std::string_view key, const std::string& value) {
  if (value.empty()) return;
  for (auto& [name, old] : lexicon.metadata) {
    if (name == key) old = value;
  }
}

/// The names of the dictionary formats, of all or of those that can be written.
std::vector<std::string> format_names(bool written) {
  std::vector<std::string> names;
  for (const LexiconFormat& format : lexicon_formats()) {
    if (!written || format.write != nullptr) names.emplace_back(format.name);
  }
  return names;
}

std::vector<std::string> layer_names() {
  const auto layers = lexicon_layers();
  return {layers.begin(), layers.end()};
}

}  // namespace

LexiconCommand::LexiconCommand(App& app) : app_(app) {
  CLI::App& cli = app.options();
  add_list(cli, "--lexicon-path", arguments_.lexicon_path, "Folder to search first")
      ->type_name("DIR");
  cli.require_subcommand(0, 1)->fallthrough();
  add_findings();
  add_conversions();
  CLI::App& sub =
      add("diff", "What changed between two lexicons; exit 1 if anything", &LexiconCommand::diff);
  sub.add_option("lexicons", arguments_.lexicons, "The older and the newer")
      ->required()
      ->expected(2)
      ->type_name("LEXICON");
  add_list(sub, "--corpus", arguments_.posts, "Posts: also which hits appear and disappear")
      ->type_name("FILE");
}

CLI::App& LexiconCommand::add(const char* name, const char* line,
                              void (LexiconCommand::*action)()) {
  CLI::App* const sub = app_.options().add_subcommand(name, line);
  sub->fallthrough();
  subcommands_.push_back({sub, action});
  return *sub;
}

void LexiconCommand::take_lexicons(CLI::App& sub) {
  sub.add_option("lexicons", arguments_.lexicons, "By name or path")
      ->required()
      ->type_name("LEXICON");
}

void LexiconCommand::take_posts(CLI::App& sub) {
  add_list(sub, "-l,--lexicon", arguments_.lexicons, "By name or path")
      ->type_name("LEXICON")
      ->required();
  sub.add_option("posts", arguments_.posts, "Records; none or - is standard input")
      ->type_name("FILE");
}

void LexiconCommand::take_file(CLI::App& sub, const char* what) {
  sub.add_option("file", arguments_.lexicons, what)->required()->expected(1)->type_name("FILE");
}

void LexiconCommand::add_findings() {
  CLI::App& check = add("check", "Find faults; exit 1 if there are any", &LexiconCommand::check);
  take_lexicons(check);
  add_choice(check, "--format", arguments_.format, {"text", "json", "sarif", "github"},
             "Of the findings");
  check
      .add_option("--words", arguments_.words,
                  "Word list, one a line: find globs that catch too much")
      ->type_name("FILE");
  add_list(check, "--corpus", arguments_.posts, "Posts whose words are such a list")
      ->type_name("FILE");
  add_integer(check, "--broad", arguments_.broad, 1, 1000000, "Words that a glob may catch");
  check.add_flag("--together", arguments_.together, "As one set, not each alone");
  take_lexicons(
      add("show", "The tree of categories with the number of entries", &LexiconCommand::show));
  take_posts(add("expand", "What wildcards, gaps and alternatives catch in posts",
                 &LexiconCommand::expand));
  CLI::App& coverage = add("coverage", "Share of words and posts, unused entries, words in no hit",
                           &LexiconCommand::coverage);
  take_posts(coverage);
  add_integer(coverage, "--most", arguments_.most, 0, 1000000, "Uncovered words to list");
}

void LexiconCommand::add_conversions() {
  CLI::App& import = add("import", "Read a dictionary of another tool; exit 1 if anything is lost",
                         &LexiconCommand::import);
  take_file(import, "The dictionary; - is standard input");
  add_choice(import, "--from", arguments_.from, format_names(false),
             "Its format (default: by the file's name)");
  import.add_option("--name", arguments_.name, "Name of the lexicon (default: the file's)")
      ->type_name("NAME");
  add_choice(import, "--layer", arguments_.layer, layer_names(), "Layer of the lexicon");
  CLI::App& export_to =
      add("export", "Write a dictionary of another tool; exit 1 if anything is lost",
          &LexiconCommand::export_to);
  take_file(export_to, "The lexicon, by name or path; - is standard input");
  add_choice(export_to, "--to", arguments_.to, format_names(true), "Format to write")->required();
  add_choice(export_to, "--from", arguments_.from, format_names(false),
             "Format of the file (default: tsv)");
}

void LexiconCommand::run() {
  search_ = lexicon_search(arguments_.lexicon_path);
  for (const Subcommand& sub : subcommands_) {
    if (*sub.options) return (this->*sub.action)();
  }
  throw ResourceError("wanted check, show, expand, coverage, import, export or diff");
}

void LexiconCommand::check() {
  const Segmenter segmenter;
  Diagnostics findings;
  std::vector<Lexicon> lexicons;
  for (const std::string& name : arguments_.lexicons) {
    const auto source = open_source(find_lexicon(name, search_).string());
    lexicons.push_back(read_lexicon(*source, findings, segmenter));
  }
  CheckOptions options;
  options.words = word_list();
  options.most_words = static_cast<std::size_t>(arguments_.broad);
  for (const auto& group : groups(std::move(lexicons))) {
    const Diagnostics more = check_lexicons(group, segmenter, options);
    findings.insert(findings.end(), more.begin(), more.end());
  }
  sort_findings(findings);
  app_.output().write(findings_text(findings, arguments_.format));
  if (!findings.empty()) app_.set_findings();
}

void LexiconCommand::show() {
  for (const std::string& name : arguments_.lexicons) {
    app_.output().write(category_tree(load_named_lexicon(name, search_)));
  }
}

void LexiconCommand::expand() {
  const Matcher matcher(load(arguments_.lexicons));
  app_.output().write(expansion_table(matcher, survey(matcher, arguments_.posts)));
}

void LexiconCommand::coverage() {
  const Matcher matcher(load(arguments_.lexicons));
  app_.output().write(coverage_table(matcher, survey(matcher, arguments_.posts),
                                     static_cast<std::size_t>(arguments_.most)));
}

void LexiconCommand::diff() {
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

void LexiconCommand::import() {
  const std::string& file = arguments_.lexicons[0];
  Diagnostics lost;
  const auto source = open_source(file);
  Lexicon lexicon = lexicon_format(arguments_.from, file).read(*source, lost);
  rename(lexicon, "name", arguments_.name);
  rename(lexicon, "layer", arguments_.layer);
  app_.output().write(write_tsv(lexicon, lost));
  tell(lost);
}

void LexiconCommand::export_to() {
  const std::string& file = arguments_.lexicons[0];
  const LexiconFormat& format = lexicon_format(arguments_.to, "");
  if (format.write == nullptr) {
    throw ResourceError("format '" + arguments_.to + "' is read and not written");
  }
  Diagnostics lost;
  const bool is_tsv = arguments_.from.empty() || arguments_.from == "tsv";
  const auto source =
      open_source(is_tsv && file != "-" ? find_lexicon(file, search_).string() : file);
  const Lexicon lexicon =
      lexicon_format(is_tsv ? "tsv" : arguments_.from, file).read(*source, lost);
  app_.output().write(format.write(lexicon, lost));
  tell(lost);
}

void LexiconCommand::tell(const Diagnostics& lost) {
  std::size_t entries = 0;
  for (const Diagnostic& diagnostic : lost) {
    app_.messages().say(diagnostic);
    if (diagnostic.code == "dropped" || diagnostic.code == "weakened") ++entries;
  }
  if (entries > 0) app_.set_findings();
}

std::vector<Lexicon> LexiconCommand::load(const std::vector<std::string>& names) const {
  std::vector<Lexicon> lexicons;
  lexicons.reserve(names.size());
  for (const std::string& name : names) lexicons.push_back(load_named_lexicon(name, search_));
  return lexicons;
}

std::vector<std::vector<Lexicon>> LexiconCommand::groups(std::vector<Lexicon> lexicons) const {
  if (arguments_.together) return {std::move(lexicons)};
  std::vector<std::vector<Lexicon>> out;
  for (Lexicon& lexicon : lexicons) out.emplace_back().push_back(std::move(lexicon));
  return out;
}

/// The words of --words, one a line, and of the posts.
std::vector<std::string> LexiconCommand::word_list() {
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

LexiconSurvey LexiconCommand::survey(const Matcher& matcher,
                                     const std::vector<std::string>& files) {
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

}  // namespace tarn::cli
