#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

/// All files below a folder, as paths below it with '/' between parts, sorted by their bytes. Links
/// are followed as long as they stay within the folder and lead to no folder that was seen. Files
/// and folders whose names `leaves_out` holds for are passed over. Throws ResourceError where a
/// folder cannot be read.
std::vector<std::string> files_below(const std::string& folder,
                                     const std::function<bool(std::string_view)>& leaves_out);

}  // namespace tarn
