#include "cli/app.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <new>
#include <thread>
#include <utility>

#include "base/fault_list.h"
#include "cli/progress.h"
#include "cli/version.h"

namespace tarn::cli {
namespace {

std::string exit_status_text() {
  std::string out = "Exit status:";
  for (std::size_t i = 0; i < kExitMeanings.size(); ++i)
    out += fmt::format("\n  {}  {}", i, kExitMeanings[i]);
  return out;
}

/// Long names of all options, for the suggestion of the nearest one.
std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  for (const CLI::App* sub : app.get_subcommands(nullptr))
    for (const std::string& name : long_names(*sub)) names.push_back(name);
  return names;
}

/// CLI11's messages, in our style: lower case, one line.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

App::App(Purpose purpose, Operands operands)
    : purpose_(std::move(purpose)),
      tool_("tarn-" + purpose_.name),
      cli_(purpose_.line + "\n\nExample:\n  " + purpose_.example + "\n", tool_),
      messages_(tool_) {
  takes_files_ = operands == Operands::kFiles;
  add_common_options(operands);
}

App::~App() = default;

void App::add_common_options(Operands operands) {
  cli_.footer((purpose_.notes.empty() ? std::string() : purpose_.notes + "\n\n") +
              exit_status_text());
  cli_.set_help_flag("-h,--help", "Show this help");
  cli_.formatter(help_formatter());
  // What the manual and the completions are made from.
  cli_.add_flag_callback("--describe", [] { throw CLI::CallForAllHelp(); })->group("");
  if (operands == Operands::kFiles)
    cli_.add_option("files", files_, "Input; none or - is standard input")->type_name("FILE");
  cli_.option_defaults()->group("Common to all tools");
  cli_.add_flag_callback(
      "--version", [] { throw CLI::CallForVersion(); }, "Show versions");
  cli_.add_option("-o,--output", output_path_, "Write to this file, which appears only when whole")
      ->type_name("FILE");
  add_choice(cli_, "--on-error", on_error_, {"fail", "skip"}, "What a bad record does to the run");
  cli_.add_option("--rejects", rejects_path_, "Keep every rejected record here, with its reason")
      ->type_name("FILE");
  add_integer(cli_, "-j,--jobs", jobs_, 0, 1024, "Threads; 0 for one per core");
  add_integer(cli_, "--max-record-bytes", max_record_bytes_, 1, std::int64_t{4} << 30,
              "Longer records are bad");
  cli_.add_flag("--line-buffered", line_buffered_, "Flush after every record");
  add_choice(cli_, "--progress", progress_mode_, {"auto", "always", "never"},
             "Progress on standard error");
  cli_.add_flag("-q,--quiet", quiet_, "No warnings");
  cli_.option_defaults()->group("Options");
}

int App::tell_usage_error(const CLI::Error& error) {
  std::string text = one_line(error.what());
  // What is unknown is told first: it is often a misspelt name of what is missing.
  const auto left = cli_.remaining(true);
  const auto odd =
      std::find_if(left.begin(), left.end(), [](auto& word) { return word.starts_with('-'); });
  const bool is_option = odd != left.end() && odd->size() > 1;
  if (is_option) {
    text = fmt::format("unknown option {}", *odd);
    const std::string near = nearest(odd->substr(0, odd->find('=')), long_names(cli_));
    if (!near.empty()) text += fmt::format("; did you mean {}?", near);
  } else if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !left.empty()) {
    text = fmt::format("unknown argument {}", left.front());
  }
  messages_.error({}, text);
  messages_.error({}, fmt::format("try '{} --help'", tool_), "hint");
  return static_cast<int>(ExitCode::kFailed);
}

/// -1 to go on, else the exit status.
int App::parse(int argc, char** argv) {
  try {
    cli_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const CLI::App* shown = &cli_;
    for (auto subs = shown->get_subcommands(); !subs.empty(); subs = shown->get_subcommands())
      shown = subs.front();
    write_to_standard_output(shown->help(shown == &cli_ ? "" : tool_));
    return static_cast<int>(ExitCode::kClean);
  } catch (const CLI::CallForAllHelp&) {
    write_to_standard_output(command_line_json(cli_, purpose_));
    return static_cast<int>(ExitCode::kClean);
  } catch (const CLI::CallForVersion&) {
    write_to_standard_output(version_text(tool_));
    return static_cast<int>(ExitCode::kClean);
  } catch (const CLI::Error& error) {
    return tell_usage_error(error);
  }
  return -1;
}

int App::run(int argc, char** argv, const std::function<void()>& body) {
  guard_standard_streams();
  return run_body([&] {
    if (const int status = parse(argc, argv); status >= 0) throw static_cast<ExitCode>(status);
    if (quiet_) messages_.be_quiet();
    if (jobs_ == 0) jobs_ = std::max(1U, std::thread::hardware_concurrency());
    refuse_terminal_input();
    if (files_.empty()) files_.emplace_back("-");
    if (!rejects_path_.empty()) rejects_ = std::make_unique<Output>(rejects_path_);
    body();
    finish();
  });
}

/// A list of faults has a line for each: the first is at its place, the others say theirs.
void App::tell(const ResourceError& error) {
  std::string_view text = error.what();
  const bool is_list = dynamic_cast<const FaultList*>(&error) != nullptr;
  std::size_t end = is_list ? text.find('\n') : std::string_view::npos;
  messages_.error(error.place(), text.substr(0, end));
  while (end != std::string_view::npos) {
    text.remove_prefix(end + 1);
    end = text.find('\n');
    messages_.more(text.substr(0, end));
  }
}

/// The one place that catches: what ends a run becomes a message and an exit status.
int App::run_body(const std::function<void()>& body) {
  ExitCode code = ExitCode::kFailed;
  try {
    body();
    code = findings_ || rejected_ > 0 ? ExitCode::kFindings : ExitCode::kClean;
  } catch (const ExitCode status) {
    code = status;
  } catch (const ResourceError& error) {
    if (progress_) progress_->clear();
    tell(error);
    // What was complete before the failure is data all the same.
    try {
      if (output_ && output_path_.empty()) output_->flush();
    } catch (const ResourceError&) {
      code = ExitCode::kFailed;
    } catch (const ClosedPipe&) {
      code = ExitCode::kFailed;
    }
  } catch (const ClosedPipe&) {
    code = ExitCode::kFailed;
  } catch (const std::bad_alloc&) {
    messages_.error({}, "out of memory");
  }
  messages_.finish();
  return static_cast<int>(code);
}

void App::refuse_terminal_input() {
  if (!takes_files_ || !files_.empty() || ::isatty(STDIN_FILENO) == 0) return;
  messages_.error({}, fmt::format("{}: no input: name a file, or pipe records in; for example: {}",
                                  one_line(purpose_.line), purpose_.example));
  messages_.error({}, fmt::format("try '{} --help'", tool_), "hint");
  throw ExitCode::kFailed;
}

void App::read_from(std::vector<std::string> files) {
  files_ = std::move(files);
  takes_files_ = true;
  refuse_terminal_input();
  if (files_.empty()) files_.emplace_back("-");
}

Output& App::output() {
  if (!output_) output_ = std::make_unique<Output>(output_path_);
  return *output_;
}

void App::finish() {
  if (progress_) progress_->clear();
  // Both or none: what can fail comes before either gets its name.
  output().close();
  if (rejects_) rejects_->close();
  output().commit();
  if (rejects_) rejects_->commit();
  if (rejected_ > 0)
    messages_.error({}, fmt::format("{} of {} records rejected", rejected_, records_), "summary");
}

}  // namespace tarn::cli
