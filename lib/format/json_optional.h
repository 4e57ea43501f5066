#pragma once

#include <cstddef>

#include "format/json_writer.h"

namespace tarn {

/// A member that is a string; it is left out where the string is empty.
template <std::size_t N>
JsonObject& optional_text(JsonObject& object, const char (&name)[N], const JsonText& value) {
  return value.empty() ? object : object.text(name, value);
}

}  // namespace tarn
