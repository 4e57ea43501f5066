#include "archive/line_reader.h"

namespace tarn::archive {

bool LineReader::fill() {
  buffer_.resize(std::size_t{64} << 10);
  used_ = 0;
  buffer_.resize(source_.read(buffer_.data(), buffer_.size()));
  return !buffer_.empty();
}

bool LineReader::next(std::string& line) {
  line.clear();
  bool any = false;
  for (;;) {
    if (used_ == buffer_.size() && !fill()) {
      if (!any) return false;
      break;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', used_);
    line.append(buffer_, used_, end == std::string::npos ? end : end - used_);
    used_ = end == std::string::npos ? buffer_.size() : end + 1;
    if (line.size() > max_) {
      throw ResourceError({source_.name(), number_ + 1, 1},
                          "a record longer than " + std::to_string(max_) + " bytes (--max-record-bytes)");
    }
    if (end != std::string::npos) break;
  }
  if (line.ends_with('\r')) line.pop_back();
  if (++number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  return true;
}

}  // namespace tarn::archive
