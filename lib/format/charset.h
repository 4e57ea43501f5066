#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace tarn {

/// The name under which an encoding is known here: labels as in the WHATWG Encoding Standard, so
/// that "latin1", "iso-8859-1" and "ascii" are "windows-1252"; "utf-8"; else lower case without
/// change.
std::string charset_name(std::string_view label);

/// Whether a label names an encoding that can be read.
bool is_charset(std::string_view label);

/// Bytes of an encoding as UTF-8; bytes that it does not define become U+FFFD and are counted in
/// `replaced`. Empty when the encoding is unknown.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view label,
                                   std::size_t* replaced = nullptr);

/// The encoding that the first bytes of a document tell: by byte order mark, or by the pattern of
/// "<?xml" in UTF-16 and UTF-32. Empty when they tell nothing.
std::string charset_of_mark(std::string_view head);

/// The encoding that an XML declaration in `head` names; empty when it names none.
std::string charset_of_xml(std::string_view head);

/// Reads `source`, of an encoding other than UTF-8, as UTF-8. `source` must outlive it.
/// Throws ResourceError on an unknown encoding, when it is made, and on bytes that are none of the
/// encoding, when they are read.
std::unique_ptr<ByteSource> utf8_source(ByteSource& source, std::string_view label);

/// The UTF-8 text that `text` was before it was read as Latin-1 or windows-1252 bytes, where runs
/// give that away beyond doubt: they hold C1 control characters. C1 characters that remain become
/// the characters of windows-1252. Says whether anything changed. REQUIRES valid UTF-8.
bool mend_c1(std::string& text);

}  // namespace tarn
