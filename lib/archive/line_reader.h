#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace tarn::archive {

/// Cuts a source into lines: LF or CRLF, one byte order mark at the start, a missing newline at the end.
class LineReader {
 public:
  /// `source` must outlive it.
  explicit LineReader(ByteSource& source, std::size_t max_line_bytes)
      : source_(source), max_(max_line_bytes) {}

  /// Replaces `line`; false at the end. Throws ResourceError on a line that is too long.
  bool next(std::string& line);

  /// Line that was read last, from 1.
  std::uint64_t number() const { return number_; }

 private:
  bool fill();

  ByteSource& source_;
  std::size_t max_;
  std::string buffer_;
  std::size_t used_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace tarn::archive
