#pragma once

#include <cstdint>

#include "evaluate/options.h"
#include "text/tokens.h"

namespace tarn::evaluate {

/// The units [first, end) of a text; none where both are the same.
struct UnitRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  friend bool operator==(const UnitRange&, const UnitRange&) = default;
};

/// The units that share a character with a span, an empty span those around it. A post is one unit;
/// of spans it is the bytes themselves, of overlap the tokens. O(log units).
UnitRange range_of(Span span, Unit unit, const Segmentation& units);

/// How many units a text has; 0 for spans and overlap.
std::uint32_t unit_count(Unit unit, const Segmentation& units);

}  // namespace tarn::evaluate
