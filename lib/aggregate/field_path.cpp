#include "aggregate/field_path.h"

#include <algorithm>

#include "base/error.h"
#include "format/json_cursor.h"

namespace tarn::aggregate {
namespace {

std::string_view without_alias(std::string_view text) {
  if (text == "author") return "authors[].name";
  if (text == "tag") return "tags[]";
  return text;
}

/// Collects the scalars at `step` and beyond; lists are entered wherever they stand.
void collect(JsonCursor& json, const std::vector<std::string>& steps, std::size_t step,
             std::vector<std::string>& out) {
  std::string buffer;
  switch (json.peek()) {
    case JsonType::kArray:
      json.enter_array();
      while (json.next_element()) collect(json, steps, step, out);
      return;
    case JsonType::kObject: {
      if (step == steps.size())
        json.fail(json.byte(),
                  "field '" + steps.front() + "' is an object: name one of its members");
      std::string_view key;
      json.enter_object();
      while (json.next_member(key)) {
        if (key == steps[step])
          collect(json, steps, step + 1, out);
        else
          json.skip();
      }
      return;
    }
    case JsonType::kNull:
      json.skip();
      return;
    case JsonType::kString:
      buffer = std::string(json.string(buffer));
      break;
    default:
      buffer = std::string(json.skip());
      break;
  }
  if (step == steps.size() && std::find(out.begin(), out.end(), buffer) == out.end())
    out.push_back(buffer);
}

}  // namespace

FieldPath::FieldPath(std::string_view text) {
  if (text == "day") date_ = Date::kDay;
  if (text == "month") date_ = Date::kMonth;
  if (text == "quarter") date_ = Date::kQuarter;
  if (text == "year") date_ = Date::kYear;
  if (is_date()) {
    steps_ = {"date_published"};
    return;
  }
  std::string_view rest = without_alias(text);
  while (true) {
    const std::size_t point = rest.find('.');
    std::string_view step = rest.substr(0, point);
    if (step.ends_with("[]")) step.remove_suffix(2);
    if (step.empty() || step.find_first_of("[]") != std::string_view::npos) {
      throw ResourceError(
          "found field '" + std::string(text) +
          "', want a path such as language, source.format, tags[] or authors[].name");
    }
    steps_.emplace_back(step);
    if (point == std::string_view::npos) return;
    rest.remove_prefix(point + 1);
  }
}

std::vector<std::string> FieldPath::values(std::string_view json) const {
  std::vector<std::string> out;
  JsonCursor cursor(json);
  collect(cursor, steps_, 1, out);
  return out;
}

std::vector<std::string> FieldPath::values_of_day(std::string_view day) const {
  if (day.empty()) return {};
  const std::string year(day.substr(0, 4));
  switch (date_) {
    case Date::kDay:
      return {std::string(day)};
    case Date::kMonth:
      return {std::string(day.substr(0, 7))};
    case Date::kYear:
      return {year};
    default:
      break;
  }
  const int month = (day[5] - '0') * 10 + (day[6] - '0');
  return {year + "-Q" + std::to_string((month + 2) / 3)};
}

}  // namespace tarn::aggregate
