#pragma once

#include <span>

namespace tarn::cli {

/// One tool of the table that `tarn help` shows.
struct ToolEntry {
  const char* name;     ///< without "tarn-"
  const char* purpose;  ///< one line
};

/// The whole of the executable `tarn`: `tarn NAME ARGUMENT...` becomes tarn-NAME beside this executable,
/// in the same process; `tarn help`, `--help` and `--version` answer themselves. Gives the exit status
/// where no tool took over.
int dispatch(int argc, char** argv, std::span<const ToolEntry> tools);

}  // namespace tarn::cli
