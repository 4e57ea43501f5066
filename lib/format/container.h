#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace tarn {

/// What a container may unpack to, against bombs.
struct ContainerLimits {
  std::uint64_t max_ratio = 2000;  ///< unpacked to packed bytes, beyond `free_bytes`
  std::uint64_t free_bytes = std::uint64_t{64} << 20;
  std::uint64_t max_members = 2'000'000;
  int max_packings = 4;                              ///< of one stream, such as a .gz in a .xz
  std::uint64_t max_bytes = std::uint64_t{1} << 42;  ///< unpacked, of all members
};

/// What kind of container bytes are.
enum class ContainerForm : std::uint8_t {
  kNone,
  kCompressed,  ///< gzip, bzip2, xz, Zstandard, lzip, compress: one stream
  kMembers,     ///< zip, tar
};

/// What the first bytes (512 at least, where there are so many) say.
ContainerForm container_form(std::string_view head);

/// The stream within a compressed one, unpacked as it is read. `source` must outlive it. Throws
/// ResourceError, on reading, when the stream is broken or cut short, or beyond the limits.
std::unique_ptr<ByteSource> decompressed(ByteSource& source, const ContainerLimits& limits = {});

/// Calls `visit` for each file of a zip or tar, in the order of the container, with its path and
/// its bytes, which must be read within the call (what is left is skipped). Nothing is written to
/// disk. `source` is read to its end. Throws ResourceError when the container is broken, encrypted
/// or cut short, or beyond the limits.
void each_member(ByteSource& source,
                 const std::function<void(const std::string& path, ByteSource& bytes)>& visit,
                 const ContainerLimits& limits = {});

}  // namespace tarn
