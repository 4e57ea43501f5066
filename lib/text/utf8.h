#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

/// The byte offset of the first byte that is not part of valid UTF-8 (Unicode 15, table 3-7:
/// no overlong forms, no surrogates, nothing above U+10FFFF); empty when all is valid.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// Appends one code point. REQUIRES a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// Reads the code point at `offset` and moves `offset` behind it. REQUIRES valid UTF-8.
inline char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto byte = [&](std::size_t n) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[offset + n]));
  };
  const auto tail = [&](std::size_t n) { return byte(n) & 0x3F; };
  const char32_t lead = byte(0);
  char32_t c = lead;
  std::size_t size = 1;
  if (lead >= 0xF0) {
    c = (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
    size = 4;
  } else if (lead >= 0xE0) {
    c = (lead & 0x0F) << 12 | tail(1) << 6 | tail(2);
    size = 3;
  } else if (lead >= 0x80) {
    c = (lead & 0x1F) << 6 | tail(1);
    size = 2;
  }
  offset += size;
  return c;
}

/// The number of code points. REQUIRES valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Converts between byte and code-point offsets of one text, which must outlive the object. Linear
/// to build; needs no memory for ASCII, else 16 bytes per 64 of the text; a look-up is constant.
class OffsetMap {
 public:
  OffsetMap() = default;
  explicit OffsetMap(std::string_view text) { reset(text); }

  /// Moves to another text, keeping memory.
  void reset(std::string_view text);

  /// Moves to a text of which only the length is known, for who counts in code points: its
  /// "bytes" are code points too.
  void reset_to_length(std::uint32_t code_points);

  /// Code points before byte `offset`. REQUIRES a code-point boundary within the text.
  std::uint32_t to_code_points(std::uint32_t offset) const {
    if (ascii_) return offset;
    const Block& block = blocks_[offset / kBlock];
    const std::uint32_t within = offset % kBlock;
    if (block.tails == 0) return block.before + within;
    const std::uint64_t tails = block.tails & ((std::uint64_t{1} << within) - 1);
    return block.before + within - static_cast<std::uint32_t>(std::popcount(tails));
  }

  /// The byte offset of a code point; empty when the text has fewer code points.
  std::optional<std::uint32_t> to_bytes(std::uint64_t code_points) const;

  /// Code points of the whole text.
  std::uint32_t size() const { return size_; }

 private:
  static constexpr std::size_t kBlock = 64;
  /// 64 bytes of the text.
  struct Block {
    std::uint64_t tails = 0;   ///< bit n: byte n continues a code point
    std::uint32_t before = 0;  ///< code points before them
  };

  std::string_view text_;
  std::uint32_t size_ = 0;
  bool ascii_ = true;
  std::vector<Block> blocks_;  ///< one more than the text fills, for its end
};

/// Whether a grapheme cluster may begin or end at byte `offset` (UAX #29, extended clusters).
/// Spans of records stand only on such places. REQUIRES a code-point boundary.
bool is_grapheme_boundary(std::string_view text, std::size_t offset);

}  // namespace tarn
