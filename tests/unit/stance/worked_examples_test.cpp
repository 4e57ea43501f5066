#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "base/numbers.h"
#include "fixture.h"
#include "stance/table.h"

using namespace tarn;
using namespace tarn::stance;

namespace {

/// One row of tests/data/stance/worked-examples.tsv, id and sentence aside.
struct Row {
  std::string words, hit, valence, operations, other, holder, theme, sum, score;
};

std::string shown(const Row& row) {
  return joined({row.words, row.hit, row.valence, row.operations, row.other, row.holder, row.theme,
                 row.sum, row.score},
                " | ");
}

std::string factor(double value) {
  return "(1" + std::string(value < 1 ? "-" : "+") + format_number(std::abs(value - 1)) + ")";
}

/// The operations in the notation of the table.
std::string operations(const Read& read, const Stance& stance) {
  std::vector<std::string> words;
  const bool even = (stance.status & kDoubleNegated) != 0;
  for (std::uint32_t i = stance.first_evidence; i < stance.end_evidence; ++i) {
    const Evidence& evidence = read.analysis().evidence[i];
    const std::string entry = read.pattern(evidence.entry);
    switch (evidence.operation) {
      case Operation::kDegree:
      case Operation::kDegreePost:
        words.push_back("×" + factor(evidence.value) + "[" + entry + "]");
        break;
      case Operation::kDegreeOuter:
        words.push_back("×" + factor(evidence.value) + "[" + entry + "]outer");
        break;
      case Operation::kNegation:
        words.push_back("NEG[" + entry + "]");
        break;
      case Operation::kNonfactual:
        words.push_back("irr");
        break;
      case Operation::kQuestion:
        words.push_back("q");
        break;
      case Operation::kContrast:
        words.push_back("but");
        break;
      case Operation::kConcession:
        words.push_back("conc");
        break;
    }
  }
  if (even) words = {"NEGx2"};
  return words.empty() ? "-" : joined(words, " ");
}

/// All hits of the first sentence as rows: the stances of one place together.
std::vector<Row> rows_of(const Read& read) {
  std::vector<Row> rows;
  std::uint32_t last = kAbsent;
  for (const Stance& stance : read.analysis().stances) {
    const std::string& label = read.model().label(stance.label).name;
    if (label.starts_with("engagement")) continue;
    if (rows.empty() || stance.tokens.first != last) {
      Row row;
      row.words = std::to_string(read.units().sentences[0].words);
      row.hit = read.form(stance.tokens);
      std::transform(row.hit.begin(), row.hit.end(), row.hit.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      row.valence = row.operations = row.other = row.theme = "-";
      row.holder = std::string(read.model().holder_name(stance.attribution.holder)) + " (" +
                   std::string(name_of(stance.attribution.rule)) + ")";
      if (stance.link.level != ThemeLevel::kNone) {
        row.theme = std::string(read.post().themes[stance.link.theme].label) + "@" +
                    std::string(name_of(stance.link.level));
      }
      row.sum = format_number(read.values()[0].sum);
      row.score = format_number(read.values()[0].score);
      rows.push_back(row);
    }
    last = stance.tokens.first;
    if (label == "valence") {
      rows.back().valence = format_number(stance.base) + " " + format_number(stance.score);
      rows.back().operations = operations(read, stance);
    } else {
      rows.back().other = label + " " + format_number(stance.score);
    }
  }
  return rows;
}

struct Example {
  std::string sentence;
  std::vector<std::string> want;
};

std::map<std::string, Example> examples() {
  const auto source = open_source(source_path("tests/data/stance/worked-examples.tsv").string());
  Diagnostics faults;
  std::map<std::string, Example> found;
  for (const TableRow& row : read_table(*source,
                                        {"id", "sentence", "words", "hit", "valence", "operations",
                                         "other", "holder", "theme", "sum", "score"},
                                        faults)) {
    const auto& c = row.cells;
    found[c[0]].sentence = c[1];
    found[c[0]].want.push_back(shown({c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10]}));
  }
  CHECK(faults.empty());
  return found;
}

}  // namespace

TEST_CASE("stance/worked examples: scores, operations, holders and themes of 41 sentences") {
  const auto all = examples();
  CHECK(all.size() == 41);
  for (const auto& named : all) {
    const std::string& id = named.first;
    const Example& example = named.second;
    CAPTURE(id);
    CAPTURE(example.sentence);
    const Read read(example.sentence);
    std::vector<std::string> got;
    for (const Row& row : rows_of(read)) got.push_back(shown(row));
    CHECK(joined(got, "\n") == joined(example.want, "\n"));
  }
}
