#pragma once

#include <string_view>

namespace tarn::report {

/// The style sheet of a report: light and dark, print, narrow screens. Colours of series after
/// Okabe and Ito (2008), told apart by colour-blind readers; darker or lighter variants where text
/// needs contrast.
extern const std::string_view kStyle;

}  // namespace tarn::report
