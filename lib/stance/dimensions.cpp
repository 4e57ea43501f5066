#include "stance/dimensions.h"

#include <algorithm>
#include <span>

#include "stance/table.h"

namespace tarn::stance {
namespace {

template <typename Value>
struct Choice {
  std::string_view word;
  Value value;
};

constexpr Choice<NegationPolicy> kNegation[] = {{"shift", NegationPolicy::kShift},
                                                {"zero", NegationPolicy::kZero},
                                                {"booster", NegationPolicy::kBooster},
                                                {"keep", NegationPolicy::kKeep}};
constexpr Choice<DegreePolicy> kDegree[] = {{"signed", DegreePolicy::kSigned},
                                            {"plain", DegreePolicy::kPlain},
                                            {"no", DegreePolicy::kNone}};
constexpr Choice<bool> kYesNo[] = {{"yes", true}, {"no", false}};
constexpr Choice<bool> kGate[] = {{"author", true}, {"none", false}};
constexpr Choice<bool> kSpans[] = {{"all", true}, {"default", false}};

/// Reads the cells of one row, left to right, and reports words that no column knows.
class RowReader {
 public:
  RowReader(const TableRow& row, const std::vector<std::string>& columns, const std::string& file,
            Diagnostics& faults)
      : row_(row), columns_(columns), file_(file), faults_(faults) {}

  template <typename Value, std::size_t n>
  Value choose(std::size_t column, const Choice<Value> (&choices)[n]) {
    const std::string& word = row_.cells[column];
    for (const Choice<Value>& choice : choices) {
      if (choice.word == word) return choice.value;
    }
    std::string message = columns_[column] + " is '" + word + "'; wanted is ";
    for (std::size_t i = 0; i < n; ++i) {
      message += (i == 0 ? "" : i + 1 == n ? " or " : ", ") + std::string(choices[i].word);
    }
    faults_.push_back({Severity::kError, {file_, row_.line, 0}, "bad-value", std::move(message)});
    return choices[0].value;
  }

 private:
  const TableRow& row_;
  const std::vector<std::string>& columns_;
  const std::string& file_;
  Diagnostics& faults_;
};

}  // namespace

const Dimension* Dimensions::find(std::string_view label) const {
  for (;;) {
    const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Dimension& candidate) {
      return candidate.name == label;
    });
    if (row != rows_.end()) return &*row;
    const std::size_t dot = label.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    label = label.substr(0, dot);
  }
}

Dimensions read_dimensions(ByteSource& source, Diagnostics& faults) {
  const std::vector<std::string> columns = {"dimension", "negation", "degree", "nonfactual",
                                            "contrast",  "gate",     "spans"};
  std::vector<Dimension> rows;
  for (const TableRow& row : read_table(source, columns, faults)) {
    RowReader cells(row, columns, source.name(), faults);
    Dimension made;
    made.name = row.cells[0];
    made.negation = cells.choose(1, kNegation);
    made.degree = cells.choose(2, kDegree);
    made.nonfactual = cells.choose(3, kYesNo);
    made.contrast = cells.choose(4, kYesNo);
    made.author_gate = cells.choose(5, kGate);
    made.quiet = cells.choose(6, kSpans);
    const bool again = std::any_of(rows.begin(), rows.end(), [&](const Dimension& earlier) {
      return earlier.name == made.name;
    });
    if (again || made.name.empty()) {
      faults.push_back({Severity::kError,
                        {source.name(), row.line, 1},
                        "duplicate-dimension",
                        again ? "dimension '" + made.name + "' comes twice"
                              : std::string("a row without a dimension")});
    }
    rows.push_back(std::move(made));
  }
  return Dimensions(std::move(rows));
}

Dimensions load_dimensions(const std::filesystem::path& path) {
  const auto source = open_source(path.string());
  Diagnostics faults;
  Dimensions dimensions = read_dimensions(*source, faults);
  require_no_faults(faults);
  return dimensions;
}

}  // namespace tarn::stance
