#include "evaluate/options.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace tarn::evaluate {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"post",  "paragraph", "sentence",
                                                    "token", "span",      "overlap"};

}  // namespace

std::string_view name_of(Unit unit) { return kNames[static_cast<std::size_t>(unit)]; }

Unit unit_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  assert(found != kNames.end());
  return static_cast<Unit>(found - kNames.begin());
}

}  // namespace tarn::evaluate
