#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Text of others made safe to show in a message or on a terminal: control characters (C0, DEL,
/// C1), bidi controls, line and paragraph separators as \uXXXX escapes, ill-formed bytes as \xHH;
/// all else as it is. `keep` lists ASCII control characters that may stay.
std::string printable(std::string_view text, std::string_view keep = {});

}  // namespace tarn
