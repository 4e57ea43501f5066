#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace tarn {

/// Whether what was found makes the data wrong.
enum class Severity { kWarning, kError };

/// One thing that is wrong or doubtful in data, as a value: where, a stable code for programs
/// ("duplicate-entry"), and a message for people (one line, lower case).
struct Diagnostic {
  Severity severity = Severity::kError;
  Place place;
  std::string code;
  std::string message;
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// Diagnostics in the order in which they were found.
using Diagnostics = std::vector<Diagnostic>;

}  // namespace tarn
