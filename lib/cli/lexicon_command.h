#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/app.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "lexicon/survey.h"

namespace tarn::cli {

/// What the subcommands of tarn-lexicon take.
struct LexiconArguments {
  std::vector<std::string> lexicon_path;
  std::vector<std::string> lexicons;  ///< names or paths; of import and export one file
  std::vector<std::string> posts;     ///< files of records
  std::string format = "text";        ///< of findings
  std::string words;                  ///< a file with a word list
  std::string from;                   ///< name of a dictionary format
  std::string to;
  std::string name;   ///< of an imported lexicon; empty: its file's
  std::string layer;  ///< of an imported lexicon; empty: as the format has it
  std::int64_t most = 30;    ///< uncovered words to list
  std::int64_t broad = 100;  ///< words that a glob may catch
  bool together = false;
};

/// The names of the dictionary formats, of all or of those that can be written.
std::vector<std::string> format_names(bool written);
std::vector<std::string> layer_names();

/// The subcommands of tarn-lexicon: each writes to the output of the app and tells it of findings.
class LexiconCommands {
 public:
  LexiconCommands(App& app, const LexiconArguments& arguments)
      : app_(app), arguments_(arguments), search_(lexicon_search(arguments.lexicon_path)) {}

  void check();
  void show();
  void expand();
  void coverage();
  void diff();
  /// Any dictionary as a lexicon of tarn's.
  void import();
  /// A lexicon, or any dictionary, in the format of another tool.
  void export_to();

 private:
  void tell(const Diagnostics& lost);
  std::vector<Lexicon> load(const std::vector<std::string>& names) const;
  std::vector<std::vector<Lexicon>> groups(std::vector<Lexicon> lexicons) const;
  std::vector<std::string> word_list();
  LexiconSurvey survey(const Matcher& matcher, const std::vector<std::string>& files);

  App& app_;
  const LexiconArguments& arguments_;
  LexiconSearch search_;
};

}  // namespace tarn::cli
