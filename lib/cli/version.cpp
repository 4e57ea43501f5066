#include "cli/version.h"

#include <fmt/format.h>

#include "text/version.h"

namespace tarn::cli {

std::string version_text(std::string_view tool) {
  return fmt::format("{} {}\nICU {}, Unicode {}\nrecord schema tarn.post/1\n", tool, TARN_VERSION,
                     icu_version(), unicode_version());
}

}  // namespace tarn::cli
