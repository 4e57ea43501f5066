#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aggregate/summary.h"

namespace tarn::aggregate {

/// A cell's identity across posts: kind, voice, and two global names, in one number.
using CellKey = std::uint64_t;
/// The key of these parts; `a` and `b` below 2²⁸.
CellKey cell_key(CellKind kind, Voice voice, std::uint32_t a, std::uint32_t b);
/// The parts of a key.
constexpr CellKind kind_of(CellKey key) { return static_cast<CellKind>(key >> 60U); }
constexpr Voice voice_of(CellKey key) { return static_cast<Voice>(key >> 56U & 3U); }
constexpr std::uint32_t a_of(CellKey key) { return key >> 28U & 0xFFFFFFFU; }
constexpr std::uint32_t b_of(CellKey key) { return key & 0xFFFFFFFU; }

/// A cell of one post, with global names.
struct PostCell {
  CellKey key = 0;
  std::array<std::int64_t, kMostValues> values{};
};

/// One post as groups take it in.
struct Post {
  std::string doc_id;
  std::int32_t month = -1;  ///< stats::month_index; -1 without a date
  std::string day;
  std::uint32_t part = 0;  ///< name of its part, 0 where parts are posts
  PostSummary counts;      ///< the plain counts; its cells, names and evidence are not used
  std::vector<PostCell> cells;
};

/// The ratios of sums that get intervals. A kind of cell has up to three.
enum class Ratio : std::uint8_t {
  kRate,     ///< theme, stance: hits per token
  kMean,     ///< stance, link: sum of scores per scored hit
  kBalance,  ///< stance: (P − Q)/(P + Q)
  kShare,    ///< holder: hits of the dimension's hits
  kScore,    ///< sentence scores: sum per sentence
};

/// Numerator and denominator that one post gives to a ratio.
struct RatioTerms {
  std::int64_t y = 0;
  std::int64_t x = 0;
};

/// Whether the denominator is a figure of the whole post, also where the cell is absent.
enum class Base : std::uint8_t { kOwn, kTokens, kSentences, kDimension };
/// The base of a ratio.
Base base_of(Ratio ratio);
/// The terms of a cell; x only where the base is kOwn.
RatioTerms terms(Ratio ratio, const std::array<std::int64_t, kMostValues>& values);
/// The ratios of a kind, at most three.
std::span<const Ratio> ratios_of(CellKind kind);

}  // namespace tarn::aggregate
