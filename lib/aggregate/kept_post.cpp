// Numbers are packed seven bits to a byte, low bits first, the high bit telling that more follow;
// signed ones with the sign in the lowest bit.

#include "aggregate/kept_post.h"

namespace tarn::aggregate {
namespace {

void put(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>(value | 0x80U);
  out += static_cast<char>(value);
}

std::uint64_t take(const std::string& in, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(in[at++]);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
}

std::uint64_t folded(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1U ^ (value < 0 ? ~std::uint64_t{0} : 0);
}

std::int64_t unfolded(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U ^ ((value & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

/// Values of a kept cell: those of its kind, and a holder's second, the sum of its dimension.
std::size_t values_of(CellKey key) {
  const CellKind kind = kind_of(key);
  return kind == CellKind::kHolder ? 2 : kValues[static_cast<std::size_t>(kind)];
}

}  // namespace

KeptPost::KeptPost(const Post& post)
    : doc_id_(post.doc_id),
      tokens_(post.counts.tokens),
      sentences_(post.counts.sentences),
      part_(post.part) {
  for (const PostCell& cell : post.cells) {
    if (ratios_of(kind_of(cell.key)).empty()) continue;
    put(packed_, static_cast<std::uint64_t>(kind_of(cell.key)) << 2U |
                     static_cast<std::uint64_t>(voice_of(cell.key)));
    put(packed_, a_of(cell.key));
    put(packed_, b_of(cell.key));
    for (std::size_t i = 0; i < values_of(cell.key); ++i) put(packed_, folded(cell.values[i]));
  }
  packed_.shrink_to_fit();
}

std::vector<PostCell> KeptPost::cells() const {
  std::vector<PostCell> out;
  for (std::size_t at = 0; at < packed_.size();) {
    const std::uint64_t head = take(packed_, at);
    const auto a = static_cast<std::uint32_t>(take(packed_, at));
    const auto b = static_cast<std::uint32_t>(take(packed_, at));
    PostCell& cell = out.emplace_back();
    cell.key = cell_key(static_cast<CellKind>(head >> 2U), static_cast<Voice>(head & 3U), a, b);
    for (std::size_t i = 0; i < values_of(cell.key); ++i)
      cell.values[i] = unfolded(take(packed_, at));
  }
  return out;
}

}  // namespace tarn::aggregate
