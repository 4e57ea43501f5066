#pragma once

#include <string>
#include <vector>

#include "aggregate/compare.h"
#include "cli/app.h"

namespace tarn::cli {

/// The command line of tarn-compare.
struct CompareInput {
  std::string baseline;
  std::string current;
  std::vector<std::string> gates;
  std::string gate_file;
};

/// The gates of the command line, then those of the file. Throws ResourceError.
std::vector<aggregate::Gate> load_gates(const CompareInput& input);

/// The rows of a file; "-" is standard input. A bad line is told as in every tool. Throws
/// ResourceError when there is no row at all, as a comparison with nothing finds nothing.
aggregate::Rows load_rows(App& app, const std::string& path);

}  // namespace tarn::cli
