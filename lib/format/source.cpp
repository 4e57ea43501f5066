#include "format/source.h"

#include <algorithm>
#include <cstring>

namespace tarn {

std::string_view PeekSource::peek(std::size_t size) {
  if (used_ > 0) {
    head_.erase(0, used_);
    used_ = 0;
  }
  while (head_.size() < size && !ended_) {
    const std::size_t old = head_.size();
    head_.resize(size);
    const std::size_t got = source_.read(head_.data() + old, size - old);
    head_.resize(old + got);
    ended_ = got == 0;
  }
  return std::string_view(head_).substr(0, size);
}

std::size_t PeekSource::read(char* buffer, std::size_t size) {
  if (used_ < head_.size()) {
    const std::size_t count = std::min(size, head_.size() - used_);
    std::memcpy(buffer, head_.data() + used_, count);
    used_ += count;
    return count;
  }
  return ended_ ? 0 : source_.read(buffer, size);
}

}  // namespace tarn
