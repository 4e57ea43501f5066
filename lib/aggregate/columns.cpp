#include <array>

#include "aggregate/row.h"

namespace tarn::aggregate {
namespace {

constexpr std::array<std::string_view, 17> kCoverage = {
    "posts",       "tokens",       "sentences",        "undated",         "unannotated",
    "first",       "last",         "theme_hits",       "theme_posts",     "theme_sentences",
    "stance_hits", "stance_posts", "stance_sentences", "no_stance_share", "default_holder_share",
    "per",         "lexicons"};

constexpr std::array<std::string_view, 16> kTheme = {
    "theme",     "posts",      "posts_with", "tokens",        "hits",      "rate",
    "low",       "high",       "interval",   "skipped",       "mean_rate", "share",
    "share_low", "share_high", "sentences",  "sentences_with"};

constexpr std::array<std::string_view, 8> kTrend = {"series", "item", "month", "posts",
                                                    "tokens", "hits", "value", "smooth"};

constexpr std::array<std::string_view, 10> kSlope = {"series", "item", "months",   "first", "last",
                                                     "slope",  "s",    "variance", "z",     "p"};

constexpr std::array<std::string_view, 41> kStance = {
    "dimension",     "label",          "voice",          "posts",
    "posts_with",    "tokens",         "hits",           "rate",
    "low",           "high",           "interval",       "skipped",
    "mean_rate",     "share",          "share_low",      "share_high",
    "sentences",     "sentences_with", "sentence_share", "mean",
    "mean_low",      "mean_high",      "positive",       "negative",
    "positive_rate", "negative_rate",  "positive_sum",   "negative_sum",
    "balance",       "balance_low",    "balance_high",   "score",
    "score_low",     "score_high",     "score_hit",      "mixed",
    "mixed_share",   "index",          "entropy",        "agency",
    "self_group"};

constexpr std::array<std::string_view, 20> kMatrix = {"theme",
                                                      "label",
                                                      "hits",
                                                      "posts",
                                                      "mean",
                                                      "low",
                                                      "high",
                                                      "interval",
                                                      "skipped",
                                                      "positive_share",
                                                      "negative_share",
                                                      "author_hits",
                                                      "author_mean",
                                                      "reported_hits",
                                                      "reported_mean",
                                                      "sentences",
                                                      "sentences_theme",
                                                      "sentences_label",
                                                      "sentences_both",
                                                      "lift"};

constexpr std::array<std::string_view, 15> kCooccurrence = {
    "x",   "y",    "unit", "units",   "x_units", "y_units", "both", "posts_both",
    "pmi", "npmi", "lift", "jaccard", "dice",    "g2",      "phi"};

constexpr std::array<std::string_view, 15> kDispersion = {
    "kind",    "item",       "unit",       "parts",       "parts_with", "hits",    "tokens", "dp",
    "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "kl",         "kl_norm", "sparse"};

constexpr std::array<std::string_view, 11> kReflection = {
    "kind", "item",      "posts",          "posts_with",     "share", "low",
    "high", "sentences", "sentences_with", "sentence_share", "mean"};

constexpr std::array<std::string_view, 10> kHolders = {"dimension", "holder", "default", "hits",
                                                       "posts",     "share",  "low",     "high",
                                                       "interval",  "skipped"};

constexpr std::array<std::string_view, 22> kKeyness = {"kind",
                                                       "item",
                                                       "target",
                                                       "reference",
                                                       "target_posts",
                                                       "reference_posts",
                                                       "target_tokens",
                                                       "reference_tokens",
                                                       "target_rate",
                                                       "reference_rate",
                                                       "expected_target",
                                                       "expected_reference",
                                                       "sign",
                                                       "g2",
                                                       "g2_four_cell",
                                                       "p",
                                                       "bic",
                                                       "log_ratio",
                                                       "diff",
                                                       "ell",
                                                       "dp",
                                                       "dp_reference"};

constexpr std::array<std::string_view, 10> kEvidence = {
    "theme", "label", "doc_id", "sentence", "date", "url", "title", "authors", "text", "spans"};

}  // namespace

std::span<const std::string_view> columns_of(Table table) {
  switch (table) {
    case Table::kCoverage:
      return kCoverage;
    case Table::kTheme:
      return kTheme;
    case Table::kTrend:
      return kTrend;
    case Table::kSlope:
      return kSlope;
    case Table::kStance:
      return kStance;
    case Table::kMatrix:
      return kMatrix;
    case Table::kCooccurrence:
      return kCooccurrence;
    case Table::kDispersion:
      return kDispersion;
    case Table::kReflection:
      return kReflection;
    case Table::kHolders:
      return kHolders;
    case Table::kKeyness:
      return kKeyness;
    case Table::kEvidence:
      return kEvidence;
  }
  return {};
}

}  // namespace tarn::aggregate
