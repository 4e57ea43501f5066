#pragma once

#include <optional>
#include <string_view>

#include "format/tree.h"

namespace tarn {

/// Parses a TOML document. Dates and times are spelled as in RFC 3339 ("2021-04-01",
/// "2021-04-01T10:00:00", with the offset where there is one).
/// On failure says why, and `out` is of no use. REQUIRES valid UTF-8.
std::optional<DataError> parse_toml(std::string_view text, DataTree& out);

}  // namespace tarn
