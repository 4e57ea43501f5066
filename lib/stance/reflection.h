#pragma once

#include <cstdint>
#include <string_view>

#include "stance/analysis.h"

namespace tarn::stance {

/// The cue-based level of a post: which kinds of cue of reflection it has. It tells of words, not
/// of the depth of anybody's reflection, and ranks nobody.
enum class ReflectionLevel : std::uint8_t { kShort, kR1, kR2, kR3, kR4 };

/// "short", "R1" … "R4".
std::string_view name_of(ReflectionLevel level);

/// What the level rule counts, from the author's voice alone.
struct ReflectionCues {
  std::uint32_t feel = 0;
  std::uint32_t evaluate = 0;
  std::uint32_t belief = 0;
  std::uint32_t difficulty = 0;
  std::uint32_t learn = 0;
  std::uint32_t plan = 0;
  std::uint32_t change = 0;
  std::uint32_t thinking_sentences = 0;  ///< with a cue of analyse or perspective
};

/// The rule (after the levels of Kember et al. 2008, conservative): R2 has a cue of feel,
/// evaluate, belief or difficulty; R3 in addition two sentences of analyse or perspective, or one
/// cue of learn; R4 in addition a cue of change and one of learn or plan; else R1.
ReflectionLevel level_of(const ReflectionCues& cues);

/// Counts the cues of an analysis.
ReflectionCues count_reflection_cues(const Model& model, const Analysis& analysis);

/// The level of a post; kShort when it has fewer than `level_min_words` words.
ReflectionLevel reflection_level(const Model& model, const Analysis& analysis, std::uint32_t words);

}  // namespace tarn::stance
