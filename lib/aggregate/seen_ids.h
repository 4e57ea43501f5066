#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tarn::aggregate {

/// Which ids were seen, as the first 128 bits of their SHA-256: 16 to 64 bytes an id, however long
/// the ids are.
class SeenIds {
 public:
  /// Adds an id; false if it was there.
  bool insert(std::string_view id);

 private:
  using Digest = std::array<std::uint64_t, 2>;
  bool place(const Digest& digest);

  std::vector<Digest> slots_ = std::vector<Digest>(1024);  ///< {0, 0} is empty
  std::size_t used_ = 0;
};

}  // namespace tarn::aggregate
