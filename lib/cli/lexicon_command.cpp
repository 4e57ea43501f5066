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

}  // namespace

std::vector<std::string> format_names(bool written) {
  std::vector<std::string> names;
  for (const LexiconFormat& format : lexicon_formats()) {
    if (!written || format.write != nullptr) names.emplace_back(format.name);
  }
  return names;
}

std::vector<std::string> layer_names() {
  std::vector<std::string> names;
  for (const std::string_view name : lexicon_layers()) names.emplace_back(name);
  return names;
}

void LexiconCommands::check() {
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

void LexiconCommands::show() {
  for (const std::string& name : arguments_.lexicons) {
    app_.output().write(category_tree(load_named_lexicon(name, search_)));
  }
}

void LexiconCommands::expand() {
  const Matcher matcher(load(arguments_.lexicons));
  app_.output().write(expansion_table(matcher, survey(matcher, arguments_.posts)));
}

void LexiconCommands::coverage() {
  const Matcher matcher(load(arguments_.lexicons));
  app_.output().write(coverage_table(matcher, survey(matcher, arguments_.posts),
                                     static_cast<std::size_t>(arguments_.most)));
}

void LexiconCommands::diff() {
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

void LexiconCommands::import() {
  const std::string& file = arguments_.lexicons[0];
  Diagnostics lost;
  const auto source = open_source(file);
  Lexicon lexicon = lexicon_format(arguments_.from, file).read(*source, lost);
  rename(lexicon, "name", arguments_.name);
  rename(lexicon, "layer", arguments_.layer);
  app_.output().write(write_tsv(lexicon, lost));
  tell(lost);
}

void LexiconCommands::export_to() {
  const std::string& file = arguments_.lexicons[0];
  const LexiconFormat& format = lexicon_format(arguments_.to, "");
  if (format.write == nullptr) {
    throw ResourceError("format '" + arguments_.to + "' is read and not written");
  }
  Diagnostics lost;
  const bool is_tsv = arguments_.from.empty() || arguments_.from == "tsv";
  const auto source = open_source(is_tsv && file != "-" ? find_lexicon(file, search_).string() : file);
  const Lexicon lexicon = lexicon_format(is_tsv ? "tsv" : arguments_.from, file).read(*source, lost);
  app_.output().write(format.write(lexicon, lost));
  tell(lost);
}

void LexiconCommands::tell(const Diagnostics& lost) {
  std::size_t entries = 0;
  for (const Diagnostic& diagnostic : lost) {
    app_.messages().say(diagnostic);
    if (diagnostic.code == "dropped" || diagnostic.code == "weakened") ++entries;
  }
  if (entries > 0) app_.set_findings();
}

std::vector<Lexicon> LexiconCommands::load(const std::vector<std::string>& names) const {
  std::vector<Lexicon> lexicons;
  for (const std::string& name : names) lexicons.push_back(load_named_lexicon(name, search_));
  return lexicons;
}

std::vector<std::vector<Lexicon>> LexiconCommands::groups(std::vector<Lexicon> lexicons) const {
  if (arguments_.together) return {std::move(lexicons)};
  std::vector<std::vector<Lexicon>> out;
  for (Lexicon& lexicon : lexicons) out.emplace_back().push_back(std::move(lexicon));
  return out;
}

/// The words of --words, one a line, and of the posts.
std::vector<std::string> LexiconCommands::word_list() {
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

LexiconSurvey LexiconCommands::survey(const Matcher& matcher, const std::vector<std::string>& files) {
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
