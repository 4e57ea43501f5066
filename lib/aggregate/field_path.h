#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tarn::aggregate {

/// A field of a post to group by: `language`, `source.format`, `authors[].name`, `tags[]`; `author`
/// and `tag` are short for the last two. Or a part of the date: `day`, `month`, `quarter`, `year`.
class FieldPath {
 public:
  /// Throws ResourceError if the text is no path.
  explicit FieldPath(std::string_view text);

  /// The top-level field that the values are in; "date_published" for a part of the date.
  const std::string& root() const { return steps_.front(); }
  bool is_date() const { return date_ != Date::kNone; }

  /// The values in the JSON text of the root field, each once, in order of coming. Throws
  /// JsonFailure (byte 0 is the field's first) where a value is an object. REQUIRES !is_date().
  std::vector<std::string> values(std::string_view json) const;

  /// The part of a date YYYY-MM-DD, or nothing if it is empty. REQUIRES is_date().
  std::vector<std::string> values_of_day(std::string_view day) const;

 private:
  enum class Date { kNone, kDay, kMonth, kQuarter, kYear };
  Date date_ = Date::kNone;
  std::vector<std::string> steps_;  ///< member names
};

}  // namespace tarn::aggregate
