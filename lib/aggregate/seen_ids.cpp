#include "aggregate/seen_ids.h"

#include <charconv>
#include <string>

#include "base/sha256.h"

namespace tarn::aggregate {
namespace {

std::uint64_t hex64(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

}  // namespace

bool SeenIds::place(const Digest& digest) {
  std::size_t at = digest[0] & (slots_.size() - 1);
  while (slots_[at] != Digest{}) {
    if (slots_[at] == digest) return false;
    at = (at + 1) & (slots_.size() - 1);
  }
  slots_[at] = digest;
  return true;
}

bool SeenIds::insert(std::string_view id) {
  if (used_ * 2 >= slots_.size()) {
    std::vector<Digest> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Digest& digest : old) {
      if (digest != Digest{}) place(digest);
    }
  }
  const std::string hex = sha256_hex(id);
  const bool added = place(
      {hex64(std::string_view(hex).substr(0, 16)), hex64(std::string_view(hex).substr(16, 16))});
  if (added) ++used_;
  return added;
}

}  // namespace tarn::aggregate
