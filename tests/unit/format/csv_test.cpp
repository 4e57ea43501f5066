#include "format/csv.h"

#include <doctest/doctest.h>

#include <string>

namespace tarn {
namespace {

std::string read(const std::string& csv, std::size_t chunk, char delimiter = ',') {
  const auto source = memory_source(csv, "t.csv", chunk);
  CsvReader reader(*source, delimiter);
  std::string out;
  std::vector<std::string> fields;
  try {
    while (reader.next(fields)) {
      out += std::to_string(reader.line());
      for (const std::string& field : fields) out += '[' + field + ']';
    }
  } catch (const ResourceError& error) {
    out += "error " + shown(error.place());
  }
  return out;
}

TEST_CASE("format/csv: records and fields") {
  using namespace std::string_literals;
  const struct {
    const char* name;
    std::string csv;
    const char* want;
  } cases[] = {
      {"plain", "a,b\n1,2\n", "1[a][b]2[1][2]"},
      {"no last newline", "a,b", "1[a][b]"},
      {"CRLF, CR, blank lines", "a\r\n\r\nb\rc", "1[a]3[b]3[c]"},
      {"empty fields", ",\n,", "1[][]2[][]"},
      {"quotes", "\"a,\"\"b\"\"\",\"x\ny\"\nz", "1[a,\"b\"][x\ny]3[z]"},
      {"a quote within a plain field", "a\"b,c", "1[a\"b][c]"},
      {"BOM", "\xEF\xBB\xBF\"a\",b", "1[a][b]"},
      {"empty", "", ""},
      {"quote never ends", "a,b\nc,\"d", "1[a][b]error t.csv:2:3"},
      {"text behind a quote", "\"a\"b", "error t.csv:1:4"},
      {"NUL", "a\0b"s, "error t.csv:1:2"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(read(c.csv, 0) == c.want);
    CHECK(read(c.csv, 1) == c.want);
  }
}

TEST_CASE("format/csv: the delimiter") {
  CHECK(sniff_delimiter("a,b\nc,d\n") == ',');
  CHECK(sniff_delimiter("a;b;c\n\"x;\n,\";e;f\n") == ';');
  CHECK(sniff_delimiter("a\tb, c\n1\t2, 3, 4\n") == '\t');
  CHECK(sniff_delimiter("one column\nno more") == ',');
}

}  // namespace
}  // namespace tarn
