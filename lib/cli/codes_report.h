#pragma once

#include <string>

#include "cli/app.h"
#include "exchange/human_codes.h"

namespace tarn::cli {

/// Tells how human codes were placed: a note of how many, a warning for each way in which positions
/// were mended, a warning for each code that could not be placed; all of these also as JSON Lines
/// into the file `unplaced` unless that is empty. Anything not placed is a finding (exit status 1).
void tell_codes(App& app, const exchange::LayingReport& report, const std::string& unplaced);

/// Tells what a reader or writer left out; anything dropped is a finding.
void tell_left_out(App& app, const Diagnostics& told);

/// Opens with "NAME line" for each format, for --help.
std::string shown_formats();

}  // namespace tarn::cli
