// Texts as they are compared, and positions as tools count them.
#include <algorithm>

#include "exchange/place.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn::exchange {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_white(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_nothing(char32_t c) { return c == 0xFEFF || c == 0x200B || c == 0x2060; }

}  // namespace

Squeezed::Squeezed(std::string_view text) {
  text_.reserve(text.size());
  from_.reserve(text.size());
  bool in_space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = next_code_point(text, at);
    const auto end = static_cast<std::uint32_t>(at);
    if (is_nothing(c)) continue;
    if (is_white(c)) {
      if (in_space) {
        from_.back().end = end;
        continue;
      }
      text_ += ' ';
      from_.push_back({begin, end});
    } else {
      text_ += text.substr(begin, end - begin);
      from_.insert(from_.end(), end - begin, Span{begin, end});
    }
    in_space = is_white(c);
  }
}

Span Squeezed::source(std::size_t begin, std::size_t end) const {
  return {from_[begin].begin, from_[end - 1].end};
}

std::size_t Squeezed::at(std::uint32_t offset) const {
  const auto found = std::lower_bound(from_.begin(), from_.end(), offset,
                                      [](Span span, std::uint32_t at) { return span.end <= at; });
  return static_cast<std::size_t>(found - from_.begin());
}

std::string squeezed(std::string_view words) { return Squeezed(nfc(words)).text(); }

std::string plain_lines(std::string_view text) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      out += text[at];
    } else {
      out += '\n';
      if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    }
  }
  return out;
}

std::vector<std::optional<std::uint32_t>> bytes_of_positions(
    std::string_view text, const Counting& counting, const std::vector<std::uint64_t>& positions) {
  std::vector<std::optional<std::uint32_t>> out(positions.size());
  std::uint64_t count = 0;
  std::size_t next = 0;
  // All positions up to `limit` (not with it) that are not passed yet stand at `byte`, or nowhere.
  const auto pass = [&](std::uint64_t limit, std::optional<std::uint32_t> byte) {
    for (; next < positions.size() && positions[next] < limit; ++next) out[next] = byte;
  };
  if (counting.mark_is_one) {
    count = counting.unit == Unit::kBytes ? kMark.size() : 1;
    pass(count, 0);
  }
  for (std::size_t at = 0; at < text.size() && next < positions.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = next_code_point(text, at);
    std::uint64_t size = 1;
    if (counting.unit == Unit::kBytes) size = at - begin;
    if (counting.unit == Unit::kUtf16 && c > 0xFFFF) size = 2;
    const bool both = counting.line_end_is_two && c == '\n';
    pass(count + 1, begin);
    // Between CR and LF is before the line's end.
    if (both) pass(count + 2, begin);
    pass(count + size, std::nullopt);
    count += both ? 2 : size;
  }
  pass(count + 1, static_cast<std::uint32_t>(text.size()));
  return out;
}

}  // namespace tarn::exchange
