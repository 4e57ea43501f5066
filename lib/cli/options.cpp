#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/numbers.h"

namespace tarn::cli {
namespace {

template <typename Number, typename Parse>
CLI::Option* add_checked(CLI::App& app, const std::string& flags, Number& value, Number low,
                         Number high, const std::string& help, const char* wanted, Parse parse) {
  auto set = [&value, low, high, wanted, parse,
              name = flags.substr(flags.find("--"))](const std::string& text) {
    const auto number = parse(text);
    if (!number || *number < low || *number > high)
      throw CLI::ValidationError(
          name, fmt::format("'{}' is no {} from {} to {}", text, wanted, low, high));
    value = *number;
  };
  return app.add_option_function<std::string>(flags, set, help)
      ->type_name("N")
      ->default_str(fmt::format("{}", value));
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

CLI::Option* add_integer(CLI::App& app, const std::string& flags, std::int64_t& value,
                         std::int64_t low, std::int64_t high, const std::string& help) {
  return add_checked(app, flags, value, low, high, help, "whole number",
                     [](const std::string& text) { return parse_integer(text); });
}

CLI::Option* add_number(CLI::App& app, const std::string& flags, double& value, double low,
                        double high, const std::string& help) {
  return add_checked(app, flags, value, low, high, help, "number",
                     [](const std::string& text) { return parse_decimal(text); });
}

CLI::Option* add_list(CLI::App& app, const std::string& flags, std::vector<std::string>& values,
                      const std::string& help, bool commas) {
  auto* option = app.add_option(flags, values, help)->expected(1)->allow_extra_args(false);
  option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  if (commas) option->delimiter(',');
  return option->type_name(commas ? "TEXT,..." : "TEXT");
}

CLI::Option* suggest(CLI::Option* option, const std::vector<std::string>& words) {
  return option->check(
      CLI::Validator([](std::string&) { return std::string(); }, CLI::detail::generate_set(words)));
}

CLI::Option* add_choice(CLI::App& app, const std::string& flags, std::string& value,
                        const std::vector<std::string>& choices, const std::string& help) {
  return app.add_option(flags, value, help)
      ->check(CLI::IsMember(choices))
      ->type_name("WORD")
      ->capture_default_str();
}

std::string nearest(const std::string& word, const std::vector<std::string>& names) {
  std::string best;
  std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(word, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace tarn::cli
