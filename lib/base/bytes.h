#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace tarn {

/// A stream of bytes to read from: a file, standard input, a member of an archive, memory.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Reads up to `size` bytes; 0 only at the end. A short read is no end. Throws ResourceError.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;

  /// The name for messages: the path as given, or "<stdin>".
  virtual const std::string& name() const = 0;
};

/// Opens a file; "-" is standard input. Interrupted reads are retried. Throws ResourceError when
/// it cannot be opened, or is a directory, with the reason of the system in English.
std::unique_ptr<ByteSource> open_source(const std::string& path);

/// The bytes of a string as a source; `chunk` bytes at most a read (0: no limit), to test readers
/// with reads of any size.
std::unique_ptr<ByteSource> memory_source(std::string bytes, std::string name = "<memory>",
                                          std::size_t chunk = 0);

/// All bytes up to the end. Throws ResourceError when there are more than `limit`.
std::string read_all(ByteSource& source, std::size_t limit = std::size_t{1} << 32);

/// The text of a system error number, the same in every locale ("no such file or directory").
std::string system_message(int error_number);

}  // namespace tarn
