#include "cli/dispatch.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.h"
#include "cli/exit_code.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/version.h"

namespace tarn::cli {
namespace {

constexpr const char* kUsage =
    "Text Analysis for Reflective Narratives: themes and stance in archives of posts.\n\n"
    "Usage: tarn TOOL [ARGUMENT...]    run tarn-TOOL\n"
    "       tarn help [TOOL]           show this, or the help of a tool\n"
    "       tarn --version\n\n"
    "Example:\n"
    "  tarn ingest export.xml | tarn theme -l themes-health | tarn stance | tarn report -o "
    "report.html\n\n"
    "Tools:\n";

std::string help_text(std::span<const ToolEntry> tools) {
  std::string out = kUsage;
  for (const ToolEntry& tool : tools) out += fmt::format("  {:<11} {}\n", tool.name, tool.purpose);
  return out + "\nExit status: that of the tool; 2 where there is no such tool.\n";
}

/// Becomes the tool; returns only where it cannot be run, with the number of the error.
int become(const std::string& name, const std::vector<std::string>& arguments) {
  std::error_code none;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", none);
  const std::string path = (self.parent_path() / ("tarn-" + name)).string();
  std::string first = "tarn-" + name;
  std::vector<std::string> words = arguments;
  std::vector<char*> pointers = {first.data()};
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(path.c_str(), pointers.data());
  return errno;
}

int fail(Messages& messages, const std::string& text) {
  messages.error({}, text);
  messages.error({}, "try 'tarn help'", "hint");
  return static_cast<int>(ExitCode::kFailed);
}

int run_tool(Messages& messages, const std::string& name, const std::vector<std::string>& arguments,
             std::span<const ToolEntry> tools) {
  const bool is_name = !name.empty() && name.find('/') == std::string::npos && name.front() != '-';
  const int error = is_name ? become(name, arguments) : ENOENT;
  const bool is_known = std::any_of(tools.begin(), tools.end(),
                                    [&](const ToolEntry& tool) { return tool.name == name; });
  if (error != ENOENT || is_known)
    return fail(messages, fmt::format("tarn-{} cannot be run: {}", name,
                                      std::generic_category().message(error)));
  std::vector<std::string> names = {"help"};
  for (const ToolEntry& tool : tools) names.emplace_back(tool.name);
  const std::string near = nearest(name, names);
  return fail(messages, fmt::format("there is no tool '{}'{}", name,
                                    near.empty() ? "" : fmt::format("; did you mean {}?", near)));
}

int answer(Messages& messages, const std::vector<std::string>& words,
           std::span<const ToolEntry> tools) {
  if (words.empty()) return fail(messages, "wanted the name of a tool");
  const std::string& first = words.front();
  if (first == "--version") {
    guard_standard_streams();
    write_to_standard_output(version_text("tarn"));
  } else if (first == "-h" || first == "--help" || (first == "help" && words.size() == 1)) {
    guard_standard_streams();
    write_to_standard_output(help_text(tools));
  } else if (first == "help") {
    return run_tool(messages, words[1], {"--help"}, tools);
  } else {
    return run_tool(messages, first, {words.begin() + 1, words.end()}, tools);
  }
  return static_cast<int>(ExitCode::kClean);
}

}  // namespace

int dispatch(int argc, char** argv, std::span<const ToolEntry> tools) {
  Messages messages("tarn");
  try {
    return answer(messages, {argv + 1, argv + argc}, tools);
  } catch (const ResourceError& error) {
    messages.error(error.place(), error.what());
  } catch (const ClosedPipe&) {
    // The reader has gone: nothing is left to say.
  }
  return static_cast<int>(ExitCode::kFailed);
}

}  // namespace tarn::cli
