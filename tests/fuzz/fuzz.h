#pragma once

// What the fuzz targets share.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/utf8.h"

namespace tarn::fuzz {

/// Ends the run with a finding unless `holds`.
inline void expect(bool holds, std::string_view rule, std::string_view seen = {}) {
  if (holds) return;
  std::fprintf(stderr, "FINDING: %.*s\n%.*s\n", static_cast<int>(rule.size()), rule.data(),
               static_cast<int>(seen.size()), seen.data());
  std::abort();
}

/// A target may have parts, one a format: TARN_FUZZ_PART names one. With no such name all are
/// listed on standard output, and the run ends.
template <typename Range, typename Name>
std::size_t chosen_part(const Range& all, Name name) {
  const char* value = std::getenv("TARN_FUZZ_PART");
  const std::string_view wanted = value == nullptr ? "" : value;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (name(all[i]) == wanted) return i;
  }
  for (const auto& one : all) std::printf("%s\n", std::string(name(one)).c_str());
  std::exit(wanted.empty() ? 0 : 2);
}

/// The bytes of an input as a stream of choices; zeros once they are used up.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return at_ >= bytes_.size(); }
  std::size_t below(std::size_t n) {
    return at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_++]) % n : 0;
  }
  bool one_in(std::size_t n) { return below(n) == 1; }
  template <typename Range>
  std::string any_of(const Range& range) {
    return std::string(range[below(std::size(range))]);
  }

  /// Up to `most` bytes as they are, up to the next NUL, those that are no UTF-8 left out.
  std::string text(std::size_t most) {
    const std::string_view left = bytes_.substr(at_ < bytes_.size() ? at_ : bytes_.size());
    const std::string_view taken = left.substr(0, std::min(left.find('\0'), most));
    at_ += taken.size() + 1;
    return valid_utf8(taken);
  }

  static std::string valid_utf8(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
      const std::size_t good = first_invalid_utf8(bytes).value_or(bytes.size());
      out += bytes.substr(0, good);
      bytes.remove_prefix(std::min(bytes.size(), good + 1));
    }
    return out;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace tarn::fuzz
