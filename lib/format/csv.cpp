#include "format/csv.h"

#include <algorithm>
#include <array>

namespace tarn {
namespace {

constexpr int kEnd = -1;
constexpr std::size_t kBufferBytes = std::size_t{64} << 10;

/// Fields of each complete record in `head`, quotes respected.
std::vector<std::size_t> field_counts(std::string_view head, char delimiter) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false;
  bool any = false;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == delimiter) ++fields;
    if (!quoted && c == '\n') {
      if (any) counts.push_back(fields);
      fields = 1;
      any = false;
    } else if (c != '\r') {
      any = true;
    }
  }
  if (counts.empty() && any) counts.push_back(fields);
  return counts;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, char delimiter)
    : source_(source), delimiter_(delimiter), buffer_(kBufferBytes) {}

void CsvReader::fail(std::uint64_t line, std::uint64_t column, const std::string& message) const {
  throw ResourceError(Place{source_.name(), line, column}, message);
}

bool CsvReader::fill() {
  if (used_ < filled_) return true;
  used_ = 0;
  filled_ = source_.read(buffer_.data(), buffer_.size());
  return filled_ > 0;
}

int CsvReader::peek() { return fill() ? static_cast<unsigned char>(buffer_[used_]) : kEnd; }

int CsvReader::get() {
  const int c = peek();
  if (c == kEnd) return c;
  ++used_;
  ++column_;
  if (++record_bytes_ > max_bytes) {
    fail(record_line_, 1, "a record of more than " + std::to_string(max_bytes) + " bytes");
  }
  if (c == 0) fail(line_, column_ - 1, "a NUL byte in a table");
  if (c == '\n') {
    ++line_;
    column_ = 1;
  }
  return c;
}

void CsvReader::read_quoted(std::string& field) {
  const std::uint64_t line = line_;
  const std::uint64_t column = column_ - 1;
  for (;;) {
    const int c = get();
    if (c == kEnd) fail(line, column, "a quoted field that never ends");
    if (c != '"') {
      field.push_back(static_cast<char>(c));
      continue;
    }
    if (peek() != '"') break;
    get();
    field.push_back('"');
  }
  const int c = peek();
  if (c != kEnd && c != '\n' && c != '\r' && c != static_cast<unsigned char>(delimiter_)) {
    fail(line_, column_, "text behind the closing quote of a field");
  }
}

bool CsvReader::next(std::vector<std::string>& fields) {
  fields.clear();
  if (!started_) {
    started_ = true;
    constexpr std::array<int, 3> kMark = {0xEF, 0xBB, 0xBF};
    if (peek() == kMark[0]) {
      for (const int byte : kMark) {
        if (get() != byte) fail(1, 1, "invalid UTF-8");
      }
      column_ = 1;
    }
  }
  while (peek() == '\n' || peek() == '\r') get();
  if (peek() == kEnd) return false;
  record_line_ = line_;
  record_bytes_ = 0;
  fields.emplace_back();
  for (;;) {
    const int c = get();
    if (c == static_cast<unsigned char>(delimiter_)) {
      fields.emplace_back();
    } else if (c == '"' && fields.back().empty()) {
      read_quoted(fields.back());
    } else if (c == kEnd || c == '\n') {
      return true;
    } else if (c == '\r') {
      if (peek() == '\n') get();
      return true;
    } else {
      fields.back().push_back(static_cast<char>(c));
    }
  }
}

char sniff_delimiter(std::string_view head) {
  char best = ',';
  std::size_t best_fields = 1;
  for (const char candidate : {',', ';', '\t', '|'}) {
    const std::vector<std::size_t> counts = field_counts(head, candidate);
    if (counts.empty()) continue;
    const bool even = std::all_of(counts.begin(), counts.end(),
                                  [&](std::size_t n) { return n == counts.front(); });
    if (even && counts.front() > best_fields) {
      best = candidate;
      best_fields = counts.front();
    }
  }
  return best;
}

}  // namespace tarn
