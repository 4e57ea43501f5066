#include "stance/reflection.h"

#include <array>
#include <string>

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"short", "R1", "R2", "R3", "R4"};

/// The count of each ReflectionClass up to kThinking, in their order.
constexpr std::uint32_t ReflectionCues::*kCounts[] = {
    &ReflectionCues::feel,       &ReflectionCues::evaluate, &ReflectionCues::belief,
    &ReflectionCues::difficulty, &ReflectionCues::learn,    &ReflectionCues::plan,
    &ReflectionCues::change};

}  // namespace

std::string_view name_of(ReflectionLevel level) { return kLevels[static_cast<std::size_t>(level)]; }

ReflectionLevel level_of(const ReflectionCues& cues) {
  const bool stirred = cues.feel + cues.evaluate + cues.belief + cues.difficulty > 0;
  if (!stirred) return ReflectionLevel::kR1;
  if (cues.thinking_sentences < 2 && cues.learn == 0) return ReflectionLevel::kR2;
  if (cues.change == 0 || cues.learn + cues.plan == 0) return ReflectionLevel::kR3;
  return ReflectionLevel::kR4;
}

ReflectionCues count_reflection_cues(const Model& model, const Analysis& analysis) {
  ReflectionCues cues;
  std::uint32_t last_thinking = kAbsent;
  for (const Stance& stance : analysis.stances) {
    if (stance.reported) continue;
    const ReflectionClass kind = model.label(stance.label).reflection;
    if (kind < ReflectionClass::kThinking) ++(cues.*kCounts[static_cast<std::size_t>(kind)]);
    if (kind == ReflectionClass::kThinking && last_thinking != stance.sentence) {
      ++cues.thinking_sentences;
      last_thinking = stance.sentence;
    }
  }
  return cues;
}

ReflectionLevel reflection_level(const Model& model, const Analysis& analysis,
                                 std::uint32_t words) {
  if (words < model.constants().level_min_words) return ReflectionLevel::kShort;
  return level_of(count_reflection_cues(model, analysis));
}

}  // namespace tarn::stance
