#include "stance/constants.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/numbers.h"
#include "stance/table.h"

namespace tarn::stance {
namespace {

using Member = std::variant<double Constants::*, std::uint32_t Constants::*>;

struct Key {
  std::string_view name;
  Member member;
  double low;
  double high;
};

constexpr double kMaxWords = 10'000;

const std::array<Key, 18> kKeys = {{
    {"nu_pos", &Constants::nu_pos, 0, 10},
    {"nu_neg", &Constants::nu_neg, 0, 10},
    {"neg_reach", &Constants::neg_reach, 0, kMaxWords},
    {"post_neg_reach", &Constants::post_neg_reach, 0, kMaxWords},
    {"deg_max", &Constants::deg_max, 0, kMaxWords},
    {"deg_skip", &Constants::deg_skip, 0, kMaxWords},
    {"post_deg_reach", &Constants::post_deg_reach, 0, kMaxWords},
    {"f_irr", &Constants::f_irr, 0, 10},
    {"f_q", &Constants::f_q, 0, 10},
    {"f_but", &Constants::f_but, 0, 10},
    {"f_conc", &Constants::f_conc, 0, 10},
    {"clip", &Constants::clip, 0, 1000},
    {"neg_weight", &Constants::neg_weight, 0, 10},
    {"label_threshold", &Constants::label_threshold, 0, 1000},
    {"link_max_gap", &Constants::link_max_gap, 0, kMaxWords},
    {"quote_min_words", &Constants::quote_min_words, 0, kMaxWords},
    {"aside_min_words", &Constants::aside_min_words, 0, kMaxWords},
    {"level_min_words", &Constants::level_min_words, 0, kMaxWords},
}};

bool is_whole(double value) { return std::floor(value) == value; }

/// What is wrong with a value; empty when nothing is.
std::string fault_of(const Key& key, std::optional<double> value, const std::string& cell) {
  const bool whole = std::holds_alternative<std::uint32_t Constants::*>(key.member);
  if (value && *value >= key.low && *value <= key.high && (!whole || is_whole(*value))) return {};
  return "value '" + cell + "' of '" + std::string(key.name) + "' is no " +
         (whole ? "whole number" : "number") + " from " + format_number(key.low) + " to " +
         format_number(key.high);
}

void assign(Constants& constants, const Member& member, double value) {
  if (const auto* real = std::get_if<double Constants::*>(&member)) {
    constants.*(*real) = value;
  } else {
    constants.*std::get<std::uint32_t Constants::*>(member) = static_cast<std::uint32_t>(value);
  }
}

}  // namespace

std::size_t read_constants(ByteSource& source, Constants& constants, Diagnostics& faults) {
  std::vector<std::string_view> seen;
  const auto fault = [&](const TableRow& row, std::uint64_t column, const char* code,
                         std::string message) {
    faults.push_back(
        {Severity::kError, {source.name(), row.line, column}, code, std::move(message)});
  };
  for (const TableRow& row : read_table(source, {"key", "value"}, faults)) {
    const std::string& name = row.cells[0];
    const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                  [&](const Key& candidate) { return candidate.name == name; });
    if (key == kKeys.end()) {
      fault(row, 1, "unknown-key", "unknown constant '" + name + "'");
      continue;
    }
    if (std::find(seen.begin(), seen.end(), key->name) != seen.end()) {
      fault(row, 1, "duplicate-key", "constant '" + name + "' is set twice");
      continue;
    }
    seen.push_back(key->name);
    const std::optional<double> value = parse_decimal(row.cells[1]);
    if (std::string message = fault_of(*key, value, row.cells[1]); !message.empty()) {
      fault(row, name.size() + 2, "bad-value", std::move(message));
    } else {
      assign(constants, key->member, *value);
    }
  }
  return seen.size();
}

Constants load_constants(const std::filesystem::path& path, const Constants& base) {
  const auto source = open_source(path.string());
  Constants constants = base;
  Diagnostics faults;
  read_constants(*source, constants, faults);
  require_no_faults(faults);
  return constants;
}

Constants load_constants(const std::filesystem::path& path) {
  const auto source = open_source(path.string());
  Constants constants;
  Diagnostics faults;
  const std::size_t keys = read_constants(*source, constants, faults);
  if (faults.empty() && keys < kKeys.size()) {
    faults.push_back({Severity::kError,
                      {source->name(), 0, 0},
                      "missing-key",
                      std::to_string(keys) + " of " + std::to_string(kKeys.size()) +
                          " constants are set; all are wanted"});
  }
  require_no_faults(faults);
  return constants;
}

}  // namespace tarn::stance
