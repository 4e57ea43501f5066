#pragma once

#include <cstdint>
#include <span>

namespace tarn::text {

/// words.rbbi as ICU compiled it when tarn was built, aligned to 8 bytes.
std::span<const std::uint8_t> word_rules();

}  // namespace tarn::text
