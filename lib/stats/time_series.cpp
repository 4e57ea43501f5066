#include "stats/time_series.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tarn::stats {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string padded(std::int32_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

double median(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::vector<double> present(Series series) {
  std::vector<double> values;
  for (const auto& value : series) {
    if (value) values.push_back(*value);
  }
  return values;
}

double tie_correction(const std::vector<double>& values) {
  std::map<double, double> groups;
  for (const double value : values) ++groups[value];
  double sum = 0;
  for (const auto& [value, t] : groups) sum += t * (t - 1) * (2 * t + 5);
  return sum;
}

}  // namespace

std::optional<std::int32_t> month_index(std::string_view date) {
  if (date.size() < 7 || date[4] != '-') return std::nullopt;
  if (date.size() > 7 && date[7] != '-') return std::nullopt;
  const auto year = number(date.substr(0, 4));
  const auto month = number(date.substr(5, 2));
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return *year * 12 + *month - 1;
}

std::string month_name(std::int32_t index) {
  return padded(index / 12, 4) + "-" + padded(index % 12 + 1, 2);
}

std::vector<std::optional<double>> smooth(Series series) {
  std::vector<std::optional<double>> out(series.size());
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::size_t first = i == 0 ? 0 : i - 1;
    const std::size_t last = std::min(i + 2, series.size());
    const std::vector<double> near = present(series.subspan(first, last - first));
    if (near.size() < 2) continue;
    double sum = 0;
    for (const double value : near) sum += value;
    out[i] = sum / static_cast<double>(near.size());
  }
  return out;
}

std::optional<double> theil_sen(Series series) {
  std::vector<double> slopes;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!series[i]) continue;
    for (std::size_t j = i + 1; j < series.size(); ++j) {
      if (series[j]) slopes.push_back((*series[j] - *series[i]) / static_cast<double>(j - i));
    }
  }
  if (slopes.empty()) return std::nullopt;
  return median(slopes);
}

MannKendall mann_kendall(Series series) {
  const std::vector<double> values = present(series);
  MannKendall out;
  out.months = values.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      out.s += (values[j] > values[i]) - (values[j] < values[i]);
    }
  }
  const double n = static_cast<double>(values.size());
  if (values.size() < 2) return out;
  out.variance = (n * (n - 1) * (2 * n + 5) - tie_correction(values)) / 18;
  if (out.variance <= 0) return out;
  const int step = (out.s > 0) - (out.s < 0);
  out.z = static_cast<double>(out.s - step) / std::sqrt(out.variance);
  out.p = std::erfc(std::abs(*out.z) / std::sqrt(2.0));
  return out;
}

}  // namespace tarn::stats
