#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

#include "base/error.h"
#include "lexicon/flags.h"
#include "lexicon/lexicon.h"

namespace tarn {
namespace {

namespace fs = std::filesystem;

/// The folder of the running executable; empty where the system does not tell.
fs::path executable_folder() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : executable.parent_path();
}

/// data/lexicons of the source tree around a build folder; empty outside of one.
std::string source_tree_folder(std::string folder) {
  std::error_code error;
  while (!folder.empty()) {
    std::string candidate = folder + "/data/lexicons";
    if (fs::is_directory(candidate, error) && fs::exists(folder + "/CMakeLists.txt", error)) {
      return candidate;
    }
    folder.resize(folder.find_last_of('/'));
  }
  return {};
}

/// The names of the lexicons in some folders.
std::vector<std::string> names_in(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (const auto& file : fs::directory_iterator(folder, error)) {
      if (file.path().extension() == ".tsv") names.push_back(file.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

LexiconSearch lexicon_search(const std::vector<std::string>& extra) {
  LexiconSearch search;
  for (const std::string& folder : extra) search.folders.emplace_back(folder);
  // Read once at start-up, before there are threads.
  if (const char* const variable = std::getenv("TARN_LEXICONS")) {
    for (const std::string_view folder : split(variable, ':')) {
      if (!folder.empty()) search.folders.emplace_back(folder);
    }
  }
  const fs::path executable = executable_folder();
  if (executable.empty()) return search;
  search.folders.push_back(executable.parent_path() / "share" / "tarn" / "lexicons");
  const std::string source_tree = source_tree_folder(executable.string());
  if (!source_tree.empty()) search.folders.emplace_back(source_tree);
  return search;
}

fs::path find_lexicon(std::string_view name_or_path, const LexiconSearch& search) {
  if (name_or_path.find('/') != std::string_view::npos || name_or_path.ends_with(".tsv")) {
    return fs::path(name_or_path);
  }
  for (const fs::path& folder : search.folders) {
    fs::path file = folder / (std::string(name_or_path) + ".tsv");
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file;
  }
  const std::vector<std::string> names = names_in(search.folders);
  const std::string_view near = nearest(name_or_path, {names.begin(), names.end()});
  std::vector<std::string> folders;
  folders.reserve(search.folders.size());
  for (const fs::path& folder : search.folders) folders.push_back(folder.string());
  throw ResourceError(fmt::format("no lexicon '{}'{} in {}", name_or_path,
                                  near.empty() ? "" : fmt::format(" (is '{}' meant?)", near),
                                  fmt::join(folders, ", ")));
}

Lexicon load_named_lexicon(std::string_view name_or_path, const LexiconSearch& search) {
  return load_lexicon(find_lexicon(name_or_path, search));
}

}  // namespace tarn
