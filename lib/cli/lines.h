#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace tarn::cli {

/// A line of a batch, without its line ending and without a BOM at the start of the input.
struct Line {
  std::size_t begin = 0;  ///< into Batch::bytes
  std::size_t size = 0;
  std::uint64_t number = 0;   ///< from 1
  std::uint64_t skipped = 0;  ///< bytes before `begin` that belong to the line: a BOM
  bool too_long = false;      ///< longer than the limit; only its beginning is kept
};

/// Some lines that follow each other in one input. Blank lines are left out.
struct LineBatch {
  std::string file;  ///< the name for messages
  std::string bytes;
  std::vector<Line> lines;
  std::uint64_t read = 0;  ///< bytes of the input that this batch took

  std::string_view text(const Line& line) const {
    return std::string_view(bytes).substr(line.begin, line.size);
  }
};

/// Cuts a source into lines, batch by batch: LF or CRLF, one BOM at the start, a missing newline at
/// the end. A batch is what one read gave, so a slow pipe is never waited for; a source that begins
/// gives its first line alone, so that faults show early.
class LineReader {
 public:
  /// A line longer than `max_line_bytes` is marked and cut.
  LineReader(ByteSource& source, std::size_t max_line_bytes, bool one_by_one);

  /// Replaces `batch` by the next lines; false at the end. Throws ResourceError.
  bool next(LineBatch& batch);

 private:
  bool fill();
  std::size_t find_newline();
  void take(LineBatch& batch, std::string_view line);
  void overflow();

  ByteSource& source_;
  std::size_t max_;
  bool one_by_one_;
  std::string pending_;       ///< bytes read and not yet given
  std::size_t searched_ = 0;  ///< no newline in pending_ before this
  std::uint64_t number_ = 0;
  std::uint64_t read_ = 0;
  bool first_ = true;
  bool at_end_ = false;
  bool overflowing_ = false;  ///< in a line that is too long: drop until its end
};

}  // namespace tarn::cli
