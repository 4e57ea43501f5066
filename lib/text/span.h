#pragma once

#include <compare>
#include <cstdint>

namespace tarn {

/// A half-open range [begin, end) of UTF-8 bytes of a text. Both ends lie on code-point
/// boundaries. Inside the library every span counts bytes; lib/record converts to the code points
/// of the JSON form.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - begin; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// Whether two spans share a byte.
constexpr bool overlaps(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

/// Whether `inner` lies within `outer`.
constexpr bool contains(Span outer, Span inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

}  // namespace tarn
