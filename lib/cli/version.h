#pragma once

#include <string>
#include <string_view>

namespace tarn::cli {

/// What --version says: the versions of the tool, of ICU and Unicode, and the record schema.
std::string version_text(std::string_view tool);

}  // namespace tarn::cli
