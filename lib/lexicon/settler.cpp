#include "lexicon/settler.h"

#include <algorithm>
#include <tuple>

namespace tarn {
namespace {

// What hits made of a token.
constexpr std::uint8_t kTaken = 1;
constexpr std::uint8_t kLabelled = 2;
constexpr std::uint8_t kExcluded = 4;

/// The order in which candidates are tried; entries are numbered by lexicon and line.
bool tried_before(const Candidate& a, const Candidate& b) {
  const std::uint32_t a_size = a.end - a.first;
  const std::uint32_t b_size = b.end - b.first;
  if (a_size != b_size) return a_size > b_size;
  return std::tuple(a.first, !a.literal, a.entry) < std::tuple(b.first, !b.literal, b.entry);
}

bool placed_before(const Candidate& a, const Candidate& b) {
  return std::tie(a.first, a.end, a.entry) < std::tie(b.first, b.end, b.entry);
}

}  // namespace

void Settler::settle(std::vector<Candidate>& candidates) {
  auto kept = candidates.begin();
  // Candidates that share no token, even by way of others, don't know of each other.
  for (auto begin = candidates.begin(); begin != candidates.end();) {
    auto end = begin + 1;
    for (std::uint32_t reach = begin->end; end != candidates.end() && end->first < reach; ++end) {
      reach = std::max(reach, end->end);
    }
    if (end - begin == 1) {
      *kept++ = *begin;
    } else if (end - begin == 2 && !keeps_all(begin[0]) && !keeps_all(begin[1])) {
      *kept++ = tried_before(begin[0], begin[1]) ? begin[0] : begin[1];
    } else {
      kept = settle_group(begin, end, kept);
    }
    begin = end;
  }
  candidates.erase(kept, candidates.end());
}

Settler::Iterator Settler::settle_group(Iterator begin, Iterator end, Iterator kept) {
  group_ = kept_ = kept;
  first_ = begin->first;
  std::uint32_t reach = 0;
  for (auto at = begin; at != end; ++at) reach = std::max(reach, at->end);
  taken_.assign(reach - first_, 0);
  std::sort(begin, end, tried_before);
  for (auto at = begin; at != end; ++at) {
    if (accepts(*at)) *kept_++ = *at;
  }
  std::sort(group_, kept_, placed_before);
  return kept_;
}

bool Settler::any(const Candidate& candidate, std::uint8_t bit) const {
  const auto token = [&](std::uint32_t i) { return taken_.begin() + (i - first_); };
  return std::any_of(token(candidate.first), token(candidate.end),
                     [bit](std::uint8_t bits) { return (bits & bit) != 0; });
}

void Settler::mark(const Candidate& candidate, std::uint8_t bit) {
  for (std::uint32_t i = candidate.first; i < candidate.end; ++i) taken_[i - first_] |= bit;
}

bool Settler::keeps_all(const Candidate& candidate) const {
  return tables_.checks[candidate.entry].keep_all;
}

bool Settler::accepts(const Candidate& candidate) {
  return keeps_all(candidate) ? keeps(candidate) : takes(candidate);
}

bool Settler::takes(const Candidate& candidate) {
  if (any(candidate, kTaken)) return false;
  mark(candidate, kTaken);
  return true;
}

/// Of an `overlap: all` lexicon: hits leave each other alone; an exclusion takes tokens as ever.
bool Settler::keeps(const Candidate& candidate) {
  const bool exclusion = tables_.entries[candidate.entry].exclusion();
  if (any(candidate, exclusion ? kLabelled : kExcluded)) return false;
  if (said_already(candidate)) return false;
  mark(candidate, exclusion ? kExcluded : kLabelled);
  return true;
}

/// Whether kept hits at the same place have all the labels of this one, or are the same entry.
bool Settler::said_already(const Candidate& candidate) const {
  const auto& labels = tables_.checks[candidate.entry].labels;
  if (labels.empty()) {
    return kept_there(candidate, [&](std::uint32_t entry) { return entry == candidate.entry; });
  }
  return std::all_of(labels.begin(), labels.end(), [&](std::uint32_t label) {
    return kept_there(candidate, [&](std::uint32_t entry) {
      const auto& others = tables_.checks[entry].labels;
      return std::find(others.begin(), others.end(), label) != others.end();
    });
  });
}

/// Whether an entry that passes a test was kept where a candidate is. Such hits are the last of the
/// list, since candidates come by length and start.
template <typename Test>
bool Settler::kept_there(const Candidate& candidate, Test test) const {
  for (auto at = kept_; at != group_; --at) {
    const Candidate& hit = at[-1];
    if (hit.first != candidate.first || hit.end != candidate.end) break;
    if (tables_.checks[hit.entry].keep_all && test(hit.entry)) return true;
  }
  return false;
}

}  // namespace tarn
