#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/pattern.h"
#include "lexicon/string_index.h"

namespace tarn {

/// The globs that a form fits, found by their literal prefix or suffix; only those with neither
/// are tried one by one.
class GlobIndex {
 public:
  void add(const TokenTest& test, std::uint32_t token_class);

  /// Appends the classes of all globs that fit. O(lengths of prefixes + globs that share one).
  void find(std::string_view form, TokenType type, std::vector<std::uint32_t>& out) const;

  bool empty() const { return globs_.empty(); }

 private:
  struct Glob {
    std::string form;
    TokenType type;
    std::uint32_t token_class;
  };
  /// Globs by one end of their text.
  struct Ends {
    StringIndex index;
    std::vector<std::vector<std::uint32_t>> globs;  ///< by number in the index
    /// By the outermost byte: bit n: there are ends of n bytes.
    std::array<std::uint32_t, 256> lengths{};

    void add(std::string_view end, char outermost, std::uint32_t glob);
    /// The lengths of the ends that a form may have, as bits.
    std::uint32_t lengths_of(std::string_view form, char outermost) const;
  };
  void try_all(const std::vector<std::uint32_t>& globs, std::string_view form, TokenType type,
               std::vector<std::uint32_t>& out) const;

  std::vector<Glob> globs_;
  Ends prefixes_;
  Ends suffixes_;
  std::vector<std::uint32_t> others_;
};

/// Every distinct token test of a matcher as a number, its class. A token belongs to the classes
/// whose test it passes.
class TokenClasses {
 public:
  /// The class of a test; equal tests share one.
  std::uint32_t add(const TokenTest& test);

  /// The class of the test for a word: its norm, or its cased norm.
  std::uint32_t add_word(std::string_view form, bool keeps_case);

  std::uint32_t size() const { return size_; }

  /// Replaces `out` by the classes of a token, in ascending order. `norm` is the norm of `form`.
  void find(std::string_view form, std::string_view norm, TokenType type,
            std::vector<std::uint32_t>& out) const;

 private:
  /// Tests by a key, with the class of each.
  struct Tests {
    StringIndex keys;
    std::vector<std::uint32_t> classes;  ///< by number of the key
  };
  std::uint32_t add(Tests& tests, std::string_view key);
  static void find_word(const Tests& words, std::string_view form, std::vector<std::uint32_t>& out);

  std::uint32_t size_ = 0;
  Tests words_;
  Tests cased_words_;
  Tests all_globs_;  ///< key: whether case matters, type, glob
  GlobIndex globs_;
  GlobIndex cased_globs_;
};

}  // namespace tarn
