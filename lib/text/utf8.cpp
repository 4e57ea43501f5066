#include "text/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace tarn {
namespace {

unsigned char byte_at(std::string_view text, std::size_t k) {
  return static_cast<unsigned char>(text[k]);
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Whether the next 8 bytes are ASCII.
bool is_ascii_word(const char* p) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

/// The length of the valid sequence at `k`, 0 when there is none (table 3-7).
std::size_t sequence_length(std::string_view s, std::size_t k) {
  const unsigned char lead = byte_at(s, k);
  const std::size_t left = s.size() - k;
  const auto follows = [&](std::size_t n, unsigned low, unsigned high) {
    if (left < n || byte_at(s, k + 1) < low || byte_at(s, k + 1) > high) return false;
    for (std::size_t j = 2; j < n; ++j) {
      if (!is_continuation(s[k + j])) return false;
    }
    return true;
  };
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return follows(2, 0x80, 0xBF) ? 2 : 0;
  if (lead < 0xF0)
    return follows(3, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) ? 3 : 0;
  if (lead < 0xF5)
    return follows(4, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) ? 4 : 0;
  return 0;
}

bool is_ascii(std::string_view text) {
  const std::string_view words = text.substr(0, text.size() / 8 * 8);
  std::uint64_t all = 0;
  for (std::size_t k = 0; k < words.size(); k += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, words.data() + k, sizeof word);
    all |= word;
  }
  return (all & 0x8080808080808080U) == 0 &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(words.size()), text.end(),
                     [](char c) { return c >= 0; });
}

/// Bit n: byte n of at most 64 continues a code point.
std::uint64_t tails_of(std::string_view bytes) {
  std::uint64_t tails = 0;
  std::size_t k = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; k + 8 <= bytes.size(); k += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + k, sizeof word);
      // The lowest bit of each byte says whether it is 10xxxxxx; the product gathers the eight.
      const std::uint64_t marks = word >> 7U & ~word >> 6U & 0x0101010101010101U;
      tails |= (marks * 0x0102040810204080U >> 56U) << k;
    }
  }
  for (; k < bytes.size(); ++k) {
    tails |= static_cast<std::uint64_t>(is_continuation(bytes[k])) << k;
  }
  return tails;
}

int cluster_class(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK);
}

/// Moves `offset` to the code point before it and reads that.
char32_t previous_code_point(std::string_view text, std::size_t& offset) {
  do {
    --offset;
  } while (is_continuation(text[offset]));
  std::size_t k = offset;
  return next_code_point(text, k);
}

/// GB11: whether the ZWJ that ends at `offset` follows a pictograph and its extenders.
bool joins_pictographs(std::string_view text, std::size_t offset) {
  previous_code_point(text, offset);
  while (offset > 0) {
    const char32_t c = previous_code_point(text, offset);
    if (u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC)) return true;
    if (cluster_class(c) != U_GCB_EXTEND) return false;
  }
  return false;
}

/// GB12, GB13: whether an odd number of regional indicators ends at `offset`.
bool is_half_flag(std::string_view text, std::size_t offset) {
  bool odd = false;
  while (offset > 0 &&
         cluster_class(previous_code_point(text, offset)) == U_GCB_REGIONAL_INDICATOR) {
    odd = !odd;
  }
  return odd;
}

/// GB6 to GB8.
bool joins_hangul(int left, int right) {
  if (left == U_GCB_L) {
    return right == U_GCB_L || right == U_GCB_V || right == U_GCB_LV || right == U_GCB_LVT;
  }
  if (left == U_GCB_LV || left == U_GCB_V) return right == U_GCB_V || right == U_GCB_T;
  return (left == U_GCB_LVT || left == U_GCB_T) && right == U_GCB_T;
}

