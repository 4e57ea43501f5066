#include "lexicon/example.h"

#include <fmt/format.h>

#include <algorithm>

#include "lexicon/flags.h"
#include "lexicon/pattern.h"

namespace tarn {
namespace {

constexpr std::size_t kMostExamples = 64;

/// A word that no lexicon holds.
constexpr const char* kStranger = "zzq";

std::string filled(const TokenTest& test) {
  std::string out;
  for (const char c : test.form) {
    if (c == kAnyRun) {
      out += "zq";
    } else {
      out += c == kAnyOne ? 'q' : c;
    }
  }
  return out;
}

bool catches_all(const ContextTest& test) {
  return std::any_of(test.any.begin(), test.any.end(),
                     [](const TokenTest& word) { return word.form == std::string(1, kAnyRun); });
}

/// What may stand on one side of the entry: each word that is wanted, or a stranger, or a mark
/// where no word may stand.
std::vector<std::string> neighbours(const EntryFlags& flags, bool before) {
  std::vector<std::string> out;
  for (const ContextTest& test : flags.context) {
    if (test.before != before) continue;
    if (test.negated && catches_all(test)) return {";"};
    if (test.negated) continue;
    for (const TokenTest& word : test.any) out.push_back(filled(word));
  }
  if (out.empty()) out.emplace_back(kStranger);
  return out;
}

/// The words of a spelling, gaps filled up to their smallest or largest size.
std::string words_of(const PatternSequence& spelling, bool wide) {
  std::string out;
  for (const PatternItem& item : spelling) {
    std::uint32_t words = item.kind == PatternItem::Kind::kAnyWord ? 1 : 0;
    if (item.kind == PatternItem::Kind::kGap) words = wide ? item.most : item.least;
    if (item.kind == PatternItem::Kind::kToken) out += filled(item.test) + ' ';
    for (std::uint32_t i = 0; i < words; ++i) out.append(kStranger).append(1, ' ');
  }
  return out;
}

bool refers(const PatternSequence& spelling) {
  return std::any_of(spelling.begin(), spelling.end(), [](const PatternItem& item) {
    return item.kind == PatternItem::Kind::kCategory;
  });
}

}  // namespace

std::vector<std::string> examples(const LexiconEntry& row, const Segmenter& segmenter) {
  std::vector<PatternFault> faults;
  const EntryFlags flags = parse_flags(row.flags, segmenter, faults);
  // As written: an emoticon is none in lower case.
  const PatternSequence pattern = parse_pattern(row.pattern, true, segmenter, faults);
  std::vector<std::string> out;
  if (!faults.empty()) return out;
  const std::vector<std::string> before = neighbours(flags, true);
  const std::vector<std::string> behind = neighbours(flags, false);
  if (row.pattern.find_first_of("*?{<@_\\-") == std::string::npos) {
    for (const std::string& word : before) {
      out.push_back(
          fmt::format("{} {} {} {} {}", kStranger, word, row.pattern, behind[0], kStranger));
    }
  }
  const std::vector<PatternSequence> all = spellings(pattern);
  // The spellings and the neighbours take turns, so that all of them come up.
  const std::size_t most = std::min(kMostExamples, all.size() * before.size() * behind.size() * 2);
  for (std::size_t i = 0; i < most; ++i) {
    const PatternSequence& spelling = all[i / 2 % all.size()];
    if (refers(spelling)) continue;
    const std::size_t turn = i / 2 / all.size() + i / 2;
    out.push_back(fmt::format("{} {} {}{} {}", kStranger, before[turn % before.size()],
                              words_of(spelling, i % 2 == 1), behind[turn % behind.size()],
                              kStranger));
  }
  return out;
}

}  // namespace tarn
