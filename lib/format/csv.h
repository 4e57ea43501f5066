#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace tarn {

/// Reads delimiter-separated values as RFC 4180 has them: fields may be quoted, a quote within is
/// doubled, quoted fields may hold newlines; LF, CRLF and CR end a record; a byte order mark and
/// lines without any byte are skipped.
class CsvReader {
 public:
  /// `source` must outlive it.
  explicit CsvReader(ByteSource& source, char delimiter = ',');

  /// Reads the next record into `fields`; false at the end. Throws ResourceError with the position
  /// on a quoted field that never ends, text behind a closing quote, a NUL, and a record of more
  /// than `max_bytes`.
  bool next(std::vector<std::string>& fields);

  /// Line of the record read last, from 1.
  std::uint64_t line() const { return record_line_; }
  const std::string& name() const { return source_.name(); }

  std::size_t max_bytes = std::size_t{64} << 20;

 private:
  int get();
  int peek();
  bool fill();
  void read_quoted(std::string& field);
  [[noreturn]] void fail(std::uint64_t line, std::uint64_t column,
                         const std::string& message) const;

  ByteSource& source_;
  char delimiter_;
  std::vector<char> buffer_;
  std::size_t used_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
  std::uint64_t record_line_ = 0;
  std::size_t record_bytes_ = 0;
  bool started_ = false;
};

/// The delimiter of a table among ',' ';' TAB '|': that which cuts its first records into the same
/// number of fields, at least two; ',' when none does.
char sniff_delimiter(std::string_view head);

}  // namespace tarn