bool is_control(int cluster) {
  return cluster == U_GCB_CONTROL || cluster == U_GCB_CR || cluster == U_GCB_LF;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  std::size_t k = 0;
  while (k < bytes.size()) {
    while (k + 8 <= bytes.size() && is_ascii_word(bytes.data() + k)) k += 8;
    if (k == bytes.size()) break;
    const std::size_t length = sequence_length(bytes, k);
    if (length == 0) return k;
    k += length;
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t c) {
  assert(c < 0x110000 && (c < 0xD800 || c > 0xDFFF));
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

void OffsetMap::reset(std::string_view text) {
  text_ = text;
  blocks_.clear();
  ascii_ = is_ascii(text);
  size_ = static_cast<std::uint32_t>(text.size());
  if (ascii_) return;
  blocks_.reserve(text.size() / kBlock + 1);
  std::uint32_t tails = 0;
  for (std::size_t k = 0; k <= text.size(); k += kBlock) {
    const std::string_view bytes = text.substr(k, kBlock);
    blocks_.push_back({tails_of(bytes), static_cast<std::uint32_t>(k) - tails});
    tails += static_cast<std::uint32_t>(std::popcount(blocks_.back().tails));
  }
  size_ -= tails;
}

void OffsetMap::reset_to_length(std::uint32_t code_points) {
  text_ = {};
  blocks_.clear();
  ascii_ = true;
  size_ = code_points;
}

std::optional<std::uint32_t> OffsetMap::to_bytes(std::uint64_t code_points) const {
  if (code_points > size_) return std::nullopt;
  if (ascii_) return static_cast<std::uint32_t>(code_points);
  if (code_points == size_) return static_cast<std::uint32_t>(text_.size());
  // Where few bytes continue a code point the block lies not far behind that of plain ASCII.
  constexpr std::ptrdiff_t kNear = 4;
  const auto holds = [](std::uint64_t wanted, const Block& next) { return wanted < next.before; };
  auto above = blocks_.begin() + static_cast<std::ptrdiff_t>(code_points / kBlock) + 1;
  const auto near = blocks_.end() - above > kNear ? above + kNear : blocks_.end();
  while (above != near && !holds(code_points, *above)) ++above;
  if (above == near) above = std::upper_bound(above, blocks_.end(), code_points, holds);
  const Block& block = *(above - 1);
  // The lead byte that has as many lead bytes before it: as far in as they are many and as the
  // tails up to it are.
  const std::uint64_t leads = code_points - block.before;
  std::uint64_t at = leads;
  for (std::uint64_t last = block.tails == 0 ? at : kBlock; last != at;) {
    last = at;
    const std::uint64_t up_to = ~std::uint64_t{0} >> (kBlock - 1 - at);
    at = leads + static_cast<std::uint64_t>(std::popcount(block.tails & up_to));
  }
  const auto first = static_cast<std::size_t>(above - 1 - blocks_.begin()) * kBlock;
  return static_cast<std::uint32_t>(first + at);
}

bool is_grapheme_boundary(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset >= text.size()) return true;
  if (text[offset] >= 0 && text[offset - 1] >= 0) {
    return text[offset] != '\n' || text[offset - 1] != '\r';
  }
  std::size_t before = offset;
  const char32_t left_char = previous_code_point(text, before);
  std::size_t after = offset;
  const char32_t right_char = next_code_point(text, after);
  const int left = cluster_class(left_char);
  const int right = cluster_class(right_char);
  if (is_control(left) || is_control(right)) return left != U_GCB_CR || right != U_GCB_LF;
  if (right == U_GCB_EXTEND || right == U_GCB_ZWJ || right == U_GCB_SPACING_MARK) return false;
  if (left == U_GCB_PREPEND || joins_hangul(left, right)) return false;
  if (left == U_GCB_ZWJ &&
      u_hasBinaryProperty(static_cast<UChar32>(right_char), UCHAR_EXTENDED_PICTOGRAPHIC)) {
    return !joins_pictographs(text, offset);
  }
  if (left == U_GCB_REGIONAL_INDICATOR && right == left) return !is_half_flag(text, offset);
  return true;
}

}  // namespace tarn
