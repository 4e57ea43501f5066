#pragma once

#include <cstdint>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// Where the theme of a hit stands: in its clause, or elsewhere in its sentence.
enum class ThemeLevel : std::uint8_t { kNone, kClause, kSentence };

/// "clause", "sentence", "" for none.
std::string_view name_of(ThemeLevel level);

/// A theme and where it stands.
struct ThemeLink {
  std::uint32_t theme = kAbsent;  ///< index into Post::themes
  ThemeLevel level = ThemeLevel::kNone;
};

/// The theme that a hit is about: of the sentence's themes the first by (same
/// clause · words between · right of the hit · longer · label), none beyond `link_max_gap`.
ThemeLink link_theme(const Post& post, const SentenceView& sentence, TokenRange hit,
                     const Constants& constants);

}  // namespace tarn::stance
