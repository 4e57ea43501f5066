#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/diagnostics.h"

namespace tarn::stance {

/// What an odd number of negators does to a hit.
enum class NegationPolicy : std::uint8_t {
  kShift,    ///< attenuated reversal: −nu_pos·x, or +nu_neg·|x|
  kZero,     ///< the score becomes 0
  kBooster,  ///< a positive weight of a one-word entry becomes −1, all else stays
  kKeep,     ///< nothing: the cue counts all the same
};

/// What degree words do to a hit.
enum class DegreePolicy : std::uint8_t {
  kSigned,  ///< factor 1+v, or 1−v under a negator that stands left of the degree word
  kPlain,   ///< factor 1+v
  kNone,
};

/// How one dimension of stance, or one of its categories, is scored.
struct Dimension {
  std::string name;  ///< a dotted path; rules all categories below it that have no row
  NegationPolicy negation = NegationPolicy::kKeep;
  DegreePolicy degree = DegreePolicy::kNone;
  bool nonfactual = false;   ///< non-factual clauses and questions attenuate
  bool contrast = false;     ///< but and although attenuate
  bool author_gate = false;  ///< counts only in a sentence with a first person outside quotations
  bool quiet = false;        ///< counted, but a span only when all spans are asked for
  /// Whether a hit has a score; else it only counts.
  bool scored() const {
    return negation != NegationPolicy::kKeep || degree != DegreePolicy::kNone || nonfactual ||
           contrast;
  }
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// The dimensions, in the order of the file.
class Dimensions {
 public:
  Dimensions() = default;
  explicit Dimensions(std::vector<Dimension> rows) : rows_(std::move(rows)) {}

  const std::vector<Dimension>& rows() const { return rows_; }

  /// The row for a label: its own, or that of the nearest parent; null when there is none.
  const Dimension* find(std::string_view label) const;

 private:
  std::vector<Dimension> rows_;
};

/// Reads the policy table (columns dimension, negation, degree, nonfactual, contrast, gate, spans).
/// An unknown word and a dimension that comes twice are faults.
Dimensions read_dimensions(ByteSource& source, Diagnostics& faults);

/// `read_dimensions` of a file. Throws a ResourceError that lists all faults.
Dimensions load_dimensions(const std::filesystem::path& path);

}  // namespace tarn::stance
