#include "text/lines.h"

#include <algorithm>
#include <cstddef>

namespace tarn::text {
namespace {

/// Lines shorter than this are never taken for wrapped text.
constexpr std::uint32_t kNarrow = 45;

}  // namespace

Lines::Lines(std::string_view text, Span paragraph) : text_(text), paragraph_(paragraph) {
  const std::string_view inner = text.substr(paragraph.begin, paragraph.size());
  std::size_t begin = 0;
  for (std::size_t end = inner.find('\n'); end != std::string_view::npos;
       begin = end + 1, end = inner.find('\n', begin)) {
    single_ = false;
    width_ = std::max(width_, static_cast<std::uint32_t>(end - begin));
  }
  width_ = std::max({width_, static_cast<std::uint32_t>(inner.size() - begin), kNarrow});
}

bool Lines::ends_between(std::uint32_t end, std::uint32_t begin) const {
  return text_.substr(end, begin - end).find('\n') != std::string_view::npos;
}

bool Lines::would_fit(std::uint32_t end, std::uint32_t begin) const {
  std::uint32_t line = end;
  while (line > paragraph_.begin && text_[line - 1] != '\n') --line;
  std::size_t word = text_.find_first_of(" \t\n", begin);
  if (word == std::string_view::npos) word = text_.size();
  return (end - line) + 1 + (word - begin) <= width_;
}

}  // namespace tarn::text
