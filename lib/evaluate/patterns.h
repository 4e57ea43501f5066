#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "evaluate/ratings.h"

namespace tarn::evaluate {

/// Units of a post that were given a label by exactly these raters.
struct LabelPattern {
  std::uint32_t label = 0;
  std::uint64_t raters = 0;
  std::uint32_t units = 0;
};

/// Units of a post with the same categories: by rater the number of the set of labels that they
/// gave, 0 for none.
struct CategoryPattern {
  std::vector<std::uint32_t> categories;
  std::uint32_t units = 0;
};

/// The sets of labels that units were given, as numbers from 1; each set is sorted.
class LabelSets {
 public:
  std::uint32_t number(const std::vector<std::uint32_t>& labels);
  /// The labels of a number; none for 0.
  const std::vector<std::uint32_t>& labels(std::uint32_t number) const { return sets_[number]; }
  std::size_t size() const { return sets_.size(); }

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
  std::vector<std::vector<std::uint32_t>> sets_{{}};
};

/// What raters gave the units of a post. Where units are spans, those that anybody marked are all
/// there are.
struct Patterns {
  std::uint32_t units = 0;
  std::vector<LabelPattern> labels;  ///< by label; units that nobody gave a label are not listed
  std::vector<CategoryPattern> categories;  ///< all units
};

/// The distinct stretches [first, end) of a post's marks, as units: each mark's number.
std::vector<std::uint32_t> spans_as_units(const RatedPost& post, std::uint32_t& units);

/// The patterns of a post. REQUIRES a unit other than overlap. O(units marked · log).
Patterns patterns_of(const Ratings& ratings, const RatedPost& post, Unit unit, LabelSets& sets);

}  // namespace tarn::evaluate
