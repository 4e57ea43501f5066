#pragma once

#include <cstdint>
#include <filesystem>

#include "base/bytes.h"
#include "base/diagnostics.h"

namespace tarn::stance {

/// The constants of the stance formula (data/lexicons/stance-constants.tsv gives their meaning and
/// their values; there are none in code). Reaches count words.
struct Constants {
  double nu_pos = 0;
  double nu_neg = 0;
  std::uint32_t neg_reach = 0;
  std::uint32_t post_neg_reach = 0;
  std::uint32_t deg_max = 0;
  std::uint32_t deg_skip = 0;
  std::uint32_t post_deg_reach = 0;
  double f_irr = 0;
  double f_q = 0;
  double f_but = 0;
  double f_conc = 0;
  double clip = 0;
  double neg_weight = 0;
  double label_threshold = 0;
  std::uint32_t link_max_gap = 0;
  std::uint32_t quote_min_words = 0;
  std::uint32_t aside_min_words = 0;
  std::uint32_t level_min_words = 0;
  friend bool operator==(const Constants&, const Constants&) = default;
};

/// Reads rows `key value` over `constants`. An unknown key, a key that comes twice, a value that is
/// no number or out of its range are faults. Returns the number of distinct keys read.
std::size_t read_constants(ByteSource& source, Constants& constants, Diagnostics& faults);

/// Loads a file that must set every constant. Throws a ResourceError that lists all faults.
Constants load_constants(const std::filesystem::path& path);

/// Loads a file that may set some constants only; the others stay as in `base`.
Constants load_constants(const std::filesystem::path& path, const Constants& base);

}  // namespace tarn::stance
