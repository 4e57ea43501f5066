// The fast matcher against the obvious one, on random lexicons and texts over few words, so that
// entries meet, nest and overlap all the time.
#include <doctest/doctest.h>

#include <random>

#include "lexicon/helpers.h"
#include "lexicon/matcher.h"
#include "lexicon/reference.h"

using namespace tarn;

namespace {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <typename Range>
  std::string any_of(const Range& range) {
    return std::string(range[below(std::size(range))]);
  }

 private:
  std::mt19937 engine_;
};

constexpr const char* kWords[] = {"a",  "b",         "c",     "ab",   "abc", "cab", "Ab", "A",
                                  "bb", "caf\u00e9", "don't", "2019", "a-b", "B",   "ba"};
constexpr const char* kMarks[] = {",", ".", "'", " - ", "-", "!", " ", "\u2019"};
constexpr const char* kGlobs[] = {"a*",  "*b",   "?b",  "*a*",  "b?", "c*b",
                                  "*'t", "ca??", "20*", "a*b*", "A*"};
constexpr const char* kLayers[] = {"theme", "modifier", "stance"};
constexpr const char* kCategories[] = {"x", "x.y", "z", "w", "!"};

std::string text_of(Dice& dice) {
  std::string out;
  const std::size_t size = dice.below(25);
  for (std::size_t i = 0; i < size; ++i) {
    out += dice.any_of(kWords);
    out += dice.one_in(4) ? dice.any_of(kMarks) : "";
    out += dice.one_in(12) ? "" : " ";
  }
  return out;
}

std::string item_of(Dice& dice, int depth) {
  switch (dice.below(12)) {
    case 0:
    case 1:
      return dice.any_of(kGlobs);
    case 2:
      return "_";
    case 3:
    case 4:
      if (depth > 1) return "b";
      return fmt::format("{{{} {}|{}}}", item_of(dice, depth + 1), item_of(dice, depth + 1),
                         item_of(dice, depth + 1));
    case 5:
      return depth > 0 ? "c-a" : "a-b-c";
    default:
      return dice.any_of(kWords);
  }
}

std::string pattern_of(Dice& dice, const std::string& reference) {
  std::string out = item_of(dice, 0);
  const std::size_t more = dice.below(3);
  for (std::size_t i = 0; i < more; ++i) {
    if (dice.one_in(4)) out += fmt::format(" <{}-{}>", dice.below(2), 1 + dice.below(3));
    out += ' ' + item_of(dice, 0);
  }
  if (!reference.empty() && dice.one_in(3)) out += " @" + reference;
  if (!reference.empty() && dice.one_in(6)) out = '@' + reference + ' ' + out;
  return out;
}

std::string flags_of(Dice& dice) {
  switch (dice.below(10)) {
    case 0:
      return "cs";
    case 1:
      return "nostart";
    case 2:
      return "prev=" + dice.any_of(kWords) + "|b*";
    case 3:
      return "next!=" + dice.any_of(kWords);
    case 4:
      return "cs next=a*";
    default:
      return "";
  }
}

/// Categories of rules are above those of plain entries, so that there are no cycles.
std::string lexicon_text(Dice& dice, std::size_t number) {
  std::string out = fmt::format("# layer: {}\n", kLayers[number % 3]);
  if (dice.one_in(4)) out += "# overlap: all\n";
  if (number == 2) out += "# uses: theme\n";
  out += "pattern\tcategory\tweight\tflags\na\tx\nb ba\tz\n";
  const std::size_t size = 1 + dice.below(12);
  for (std::size_t i = 0; i < size; ++i) {
    const std::string category = dice.any_of(kCategories);
    std::string flags = flags_of(dice);
    if (category == "!" && dice.one_in(3))
      flags += flags.empty() ? "layers=theme|stance" : " layers=theme|stance";
    out += fmt::format("{}\t{}\t1\t{}\n", pattern_of(dice, ""), category, flags);
  }
  for (const char* const rule : {"r\tx", "s\tr", "t\tz"}) {
    if (!dice.one_in(2)) continue;
    const std::string name(rule, 1);
    const std::string reference = rule[0] == 's' ? "z" : std::string(rule + 2);
    out += fmt::format("{}\t{}\t1\t{}\n", pattern_of(dice, reference), name, flags_of(dice));
  }
  return out;
}

std::vector<std::string> fast_hits(const Matcher& matcher, const std::string& text,
                                   const Segmentation& units, Matcher::Scratch& scratch) {
  Matches matches;
  matcher.match(text, units, scratch, matches);
  std::vector<std::string> out;
  for (std::size_t layer = 0; layer < matches.by_layer.size(); ++layer) {
    CHECK(std::is_sorted(matches.by_layer[layer].begin(), matches.by_layer[layer].end()));
    for (const Hit& hit : matches.by_layer[layer]) {
      std::string labels;
      for (const EntryLabel& label : matcher.entries()[hit.entry].labels) {
        labels += (labels.empty() ? "" : "+") + label.category;
      }
      out.push_back(fmt::format("{} {}-{} {}", matcher.layers()[layer], hit.first_token,
                                hit.end_token, labels.empty() ? "!" : labels));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("lexicon/random: the matcher finds what the obvious one finds") {
  std::size_t hits = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    std::vector<Lexicon> lexicons;
    std::string all;
    for (std::size_t i = 0; i < 1 + seed % 5; ++i) {
      const std::string text = lexicon_text(dice, i);
      all += text + '\n';
      Diagnostics faults;
      lexicons.push_back(test::lexicon_of(text, faults));
      for (const Diagnostic& fault : faults) FAIL(fmt::format("{}\n{}", text, fault.message));
    }
    CAPTURE(all);
    test::ReferenceMatcher reference(lexicons);
    const Matcher matcher(std::move(lexicons), test::segmenter());
    // Every other one forgets after each sentence.
    Matcher::Scratch scratch(seed % 2 == 0 ? 0 : std::size_t{1} << 20U);
    for (int i = 0; i < 20; ++i) {
      const std::string text = text_of(dice);
      CAPTURE(text);
      const Segmentation units = test::segmenter().segment(text);
      const auto wanted = reference.hits(text, units);
      hits += wanted.size();
      REQUIRE(fmt::format("{}", fmt::join(fast_hits(matcher, text, units, scratch), "\n")) ==
              fmt::format("{}", fmt::join(wanted, "\n")));
    }
  }
  CHECK(hits > 10000);
}
