#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "evaluate/rows.h"

namespace tarn::evaluate {

/// The least that a figure may be: `kappa>=0.6`.
///
///     GATE := MEASURE ['[' ITEM ']'] ('>=' | '>') NUMBER ['!']
///
/// MEASURE is a figure of the tables accuracy, agreement or scale. ITEM is a label, or a row that
/// is of no label: micro, macro, pooled, categories, scale; without it the figures of all labels
/// and scales are meant. With ! the lower end of the interval must reach the number. A figure that
/// is undefined trips.
struct Gate {
  std::string text;  ///< as written
  std::string measure;
  std::string item;    ///< empty: all labels
  bool above = false;  ///< > and not >=
  double least = 0;
  bool surely = false;
};

/// Reads a gate. Throws ResourceError that says what is wrong.
Gate parse_gate(std::string_view text);

/// Reads gates from a file, one a line; blank lines and lines that open with # are skipped.
std::vector<Gate> read_gates(ByteSource& source);

/// What tripped: "gate kappa>=0.6: kappa of affect.fear (anna, ben) is 0.41 [0.2, 0.61]".
struct Trip {
  std::string gate;
  std::string reason;
};

/// The figures that gates trip on, gate by gate. Throws ResourceError when a gate names a figure
/// that no row has.
std::vector<Trip> trips(const std::vector<Row>& rows, const std::vector<Gate>& gates);

}  // namespace tarn::evaluate
