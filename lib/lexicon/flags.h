#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/pattern.h"

namespace tarn {

/// prev=a|b, next=a|b, prev!=a|b, next!=a|b: what the word token beside a hit must, or must not,
/// be.
struct ContextTest {
  bool before = false;   ///< the word before the hit, else the one behind it
  bool negated = false;  ///< must not fit; a missing word fits nothing
  std::vector<TokenTest> any;
};

/// The cell `flags` of a row.
struct EntryFlags {
  bool keeps_case = false;   ///< cs
  bool not_initial = false;  ///< nostart
  bool open = false;         ///< open
  std::vector<ContextTest> context;
  std::vector<std::string> layers;  ///< layers=a|b, of an exclusion
};

/// Reads the flags of a row, split by spaces. Every fault is added to `faults`.
EntryFlags parse_flags(std::string_view flags, const Segmenter& segmenter,
                       std::vector<PatternFault>& faults);

/// Whether the flags hold `cs`: what the pattern's parser must know first.
bool has_case_flag(std::string_view flags);

/// The same for flags that decide alike: sorted, white space squeezed.
std::string flags_key(std::string_view flags);

/// The parts of a text between separators, empty ones included.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The word of `words` with the smallest edit distance to `word`; empty when none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& words);

}  // namespace tarn
