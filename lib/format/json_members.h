#pragma once

#include <cstddef>

#include "format/json_writer.h"

namespace tarn {

/// A member that is a string; it is left out where the string is empty.
template <std::size_t N>
JsonObject& optional_text(JsonObject& object, const char (&name)[N], const JsonText& value) {
  return value.empty() ? object : object.text(name, value);
}

/// Writes a list: `append(item)` writes one value for each item.
template <typename List, typename Append>
void append_list(JsonWriter& out, const List& items, Append append) {
  out.literal("[");
  bool first = true;
  for (const auto& item : items) {
    if (!first) out.literal(",");
    first = false;
    append(item);
  }
  out.literal("]");
}

}  // namespace tarn
