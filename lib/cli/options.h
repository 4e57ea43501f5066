#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tarn::cli {

// Options beyond CLI11's own: numbers that are checked as we check all numbers (CLI11 reads 010
// as octal), and lists that do not swallow the operands behind them.

/// A whole number in decimal, from `low` to `high`.
CLI::Option* add_integer(CLI::App& app, const std::string& flags, std::int64_t& value,
                         std::int64_t low, std::int64_t high, const std::string& help);

/// A decimal number, from `low` to `high`.
CLI::Option* add_number(CLI::App& app, const std::string& flags, double& value, double low,
                        double high, const std::string& help);

/// An option that may be given several times, each time with one value; commas separate as well
/// where `commas` is true.
CLI::Option* add_list(CLI::App& app, const std::string& flags, std::vector<std::string>& values,
                      const std::string& help, bool commas = false);

/// Names the usual values of an option in its help and to completions; others stay allowed, or are
/// refused by whoever reads the option.
CLI::Option* suggest(CLI::Option* option, const std::vector<std::string>& words);

/// One word of several.
CLI::Option* add_choice(CLI::App& app, const std::string& flags, std::string& value,
                        const std::vector<std::string>& choices, const std::string& help);

/// The name in `names` nearest to `word` (edit distance, at most a third of the length); empty when
/// none is near.
std::string nearest(const std::string& word, const std::vector<std::string>& names);

}  // namespace tarn::cli
