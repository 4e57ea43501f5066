#pragma once

#include <array>

namespace tarn::cli {

/// What the shell is told at the end of a run.
enum class ExitCode {
  kClean = 0,     ///< complete and clean
  kFindings = 1,  ///< complete, but records were rejected, a check found something, a gate tripped
  kFailed = 2,    ///< usage, I/O, bad input, a limit: the output must not be used
};

/// The same for users; an exit status is the index.
inline constexpr std::array<const char*, 3> kExitMeanings = {
    "complete and clean",
    "complete, but records were rejected, or a check or a gate found something",
    "failed: the output must not be used",
};

}  // namespace tarn::cli
