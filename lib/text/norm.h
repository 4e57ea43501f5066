#pragma once

#include <string>
#include <string_view>

namespace tarn {

/// Appends the norm of a token or of a lexicon word, the form in which both are compared: NFC, full
/// case folding, apostrophe variants folded to ', hyphen variants to -, soft hyphens and
/// zero-width characters of non-emoji text dropped, as is the final stop of an abbreviation
/// ("Dr." is "dr", "p.m." is "p.m"). ASCII takes a fast path without allocation. norm(norm(x)) is
/// norm(x). REQUIRES valid UTF-8.
void append_norm(std::string_view form, std::string& out);

/// `append_norm` into a new string.
std::string norm(std::string_view form);

/// A text in Unicode normalisation form C. REQUIRES valid UTF-8.
std::string nfc(std::string_view text);

/// Whether a text is in normalisation form C. REQUIRES valid UTF-8.
bool is_nfc(std::string_view text);

}  // namespace tarn
