#include "cli/lines.h"

#include <algorithm>
#include <utility>

namespace tarn::cli {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr std::string_view kBom = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

LineReader::LineReader(ByteSource& source, std::size_t max_line_bytes, bool one_by_one)
    : source_(source), max_(max_line_bytes), one_by_one_(one_by_one) {}

bool LineReader::fill() {
  const std::size_t from = pending_.size();
  pending_.resize(from + kChunk);
  const std::size_t got = source_.read(pending_.data() + from, kChunk);
  pending_.resize(from + got);
  read_ += got;
  at_end_ = got == 0;
  return got != 0;
}

/// Keeps the beginning of a line that is too long, and drops the rest while it comes.
void LineReader::overflow() {
  if (searched_ <= max_ + 2) return;  // CRLF may follow the last byte that fits
  overflowing_ = true;
  pending_.resize(max_ + 3);
  searched_ = pending_.size();
}

void LineReader::take(LineBatch& batch, std::string_view line) {
  Line out;
  out.number = ++number_;
  if (number_ == 1 && line.starts_with(kBom)) {
    out.skipped = kBom.size();
    line.remove_prefix(kBom.size());
  }
  if (line.ends_with('\r')) line.remove_suffix(1);
  out.too_long = std::exchange(overflowing_, false) || line.size() > max_;
  if (out.too_long) line = line.substr(0, max_);
  if (is_blank(line) && !out.too_long) return;
  out.begin = batch.bytes.size();
  out.size = line.size();
  batch.bytes.append(line);
  batch.lines.push_back(out);
}

/// Reads until a newline stands in pending_ or the input ends; gives the place of the newline.
std::size_t LineReader::find_newline() {
  std::size_t newline = pending_.find('\n', searched_);
  while (newline == std::string::npos) {
    searched_ = pending_.size();
    overflow();
    if (at_end_ || !fill()) break;
    newline = pending_.find('\n', searched_);
  }
  return newline;
}

bool LineReader::next(LineBatch& batch) {
  batch.file = source_.name();
  batch.bytes.clear();
  batch.lines.clear();
  while (batch.lines.empty()) {
    std::size_t newline = find_newline();
    if (newline == std::string::npos) {
      if (!pending_.empty()) take(batch, std::exchange(pending_, {}));
      break;
    }
    // All complete lines at hand; one erase at the end keeps this linear.
    std::size_t begin = 0;
    while (newline != std::string::npos) {
      take(batch, std::string_view(pending_).substr(begin, newline - begin));
      begin = newline + 1;
      if ((first_ || one_by_one_) && !batch.lines.empty()) break;
      newline = pending_.find('\n', begin);
    }
    pending_.erase(0, begin);
    searched_ = 0;
  }
  first_ = first_ && batch.lines.empty();
  batch.read = std::exchange(read_, 0);
  return !batch.lines.empty();
}

}  // namespace tarn::cli
