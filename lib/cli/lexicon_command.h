#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/app.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "lexicon/survey.h"

namespace tarn::cli {

/// The subcommands of tarn-lexicon: check, show, expand, coverage, import, export, diff. Each
/// writes to the output of the app and tells it of findings.
class LexiconCommand {
 public:
  /// Adds the subcommands and their options to `app`, which must outlive the object.
  explicit LexiconCommand(App& app);

  /// Runs the subcommand that was named. Throws ResourceError when none was.
  void run();

 private:
  /// What the subcommands take.
  struct Arguments {
    std::vector<std::string> lexicon_path;
    std::vector<std::string> lexicons;  ///< names or paths; of import and export one file
    std::vector<std::string> posts;     ///< files of records
    std::string format = "text";        ///< of findings
    std::string words;                  ///< a file with a word list
    std::string from;                   ///< name of a dictionary format
    std::string to;
    std::string name;          ///< of an imported lexicon; empty: its file's
    std::string layer;         ///< of an imported lexicon; empty: as the format has it
    std::int64_t most = 30;    ///< uncovered words to list
    std::int64_t broad = 100;  ///< words that a glob may catch
    bool together = false;
  };
  struct Subcommand {
    CLI::App* options;
    void (LexiconCommand::*action)();
  };

  CLI::App& add(const char* name, const char* line, void (LexiconCommand::*action)());
  void take_lexicons(CLI::App& sub);
  void take_posts(CLI::App& sub);
  void take_file(CLI::App& sub, const char* what);
  void add_findings();
  void add_conversions();

  void check();
  void show();
  void expand();
  void coverage();
  void diff();
  /// Any dictionary as a lexicon of tarn's.
  void import();
  /// A lexicon, or any dictionary, in the format of another tool.
  void export_to();

  void tell(const Diagnostics& lost);
  std::vector<Lexicon> load(const std::vector<std::string>& names) const;
  std::vector<std::vector<Lexicon>> groups(std::vector<Lexicon> lexicons) const;
  std::vector<std::string> word_list();
  LexiconSurvey survey(const Matcher& matcher, const std::vector<std::string>& files);

  App& app_;
  Arguments arguments_;
  std::vector<Subcommand> subcommands_;
  LexiconSearch search_;
};

}  // namespace tarn::cli
