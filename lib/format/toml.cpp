#include "format/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <string>

namespace tarn {
namespace {

std::string shown(const toml::date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string shown(const toml::time& time) {
  std::string out = fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
  if (time.nanosecond == 0) return out;
  std::string fraction = fmt::format("{:09}", time.nanosecond);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return out + '.' + fraction;
}

std::string shown(const toml::date_time& moment) {
  std::string out = shown(moment.date) + 'T' + shown(moment.time);
  if (!moment.offset) return out;
  const int minutes = moment.offset->minutes;
  if (minutes == 0) return out + 'Z';
  const int size = std::abs(minutes);
  return out + fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

std::string scalar_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  if (const auto* date = node.as_date()) return shown(date->get());
  if (const auto* time = node.as_time()) return shown(time->get());
  if (const auto* moment = node.as_date_time()) return shown(moment->get());
  return {};
}

/// toml++ sorts keys by name; lines give the order of the source back.
void sort_by_line(DataTree& tree) {
  std::stable_sort(tree.members.begin(), tree.members.end(),
                   [](const auto& a, const auto& b) { return a.second.line < b.second.line; });
}

/// Depth is bounded by the parser (256).
void convert(const toml::node& node, DataTree& out) {
  out.line = node.source().begin.line;
  if (const toml::table* table = node.as_table()) {
    out.type = DataTree::Type::kMap;
    for (const auto& [key, value] : *table) {
      convert(value, out.add(std::string(key.str())));
    }
    sort_by_line(out);
  } else if (const toml::array* array = node.as_array()) {
    out.type = DataTree::Type::kList;
    for (const toml::node& item : *array) convert(item, out.items.emplace_back());
  } else {
    out.type = DataTree::Type::kScalar;
    out.scalar = scalar_of(node);
  }
}

}  // namespace

std::optional<DataError> parse_toml(std::string_view text, DataTree& out) {
  out = DataTree{};
  try {
    convert(toml::parse(text), out);
  } catch (const toml::parse_error& error) {
    return DataError{error.source().begin.line, std::string(error.description())};
  }
  return std::nullopt;
}

}  // namespace tarn
