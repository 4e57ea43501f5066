#include "aggregate/frequency_list.h"

#include <string_view>

#include "base/error.h"
#include "base/numbers.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn::aggregate {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

std::uint64_t count_of(std::string_view text, const Place& place) {
  const auto count = parse_integer(trimmed(text));
  if (!count || *count < 0 || *count > (std::int64_t{1} << 40))
    throw ResourceError(place, "found '" + std::string(text) + "', want a count");
  return static_cast<std::uint64_t>(*count);
}

}  // namespace

FrequencyList read_frequency_list(ByteSource& source) {
  const std::string bytes = read_all(source);
  FrequencyList list;
  std::uint64_t sum = 0;
  std::string_view rest = bytes;
  for (std::uint64_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    const Place place{source.name(), number, 0};
    constexpr std::string_view kTokens = "# tokens:";
    if (first_invalid_utf8(line)) throw ResourceError(place, "invalid UTF-8");
    if (line.starts_with(kTokens)) list.tokens = count_of(line.substr(kTokens.size()), place);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0)
      throw ResourceError(place, "want WORD, a tab, and a count");
    const std::uint64_t count = count_of(line.substr(tab + 1), place);
    list.counts[norm(trimmed(line.substr(0, tab)))] += count;
    sum += count;
  }
  if (list.tokens == 0) list.tokens = sum;
  if (list.tokens < sum)
    throw ResourceError({source.name(), 0, 0},
                        "'# tokens:' is less than the sum of the counts, " + std::to_string(sum));
  return list;
}

}  // namespace tarn::aggregate
