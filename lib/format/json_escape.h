#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tarn {

/// Why an escape sequence cannot be read, and where in the text.
struct EscapeError {
  std::size_t at = 0;
  const char* message = "";
};

/// Reads the escape sequence whose backslash is at `at`, a surrogate pair as one: appends what it
/// means, and moves `at` behind it. Escapes of RFC 8259; a lone surrogate is an error.
std::optional<EscapeError> read_escape(std::string_view text, std::size_t& at, std::string& out);

/// Appends the inside of a JSON string with its escapes resolved.
std::optional<EscapeError> unescape(std::string_view inside, std::string& out);

}  // namespace tarn
