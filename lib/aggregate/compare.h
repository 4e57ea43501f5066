#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/rows.h"
#include "base/bytes.h"

namespace tarn::aggregate {

/// A value with its interval, as a row has it.
struct Measured {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
};

/// One measure of one row, in the baseline and now.
struct Change {
  enum class Kind { kMoved, kAppeared, kGone };
  Kind kind = Kind::kMoved;
  std::string table;
  std::string measure;
  std::string item;   ///< "coproduction", "affect.hope, author"
  std::string group;  ///< "month 2014-03"; empty for the whole corpus
  Measured before;
  Measured now;
  /// now − before with a 95 % interval made from the two (MOVER; Zou and Donner 2008); the interval
  /// is empty where one of the two has none.
  Measured difference;
  /// difference / |before|; empty where before is 0.
  std::optional<double> relative;
  /// Whether the interval of the difference leaves 0 out; false where there is none.
  bool clear = false;
};

/// A condition that trips a gate: `theme.rate>20%`.
///
///     RULE    := TABLE '.' MEASURE OP [SIGN] NUMBER ['%'] ['!']
///              | TABLE '.' ('new' | 'gone')
///              | 'lexicons'
///     TABLE   := a table, with '[ITEM]' for one item: theme[coproduction]
///     OP SIGN := '>' either way by more than, '>+' up by more than, '>-' down by more than
///
/// With % the change is relative to the baseline, else it is in the measure's own unit. With ! only
/// changes whose interval leaves 0 out count. `lexicons` trips when the lexicons or their contents
/// differ.
struct Gate {
  std::string text;  ///< as written
  std::string table;
  std::string item;  ///< empty: any
  enum class What { kMove, kNew, kGone, kLexicons } what = What::kMove;
  std::string measure;
  char direction = '*';  ///< '*' either way, '+', '-'
  double limit = 0;
  bool relative = false;
  bool clear_only = false;
};

/// Reads a gate. Throws ResourceError that says what is wrong.
Gate parse_gate(std::string_view text);

/// Reads gates from a file, one a line; blank lines and lines that open with # are skipped. Throws
/// ResourceError with the line.
std::vector<Gate> read_gates(ByteSource& source);

/// What became of a gate.
struct Trip {
  std::string gate;    ///< as written
  std::string reason;  ///< what tripped it, one line
};

/// What two aggregates differ in.
struct Comparison {
  std::vector<Change>
      changes;  ///< all measures that both have or one lacks, in the order of the rows
  std::vector<std::string> lexicon_changes;  ///< one line each; empty: the same lexicons made both
};

/// Compares the rows of tables theme, stance, matrix, reflection, holders and coverage by their
/// keys. O(rows).
Comparison compare(const Rows& baseline, const Rows& current);

/// The gates that a comparison trips, in the order of the gates.
std::vector<Trip> trips(const Comparison& comparison, const std::vector<Gate>& gates);

/// The interval of a difference of two estimates (MOVER; Zou and Donner 2008, Statistics in
/// Medicine 27): from their values and intervals. Empty where one of them is missing.
Measured difference(const Measured& before, const Measured& now);

/// A comparison in a form: text, markdown, json, junit, github. `most` changes are told in text and
/// Markdown, the clear ones first, then the largest; those beyond are counted.
std::string write_comparison(const Comparison& comparison, const std::vector<Gate>& gates,
                             const std::vector<Trip>& tripped, std::string_view form,
                             std::size_t most);

}  // namespace tarn::aggregate
