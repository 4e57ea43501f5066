#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/options.h"
#include "stage/kwic.h"

namespace tarn::evaluate {

/// Somebody, or something, that labels posts.
struct Rater {
  std::string name;            ///< as shown
  bool reference = false;      ///< the gold standard, or one of several
  std::uint64_t unsure = 0;    ///< posts that others coded, without a code of theirs or a word on
                               ///< whether they looked at them
  std::uint64_t outside = 0;   ///< codes that lie in no unit
  std::uint64_t left_out = 0;  ///< codes whose label is not evaluated
};

/// A label that a rater gave to units [first, end) of a post; for spans their bytes, for overlap
/// their tokens.
struct Mark {
  std::uint32_t rater = 0;
  std::uint32_t label = 0;  ///< index into Ratings::names
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::optional<double> value;
};

/// The marks of one post by raters who coded it.
struct RatedPost {
  std::string doc_id;
  std::uint32_t units = 0;  ///< 0 for spans and overlap
  std::uint64_t coded = 0;  ///< bit r: rater r coded the post, with or without finding anything
  std::vector<Mark> marks;
  std::vector<KwicLine> lines;  ///< of each mark where disagreements are asked for; else empty
};

/// All that is evaluated, and what is not.
struct Ratings {
  /// More raters than this cannot be told apart in one number.
  static constexpr std::size_t kMostRaters = 64;

  std::vector<Rater> raters;                           ///< references first
  std::vector<std::string> labels;                     ///< evaluated, by their bytes
  std::vector<std::string> names;                      ///< of all labels that marks have
  std::vector<std::vector<std::uint32_t>> counts_as;   ///< by name: indexes into labels
  std::vector<std::optional<std::uint32_t>> category;  ///< by name: its own index into labels
  std::vector<RatedPost> posts;                        ///< by the bytes of doc_id
  std::vector<std::string> left_out;  ///< labels that are not evaluated, by their bytes

  std::uint64_t gold_posts = 0;
  std::uint64_t read_posts = 0;
  std::vector<std::string> gold_only;  ///< doc_ids, in the order of their bytes
  std::vector<std::string> read_only;

  bool has_reference() const { return !raters.empty() && raters.front().reference; }
};

constexpr std::uint64_t bit(std::size_t rater) { return std::uint64_t{1} << rater; }

}  // namespace tarn::evaluate
