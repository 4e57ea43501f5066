#pragma once

#include <cstddef>

namespace tarn::cli {

/// Columns of the terminal that standard output is; `otherwise` where it is none.
std::size_t terminal_width(std::size_t otherwise);

/// Whether standard output may be coloured: a terminal, no NO_COLOR, TERM other than dumb.
bool wants_colour();

}  // namespace tarn::cli
