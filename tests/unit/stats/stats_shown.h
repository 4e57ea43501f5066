#pragma once

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>

/// Four decimals, or NA.
inline std::string shown(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : "NA";
}

/// True if `got` is `want` to the six decimals that the tables print, or 1e-6 of it.
inline bool near(double got, double want) {
  return std::abs(got - want) <= 1e-6 * std::max(1.0, std::abs(want));
}
