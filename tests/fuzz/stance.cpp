// Stance on random lexicons and texts: every span is valid and lies in its sentence, every score
// replays from its evidence, what was written reads back, a second run changes nothing.
#include "stage/stance.h"

#include <fmt/format.h>

#include <array>

#include "base/numbers.h"
#include "fuzz.h"

using namespace tarn;
using fuzz::Choices;
using fuzz::expect;

namespace {

constexpr std::array<std::string_view, 40> kWords = {
    "good",  "bad",       "not",        "no",         "never",   "very",     "slightly",
    "hope",  "fear",      "patients",   "clinicians", "I",       "we",       "you",
    "they",  "said",      "feel",       "that",       "but",     "although", "if",
    "would", "must",      "perhaps",    "clearly",    "because", "care",     "team",
    "my",    "their",     "by",         "of",         "who",     "and",      "or",
    "don't", "caf\u00e9", "well-meant", "wonder",     "learned"};
constexpr std::array<std::string_view, 16> kMarks = {
    ". ", ", ", "? ",       "! ",   " \u201C", "\u201D ", " (", ") ",
    "; ", ": ", " \u2014 ", "\n\n", "\n",      "... ",    " '", "' "};
constexpr std::array<std::string_view, 8> kGlobs = {"*ing", "un*", "h*p*", "?ood",
                                                    "*n't", "_",   "car*", "*"};
struct Layer {
  std::string_view name;
  std::vector<std::string_view> categories;
};
const std::vector<Layer> kLayers = {
    {"stance",
     {"valence", "affect.hope", "affect.fear", "alignment.critical", "alignment.enthusiastic",
      "!"}},
    {"certainty", {"certainty", "!"}},
    {"obligation", {"obligation.necessity", "obligation.ability"}},
    {"reflection", {"reflection.feel", "reflection.learn", "reflection.belief"}},
    {"engagement", {"engagement.self", "engagement.reader", "engagement.directive"}},
    {"modifier",
     {"negator", "negator.post", "negator.pseudo", "negator.concord", "negator.affix",
      "correlative", "degree", "degree.post", "transparent", "nonfactual", "ability", "adversative",
      "concessive", "subordinator", "subject", "skip", "coordinator.and", "coordinator.or", "!"}},
    {"holder",
     {"self",
      "group",
      "reader",
      "other",
      "other:clinician",
      "attribution",
      "report",
      "agent",
      "view",
      "auxiliary",
      "determiner",
      "nominative",
      "possessive.self",
      "possessive.other",
      "relative",
      "agent_marker",
      "source_marker",
      "adverb",
      "inherit",
      "!"}},
};
constexpr std::array<std::string_view, 12> kWeights = {"1", "2",    "-1", "-2.5", "0.25", "3",
                                                       "0", "-0.4", "5",  "-5",   "0.6",  "1.75"};

std::string pattern_of(Choices& choices) {
  std::string out;
  const std::size_t items = 1 + choices.below(3);
  for (std::size_t i = 0; i < items; ++i) {
    if (i > 0) out += choices.one_in(5) ? " <0-2> " : " ";
    if (choices.one_in(6))
      out += choices.any_of(kGlobs);
    else if (choices.one_in(6))
      out += fmt::format("{{{}|{}}}", choices.any_of(kWords), choices.any_of(kWords));
    else
      out += choices.any_of(kWords);
  }
  return out;
}

Lexicon lexicon_of(Choices& choices, const Layer& layer) {
  std::string text = fmt::format("# name: {}\n# layer: {}\n", layer.name, layer.name);
  if (choices.one_in(4)) text += "# overlap: all\n";
  text += "pattern\tcategory\tweight\tflags\n";
  const std::size_t rows = 1 + choices.below(8);
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string pattern = pattern_of(choices), category = choices.any_of(layer.categories),
                      weight = choices.any_of(kWeights);
    text += fmt::format("{}\t{}\t{}\t{}\n", pattern, category, weight,
                        choices.one_in(5) ? "nostart" : "");
  }
  Diagnostics faults;
  Lexicon lexicon = read_lexicon(*memory_source(text, std::string(layer.name)), faults);
  // Rows with faults (a weight that a class cannot have, a pattern of no word) are left out.
  std::erase_if(lexicon.entries, [&](const LexiconEntry& entry) {
    return std::any_of(faults.begin(), faults.end(),
                       [&](const Diagnostic& fault) { return fault.place.line == entry.line; });
  });
  return lexicon;
}

std::string text_of(Choices& choices) {
  std::string out;
  while (!choices.empty() && out.size() < 1500) {
    if (choices.one_in(24)) out += choices.text(20);
    out += choices.any_of(kWords);
    out += choices.below(3) == 1 ? choices.any_of(kMarks) : " ";
  }
  return out;
}

stance::Constants constants() {
  static const stance::Constants shipped =
      stance::load_constants(std::string(TARN_SOURCE_DIR) + "/data/lexicons/stance-constants.tsv");
  return shipped;
}

std::optional<StanceResources> resources_of(Choices& choices) {
  static const stance::Dimensions dimensions = stance::load_dimensions(
      std::string(TARN_SOURCE_DIR) + "/data/lexicons/stance-dimensions.tsv");
  std::vector<Lexicon> lexicons;
  for (const Layer& layer : kLayers) {
    if (!choices.one_in(6)) lexicons.push_back(lexicon_of(choices, layer));
  }
  try {
    return StanceResources{stance::Model(std::move(lexicons), constants(), dimensions), {}};
  } catch (const ResourceError&) {
    return std::nullopt;
  }
}

void check_span(const Annotation& a, const std::string& line) {
  if (a.layer == "stance" && a.score) {
    expect(a.base && a.evidence, "a score has evidence", line);
    double product = *a.base;
    for (const EvidenceStep& step : *a.evidence) product *= step.value;
    const double clip = constants().clip;
    expect(format_number(std::clamp(product, -clip, clip)) == format_number(*a.score),
           "a score replays from its evidence", line);
  }
  expect(a.layer != "stance" || a.voice == "author" || a.voice == "reported", "a voice", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Choices choices(fuzz::view(data, size));
  auto resources = resources_of(choices);
  if (!resources) return 0;
  StanceOptions options;
  options.evidence = options.modifiers = options.all_spans = true;
  const StanceScorer score(std::move(*resources), options);

  Record record;
  const std::string text = text_of(choices);
  record.reset("a", text);
  score(record);
  std::string line;
  record.append_line(line);
  line.pop_back();

  Record again;
  const auto error = again.parse(line);
  expect(!error, "what was written reads back", error ? error->message + '\n' + line : "");
  expect(again.text() == text, "the text is unchanged", line);
  const auto sentences = again.field("sentences");
  for (const Annotation& a : again.annotations()) {
    check_span(a, line);
    expect(a.sentence && *a.sentence < sentences->size(), "a span lies in a sentence", line);
  }
  score(again);
  std::string twice;
  again.append_line(twice);
  expect(twice == line + '\n', "a second run changes nothing", line + '\n' + twice);
  std::string account;
  score.explain(again, account);
  return 0;
}
