#include "stance/links.h"

#include <algorithm>
#include <tuple>

namespace tarn::stance {
namespace {

/// Words of the longest theme that is found when the hit stands at its far end.
constexpr std::uint32_t kLongestTheme = 64;

std::uint32_t gap(const SentenceView& sentence, TokenRange a, TokenRange b) {
  if (a.end <= b.first) return sentence.words_between(a.end, b.first);
  if (b.end <= a.first) return sentence.words_between(b.end, a.first);
  return 0;
}

}  // namespace

std::string_view name_of(ThemeLevel level) {
  switch (level) {
    case ThemeLevel::kClause:
      return "clause";
    case ThemeLevel::kSentence:
      return "sentence";
    case ThemeLevel::kNone:
      break;
  }
  return "";
}

ThemeLink link_theme(const Post& post, const SentenceView& sentence, TokenRange hit,
                     const Constants& constants) {
  ThemeLink best;
  if (sentence.themes.empty()) return best;
  const auto key = [&](const ThemeMention& mention) {
    const bool elsewhere = sentence.clauses[mention.tokens.first] != sentence.clauses[hit.first];
    const std::uint32_t size = mention.tokens.end - mention.tokens.first;
    return std::tuple(elsewhere, gap(sentence, hit, mention.tokens),
                      mention.tokens.first < hit.first, kAbsent - size,
                      post.themes[mention.theme].label);
  };
  const ThemeMention* chosen = nullptr;
  const std::uint32_t nearby = constants.link_max_gap + kLongestTheme;
  const auto first = std::partition_point(
      sentence.themes.begin(), sentence.themes.end(), [&](const ThemeMention& mention) {
        return mention.tokens.first < hit.first &&
               sentence.words_between(mention.tokens.first, hit.first) > nearby;
      });
  for (auto at = first; at != sentence.themes.end(); ++at) {
    const ThemeMention& mention = *at;
    if (mention.tokens.first >= hit.end &&
        sentence.words_between(hit.end, mention.tokens.first) > constants.link_max_gap) {
      break;
    }
    if (gap(sentence, hit, mention.tokens) > constants.link_max_gap) continue;
    if (chosen != nullptr && !(key(mention) < key(*chosen))) continue;
    chosen = &mention;
    best.theme = mention.theme;
    best.level = std::get<0>(key(mention)) ? ThemeLevel::kSentence : ThemeLevel::kClause;
  }
  return best;
}

}  // namespace tarn::stance
