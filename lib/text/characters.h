#pragma once

#include <array>
#include <cstdint>

namespace tarn::text {

/// What a code point is to the word rules (words.rbbi). Marks of which runs are one token have
/// kinds of their own where another rule asks for them too.
enum class Kind : std::uint8_t {
  kOther,
  kSpace,         ///< white space that can carry a mark
  kLineSpace,     ///< white space that cannot: tab, ends of line
  kAlpha,         ///< $Alpha
  kDigit,         ///< $Digit
  kLow,           ///< $Low, but '_'
  kLowRun,        ///< '_'
  kApos,          ///< $Apos
  kAposRun,       ///< $Apos, in runs
  kHyphen,        ///< $Hyph, but '-'
  kHyphenRun,     ///< '-'
  kSeparator,     ///< $Sep
  kSeparatorRun,  ///< $Sep, in runs
  kSign,          ///< # and @, full width
  kSignRun,       ///< '#', '@'
  kRun,           ///< other marks that come in runs
  kExtend,        ///< $X, but ZWJ
  kZwj,
  kPict,  ///< $Pict
  kFlag,  ///< $RI
  kRare,  ///< for ICU: $dictionary, and what clings to its neighbour in other ways
};

/// One byte for each code point: its Kind in the low 5 bits, and in the high 3 the TokenType of a
/// token that is this one character. Two stages; generated at build time from ICU's properties.
struct CharacterTable {
  static constexpr unsigned kBlockBits = 7;
  static const std::uint8_t kBlockOf[0x110000 >> kBlockBits];
  static const std::uint8_t kBlocks[][1U << kBlockBits];

  static std::uint8_t entry(char32_t c) {
    return kBlocks[kBlockOf[c >> kBlockBits]][c & ((1U << kBlockBits) - 1)];
  }
  static Kind kind(char32_t c) { return static_cast<Kind>(entry(c) & 31U); }
};

}  // namespace tarn::text
