#include "stance/reflection.h"

#include <array>
#include <string>

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"short", "R1", "R2", "R3", "R4"};

struct CountedClass {
  std::string_view label;
  std::uint32_t ReflectionCues::*count;
};

constexpr CountedClass kCounted[] = {
    {"reflection.feel", &ReflectionCues::feel},
    {"reflection.evaluate", &ReflectionCues::evaluate},
    {"reflection.belief", &ReflectionCues::belief},
    {"reflection.difficulty", &ReflectionCues::difficulty},
    {"reflection.learn", &ReflectionCues::learn},
    {"reflection.plan", &ReflectionCues::plan},
    {"reflection.change", &ReflectionCues::change},
};

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
    const std::string& label = model.label(stance.label).name;
    for (const CountedClass& counted : kCounted) {
      if (label == counted.label) ++(cues.*counted.count);
    }
    const bool thinking = label == "reflection.analyse" || label == "reflection.perspective";
    if (thinking && last_thinking != stance.sentence) {
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
