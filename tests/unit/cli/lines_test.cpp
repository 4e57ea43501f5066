#include "cli/lines.h"

#include <doctest/doctest.h>

#include <string>

#include "cli/base64.h"
#include "cli/options.h"

using namespace tarn;
using namespace tarn::cli;

namespace {

/// All lines as "number:text" with a slash between; a '!' marks one that is too long.
std::string shown_lines(const std::string& input, std::size_t chunk, std::size_t max = 100) {
  const auto source = memory_source(input, "x", chunk);
  LineReader reader(*source, max, false);
  LineBatch batch;
  std::string out;
  while (reader.next(batch))
    for (const Line& line : batch.lines)
      out += std::to_string(line.number) + (line.too_long ? "!" : ":") +
             std::string(batch.text(line)) + '/';
  return out;
}

}  // namespace

TEST_CASE("cli/lines: lines, whatever the size of the reads") {
  const std::string long_line(200, 'x');
  const struct {
    const char* name;
    std::string input;
    std::string want;
  } cases[] = {
      {"empty", "", ""},
      {"two lines", "a\nb\n", "1:a/2:b/"},
      {"no last newline", "a\nb", "1:a/2:b/"},
      {"CRLF", "a\r\nb\r\n", "1:a/2:b/"},
      {"BOM",
       "\xEF\xBB\xBF"
       "a\nb\n",
       "1:a/2:b/"},
      {"BOM alone", "\xEF\xBB\xBF", ""},
      {"BOM in the middle stays",
       "a\n\xEF\xBB\xBF"
       "b\n",
       "1:a/2:\xEF\xBB\xBF"
       "b/"},
      {"blank lines keep the count", "\n \t\na\n\r\nb\n", "3:a/5:b/"},
      {"too long", long_line + "\nb\n", "1!" + long_line.substr(0, 100) + "/2:b/"},
      {"too long at the end", "a\n" + long_line, "1:a/2!" + long_line.substr(0, 100) + "/"},
      {"just fits", long_line.substr(0, 100) + "\r\nb\n",
       "1:" + long_line.substr(0, 100) + "/2:b/"},
      {"one too many", long_line.substr(0, 101) + "\nb\n",
       "1!" + long_line.substr(0, 100) + "/2:b/"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    for (const std::size_t chunk : {0, 1, 2, 7}) {
      CAPTURE(chunk);
      CHECK(shown_lines(c.input, chunk) == c.want);
    }
  }
}

TEST_CASE("cli/base64: RFC 4648 section 10") {
  const struct {
    const char* bytes;
    const char* want;
  } cases[] = {{"", ""},
               {"f", "Zg=="},
               {"fo", "Zm8="},
               {"foo", "Zm9v"},
               {"foob", "Zm9vYg=="},
               {"fooba", "Zm9vYmE="},
               {"foobar", "Zm9vYmFy"}};
  for (const auto& c : cases) CHECK(base64(c.bytes) == c.want);
}

TEST_CASE("cli/options: the nearest name") {
  const std::vector<std::string> names = {"--output", "--jobs", "--quiet"};
  CHECK(nearest("--outptu", names) == "--output");
  CHECK(nearest("--job", names) == "--jobs");
  CHECK(nearest("--zzzzzzz", names).empty());
}
