#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/segmenter.h"
#include "text/tokens.h"

namespace tarn {

/// Stand for `*` and `?` in TokenTest::form, where the characters themselves may occur.
inline constexpr char kAnyRun = '\x01';
inline constexpr char kAnyOne = '\x02';

/// A test of one token: its norm equals a word or fits a glob.
struct TokenTest {
  std::string form;  ///< a norm; with `keeps_case` a cased norm; a glob holds kAnyRun and kAnyOne
  bool glob = false;
  bool keeps_case = false;
  /// The type of token that a glob meets (kWord: words and numbers). A word meets any type.
  TokenType type = TokenType::kWord;
  friend auto operator<=>(const TokenTest&, const TokenTest&) = default;
};

struct PatternItem;
using PatternSequence = std::vector<PatternItem>;

/// One element of a pattern. A word with hyphens is a group: one alternative per spelling.
struct PatternItem {
  enum class Kind : std::uint8_t { kToken, kAnyWord, kGap, kCategory, kGroup };
  Kind kind = Kind::kToken;
  TokenTest test;                             ///< kToken
  std::uint32_t least = 0;                    ///< kGap: words
  std::uint32_t most = 0;                     ///< kGap: words
  std::string category;                       ///< kCategory
  std::vector<PatternSequence> alternatives;  ///< kGroup
  friend bool operator==(const PatternItem&, const PatternItem&) = default;
};

/// What is wrong with a pattern or a flag: a byte offset in it, a code, a message.
struct PatternFault {
  std::size_t offset = 0;
  std::string code;
  std::string message;
};

inline constexpr std::uint32_t kLongestGap = 8;
/// A pattern that stands for more spellings is refused: `{…}` multiply.
inline constexpr std::size_t kMostSpellings = 10000;
/// More gaps in one pattern are refused: the ways to place them multiply.
inline constexpr std::size_t kMostGaps = 4;
/// Hyphens of one word; each has three spellings.
inline constexpr std::size_t kMostHyphens = 4;

/// Reads a pattern in the language of lexicons:
///
///   word       the token whose norm is that of `word`
///   * ?        inside a word: any run of characters, any one character
///   {a b|c}    alternatives, each a sequence
///   <n> <m-n>  a gap of that many words, n <= 8
///   _          one word
///   @category  a hit of that category
///   a-b        `a-b`, `ab` and `a b`
///   \x         the character x itself
///
/// Words are cut by `segmenter`, so a word may become several tokens. A word that is an emoticon
/// stands for itself, whatever its characters. Every fault is added to `faults`; with a new fault
/// the result must not be used.
PatternSequence parse_pattern(std::string_view pattern, bool keeps_case,
                              const Segmenter& segmenter, std::vector<PatternFault>& faults);

/// Whether a pattern is nothing but words of ASCII letters and inner apostrophes, with one space
/// between: such a pattern has no fault.
bool is_plain_pattern(std::string_view pattern);

/// The token tests of one word without special characters but `*` and `?`: for flags, where `*`
/// alone is any word.
PatternSequence parse_word(std::string_view word, bool keeps_case, const Segmenter& segmenter,
                           std::vector<PatternFault>& faults);

/// All sequences without groups that a pattern stands for, in order, without repetition. REQUIRES
/// a pattern without faults.
std::vector<PatternSequence> spellings(const PatternSequence& pattern);

/// Two patterns with one key are the same: case (unless it matters), apostrophes and white space
/// apart.
std::string pattern_key(std::string_view pattern, bool keeps_case);

/// The form that flag `cs` compares: as `norm`, but with the case as it is.
std::string cased_norm(std::string_view form);

/// Whether a text fits a glob of kAnyRun and kAnyOne. O(text × glob) at worst.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace tarn
