#pragma once

#include <span>

namespace tarn::cli {

/// One tool of the table that `tarn help` shows.
struct ToolEntry {
  const char* name;     ///< without "tarn-"
  const char* purpose;  ///< one line
};

/// The tools, in the order of the pipe: made at build time from what each tool says of itself, and
/// linked into the executable `tarn` alone.
std::span<const ToolEntry> tool_table();

/// The whole of the executable `tarn`: `tarn NAME ARGUMENT...` becomes tarn-NAME beside this
/// executable, in the same process; `tarn help`, `--help` and `--version` answer themselves. Gives
/// the exit status where no tool took over.
int dispatch(int argc, char** argv, std::span<const ToolEntry> tools);

}  // namespace tarn::cli
