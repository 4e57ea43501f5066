#pragma once

#include <string>

namespace tarn {

/// The version of ICU in use ("72.1") and of Unicode that it implements ("15.0").
std::string icu_version();
std::string unicode_version();

}  // namespace tarn
