#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn::text {

/// Classes of words in data/abbreviations (RULES.md tells what each does), as bits: a word may be
/// in several.
enum class WordClass : std::uint8_t {
  kTitle = 1,
  kNumber = 2,
  kInner = 4,
  kEnd = 8,
  kLast = 16,
  kStart = 32,
  kWhole = 64,
};

/// The set of classes of one word.
class WordClasses {
 public:
  WordClasses() = default;
  explicit WordClasses(unsigned bits) : bits_(bits) {}
  bool has(WordClass one) const { return (bits_ & static_cast<unsigned>(one)) != 0; }
  /// Whether the word is an abbreviation of any kind.
  bool is_abbreviation() const { return (bits_ & 31U) != 0; }

 private:
  unsigned bits_ = 0;
};

/// What tarn knows of the words of one language. Immutable.
class Language {
 public:
  /// Reads the list that is built in for a language. REQUIRES one of `names()`.
  explicit Language(std::string_view name);

  /// The languages that have a list.
  static std::span<const std::string_view> names();

  /// The classes of a form, given without its final stop. A few comparisons.
  WordClasses classes(std::string_view form) const;

  /// The longest form of class `whole` that begins at `begin` of a text, in bytes; 0: none.
  std::size_t whole_at(std::string_view text, std::size_t begin) const;

 private:
  /// Up to 16 bytes of lower case, with zeros behind, so that comparing takes no call.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Entry {
    std::string form;  ///< as in the list
    Key key;           ///< the form in lower case
    unsigned bits = 0;
  };
  static Key key_of(std::string_view form);
  void add_line(std::string_view line);
  std::vector<Entry> entries_;               ///< sorted by first byte
  std::array<std::uint32_t, 257> begins_{};  ///< where the keys with each first byte begin
  std::vector<std::string> whole_;           ///< longest first
};

}  // namespace tarn::text
