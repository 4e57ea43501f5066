#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace tarn::evaluate {

/// Makes the labels of one side those of the other: "fear=affect.fear". A label without a rule
/// stays as it is; one with several rules becomes several; "fear=" drops it. "fear.*" stands for
/// all labels below fear that have no rule of their own, "*" for all labels without one; the
/// longest wins.
class LabelMap {
 public:
  /// Adds a rule THEIRS=OURS. Throws ResourceError when there is no '=' or nothing before it.
  void add(std::string_view rule);

  /// Adds the rules of a file, one a line: THEIRS, then a tab or '=', then OURS. Blank lines and
  /// lines that open with # are skipped. Throws ResourceError with the line.
  void read(ByteSource& source);

  /// What a label becomes. With `ancestors` a label also becomes what rules say of those above it.
  std::vector<std::string> of(std::string_view label, bool ancestors = false) const;

 private:
  using Targets = std::vector<std::string>;
  void add(std::string_view theirs, std::string_view ours);
  const Targets* rule_for(std::string_view label) const;

  std::map<std::string, Targets, std::less<>> rules_;
};

/// The labels above a dotted one, the nearest first: "a.b.c" is below "a.b" and "a".
std::vector<std::string_view> ancestors_of(std::string_view label);

}  // namespace tarn::evaluate
