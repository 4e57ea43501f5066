#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace tarn {

/// Reads a condition for CI such as theme[coproduction].rate>20% from left to right. Every function
/// that finds something else throws ResourceError, with the whole text.
class GateText {
 public:
  explicit GateText(std::string_view text) : text_(text), left_(text) {}

  /// What is left, from the next character.
  std::string_view left() const { return left_; }

  /// Passes over spaces, and over `mark` if it stands there.
  bool take_if(std::string_view mark);

  /// The text before the first of `marks`, or all that is left, without spaces at its ends.
  std::string until(std::string_view marks);

  /// The text between a '[' and its ']'; empty where no '[' stands next.
  std::string bracket();

  [[noreturn]] void fail(std::string_view why) const;

 private:
  std::string_view text_;
  std::string_view left_;
};

/// Calls `take` for each line of a file of rules (gates, label maps), without white space at its
/// ends; blank lines and lines that open with # are skipped. What `take` throws gets the place of
/// the line.
void for_each_rule(ByteSource& source, const std::function<void(std::string_view)>& take);

/// A text without spaces, tabs and carriage returns at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace tarn
