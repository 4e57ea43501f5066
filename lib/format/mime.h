#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn {

/// A mail message as far as its words go: header fields with RFC 2047's encoded words decoded, and
/// one body.
struct MailMessage {
  std::vector<std::pair<std::string, std::string>> fields;  ///< names in lower case, in order
  std::string body;  ///< UTF-8: of the first text/plain part that has words, else of the first
                     ///< text/html one
  bool is_html = false;
  bool is_flowed = false;  ///< RFC 3676: a line that ends in a space goes on in the next one
  bool replaced = false;   ///< bytes that were no text of the stated encoding became U+FFFD

  /// The first field of that name; empty when there is none.
  std::string_view field(std::string_view name) const;
};

/// Parses a message (RFC 5322, MIME). Never fails: what is no MIME is plain text. Parts nested
/// beyond 16 are left out.
MailMessage parse_mail(std::string_view message);

/// Header text with encoded words ("=?utf-8?q?caf=C3=A9?=") decoded.
std::string decode_header(std::string_view text);

}  // namespace tarn
