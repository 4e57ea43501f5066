#pragma once

#include <optional>
#include <string_view>

#include "format/tree.h"

namespace tarn {

/// Parses one YAML document; an empty one is null. Aliases are expanded, up to a limit of nodes.
/// On failure says why, and `out` is of no use. REQUIRES valid UTF-8.
std::optional<DataError> parse_yaml(std::string_view text, DataTree& out);

}  // namespace tarn
