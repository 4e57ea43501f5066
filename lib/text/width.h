#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tarn {

/// Columns that a text takes on a terminal: wide and full-width characters and emoji two (UAX #11),
/// combining and zero-width characters none. Ambiguous ones count as one. REQUIRES valid UTF-8.
std::size_t display_width(std::string_view text);

/// The longest beginning of whole grapheme clusters that takes at most `columns`.
std::string_view fit_start(std::string_view text, std::size_t columns);

/// The longest end of whole grapheme clusters that takes at most `columns`.
std::string_view fit_end(std::string_view text, std::size_t columns);

}  // namespace tarn
