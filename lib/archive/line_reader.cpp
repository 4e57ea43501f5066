#include "archive/line_reader.h"

#include <algorithm>

namespace tarn::archive {

bool LineReader::fill() {
  buffer_.resize(std::size_t{64} << 10);
  used_ = 0;
  buffer_.resize(source_.read(buffer_.data(), buffer_.size()));
  return !buffer_.empty();
}

bool LineReader::next(std::string& line) {
  // A byte order mark and CR are no part of the line.
  constexpr std::size_t kAround = 4;
  line.clear();
  bool any = false;
  bool cut = false;
  for (;;) {
    if (used_ == buffer_.size() && !fill()) {
      if (!any) return false;
      break;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', used_);
    const std::size_t size = std::min(end, buffer_.size()) - used_;
    const std::size_t kept = std::min(size, max_ + kAround - line.size());
    line.append(buffer_, used_, kept);
    cut = cut || kept < size;
    used_ = end == std::string::npos ? buffer_.size() : end + 1;
    if (end != std::string::npos) break;
  }
  if (!cut && line.ends_with('\r')) line.pop_back();
  if (++number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  too_long_ = cut || line.size() > max_;
  if (too_long_) line.resize(max_);
  return true;
}

}  // namespace tarn::archive
