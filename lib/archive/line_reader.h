#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace tarn::archive {

/// Cuts a source into lines: LF or CRLF, one byte order mark at the start, a missing newline at the
/// end.
class LineReader {
 public:
  /// `source` must outlive it.
  explicit LineReader(ByteSource& source, std::size_t max_line_bytes)
      : source_(source), max_(max_line_bytes) {}

  /// Replaces `line`; false at the end. Of a line that is too long only the beginning is given.
  bool next(std::string& line);

  /// Whether the line that was read last is longer than allowed.
  bool too_long() const { return too_long_; }

  /// Of a line.
  std::size_t max_bytes() const { return max_; }

  /// Line that was read last, from 1.
  std::uint64_t number() const { return number_; }

 private:
  bool fill();

  ByteSource& source_;
  std::size_t max_;
  std::string buffer_;
  std::size_t used_ = 0;
  std::uint64_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace tarn::archive
