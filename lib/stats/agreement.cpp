#include "stats/agreement.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tarn::stats {
namespace {

double weight(std::size_t i, std::size_t j, std::size_t categories, KappaWeights weights) {
  if (weights == KappaWeights::kNone || categories < 2) return i == j ? 1 : 0;
  const double gap = std::abs(static_cast<double>(i) - static_cast<double>(j)) /
                     static_cast<double>(categories - 1);
  return 1 - (weights == KappaWeights::kLinear ? gap : gap * gap);
}

}  // namespace

Confusion::Confusion(const std::vector<std::vector<std::uint64_t>>& rows) : Confusion(rows.size()) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    assert(rows[i].size() == size_);
    for (std::size_t j = 0; j < size_; ++j) at(i, j) = rows[i][j];
  }
}

std::uint64_t Confusion::row(std::size_t first) const {
  std::uint64_t sum = 0;
  for (std::size_t j = 0; j < size_; ++j) sum += at(first, j);
  return sum;
}

std::uint64_t Confusion::column(std::size_t second) const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size_; ++i) sum += at(i, second);
  return sum;
}

std::uint64_t Confusion::total() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t cell : cells_) sum += cell;
  return sum;
}

std::uint64_t Confusion::diagonal() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < size_; ++i) sum += at(i, i);
  return sum;
}

std::optional<double> cohen_kappa(const Confusion& table, KappaWeights weights) {
  const double n = static_cast<double>(table.total());
  if (n <= 0) return std::nullopt;
  double observed = 0;
  double expected = 0;
  std::vector<double> columns;
  for (std::size_t j = 0; j < table.categories(); ++j)
    columns.push_back(static_cast<double>(table.column(j)));
  for (std::size_t i = 0; i < table.categories(); ++i) {
    const double row = static_cast<double>(table.row(i));
    for (std::size_t j = 0; j < table.categories(); ++j) {
      const double w = weight(i, j, table.categories(), weights);
      observed += w * static_cast<double>(table.at(i, j)) / n;
      expected += w * row * columns[j] / (n * n);
    }
  }
  if (expected >= 1) return std::nullopt;
  return (observed - expected) / (1 - expected);
}

std::optional<double> gwet_ac1(const Confusion& table) {
  const double n = static_cast<double>(table.total());
  if (n <= 0) return std::nullopt;
  std::vector<double> chosen;
  for (std::size_t i = 0; i < table.categories(); ++i)
    chosen.push_back(static_cast<double>(table.row(i) + table.column(i)));
  return gwet_ac1(static_cast<double>(table.diagonal()) / n, chosen);
}

std::optional<double> gwet_ac1(double observed, std::span<const double> chosen) {
  double total = 0;
  for (const double count : chosen) total += count;
  if (total <= 0 || chosen.size() < 2) return std::nullopt;
  double expected = 0;
  for (const double count : chosen) {
    const double prevalence = count / total;
    expected += prevalence * (1 - prevalence) / static_cast<double>(chosen.size() - 1);
  }
  return (observed - expected) / (1 - expected);
}

std::optional<Fleiss> fleiss_kappa(const std::vector<std::vector<std::uint64_t>>& table) {
  if (table.empty()) return std::nullopt;
  std::uint64_t coders = 0;
  for (const std::uint64_t count : table.front()) coders += count;
  std::vector<double> chosen(table.front().size());
  std::uint64_t squares = 0;
  for (const auto& unit : table) {
    std::uint64_t sum = 0;
    if (unit.size() != chosen.size()) return std::nullopt;
    for (std::size_t category = 0; category < unit.size(); ++category) {
      sum += unit[category];
      squares += unit[category] * unit[category];
      chosen[category] += static_cast<double>(unit[category]);
    }
    if (sum != coders) return std::nullopt;
  }
  return fleiss_kappa(static_cast<double>(table.size()), static_cast<double>(coders),
                      static_cast<double>(squares), chosen);
}

std::optional<Fleiss> fleiss_kappa(double units, double coders, double squares,
                                   std::span<const double> chosen) {
  if (units <= 0 || coders < 2) return std::nullopt;
  Fleiss out;
  out.observed = (squares / units - coders) / (coders * (coders - 1));
  for (const double count : chosen) {
    const double share = count / (units * coders);
    out.expected += share * share;
  }
  if (out.expected < 1) out.kappa = (out.observed - out.expected) / (1 - out.expected);
  return out;
}

}  // namespace tarn::stats
