#include "format/rule_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace tarn {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool GateText::take_if(std::string_view mark) {
  left_.remove_prefix(std::min(left_.find_first_not_of(" \t"), left_.size()));
  if (!left_.starts_with(mark)) return false;
  left_.remove_prefix(mark.size());
  return true;
}

std::string GateText::until(std::string_view marks) {
  const std::size_t size = std::min(left_.find_first_of(marks), left_.size());
  std::string out(trimmed(left_.substr(0, size)));
  left_.remove_prefix(size);
  return out;
}

std::string GateText::bracket() {
  if (!take_if("[")) return {};
  std::string out = until("]");
  if (!take_if("]")) fail("the '[' has no ']'");
  return out;
}

void GateText::fail(std::string_view why) const {
  throw ResourceError(fmt::format("gate '{}': {}", text_, why));
}

void for_each_rule(ByteSource& source, const std::function<void(std::string_view)>& take) {
  const std::string all = read_all(source, std::size_t{64} << 20);
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view text = trimmed(std::string_view(all).substr(at, end - at));
    at = end + 1;
    ++line;
    if (text.empty() || text.starts_with('#')) continue;
    try {
      take(text);
    } catch (const ResourceError& error) {
      throw ResourceError({source.name(), line}, error.what());
    }
  }
}

}  // namespace tarn
