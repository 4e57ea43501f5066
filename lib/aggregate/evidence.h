#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aggregate/summary.h"
#include "record/record.h"

namespace tarn::aggregate {

/// The first eight bytes, big-endian, of the SHA-256 of doc_id, a line feed, and the sentence's
/// index in decimal: an order that has nothing to do with the text and is the same everywhere.
std::uint64_t evidence_hash(std::string_view doc_id, std::uint32_t sentence);

/// The theme and stance spans that lie within `sentence` as a JSON list, offsets counted in code
/// points from its begin.
std::string spans_within(const Record& record, Span sentence);

/// A sentence kept as evidence.
struct Evidence {
  std::string doc_id;
  EvidencePost post;
  std::uint32_t sentence = 0;
  std::uint64_t hash = 0;
  std::string text;
  std::string spans;
};

/// Keeps the sentences with the smallest hashes of each cell. O(cells × limit) memory.
class EvidenceStore {
 public:
  explicit EvidenceStore(std::size_t limit) : limit_(limit) {}

  /// A cell: a group and two global names (0 for none).
  struct Cell {
    std::uint32_t group = 0;
    std::uint32_t theme = 0;
    std::uint32_t label = 0;
  };

  /// Whether a sentence of this hash could be kept in the cell now.
  bool wants(const Cell& cell, std::uint64_t hash) const;

  /// Keeps the sentence in the cell, and drops the one that is one too many.
  void add(const Cell& cell, const std::shared_ptr<const Evidence>& evidence);

  /// The sentences of a cell in the order of their hashes.
  struct Before {
    bool operator()(const std::shared_ptr<const Evidence>& a,
                    const std::shared_ptr<const Evidence>& b) const;
  };
  using Kept = std::set<std::shared_ptr<const Evidence>, Before>;

  /// Theme and label, as global names.
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  /// The cells of a group, in no order that means anything.
  const std::map<Pair, Kept>& cells(std::uint32_t group) const;

 private:
  std::size_t limit_;
  std::unordered_map<std::uint32_t, std::map<Pair, Kept>> cells_;
};

}  // namespace tarn::aggregate
