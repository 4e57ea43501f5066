#include "exchange/names.h"

#include <fmt/format.h>

#include "base/sha256.h"

namespace tarn::exchange {
namespace {

/// What file systems take as part of a name.
constexpr std::size_t kMostBytes = 200;

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string file_stem(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  const std::size_t dot = path.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? path : path.substr(0, dot));
}

std::string file_name_of(std::string_view doc_id) {
  std::string out;
  for (const char c : doc_id) {
    const bool leads = out.empty() && c == '.';
    out += is_plain(c) && !leads ? std::string(1, c)
                                 : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  if (out.size() <= kMostBytes) return out;
  // No id can be read from it, but the text of the file tells the post.
  return "post-" + sha256_hex(doc_id).substr(0, 32);
}

std::string from_file_name(std::string_view stem) {
  std::string out;
  for (std::size_t at = 0; at < stem.size(); ++at) {
    const int high = stem[at] == '%' && at + 2 < stem.size() ? hex_digit(stem[at + 1]) : -1;
    const int low = high >= 0 ? hex_digit(stem[at + 2]) : -1;
    if (low < 0) {
      out += stem[at];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return out;
}

std::string doc_id_of_file(std::string_view path) { return from_file_name(file_stem(path)); }

}  // namespace tarn::exchange
