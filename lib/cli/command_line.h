#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace tarn::cli {

/// What a tool is, for --help and for messages.
struct Purpose {
  std::string name;     ///< without "tarn-"
  std::string line;     ///< one line: what it does
  std::string example;  ///< a command that can be pasted
  std::string notes;    ///< shown after the options; may be empty
};

/// One option or operand as data: the help, the manual and the completions are all made from it.
struct OptionFacts {
  std::vector<std::string> names;  ///< "-o", "--output"; of an operand its name
  std::string value;               ///< what it takes: FILE, DIR, LEXICON, N …; empty for a flag
  std::vector<std::string> words;  ///< the values there are, or the usual ones
  std::string default_value;
  std::string help;
  std::string group;
  bool is_operand = false;
  bool is_required = false;
  bool is_list = false;  ///< may come several times
};

/// What CLI11 knows of an option.
OptionFacts facts_of(const CLI::Option& option);

/// The whole command line of a tool as one JSON object with a last newline: name, purpose, example,
/// notes, exit_status, options, subcommands. Hidden options are left out.
std::string command_line_json(const CLI::App& app, const Purpose& purpose);

/// Writes --help from the facts.
std::shared_ptr<CLI::Formatter> help_formatter();

}  // namespace tarn::cli
