#include "exchange/formats.h"

#include <doctest/doctest.h>

#include "format/source.h"

namespace {

using namespace tarn;

/// The cells of a line of a table of Markdown: "| a | b |".
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t at = line.find('|'); at != std::string_view::npos;) {
    const std::size_t end = line.find('|', at + 1);
    if (end == std::string_view::npos) break;
    std::string_view cell = line.substr(at + 1, end - at - 1);
    while (cell.starts_with(' ')) cell.remove_prefix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    out.emplace_back(cell);
    at = end;
  }
  return out;
}

/// The rows of the first table of a page: "name: directions; loses …", a line each.
std::string table_of(std::string_view page) {
  std::string out;
  std::size_t at = page.find("\n|:");
  if (at == std::string_view::npos) at = page.find("\n|--");
  for (at = page.find('\n', at + 1); page.substr(at, 2) == "\n|"; at = page.find('\n', at + 1)) {
    const auto cells = cells_of(page.substr(at + 1, page.find('\n', at + 1) - at - 1));
    REQUIRE(cells.size() == 4);
    out += cells[0] + ": " + cells[1] + "; loses " + cells[3] + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("exchange/formats: FORMATS.md lists them with what they lose") {
  std::string want;
  for (const exchange::Format& format : exchange::formats()) {
    const bool both = format.read != nullptr && format.write != nullptr;
    want += '`' + std::string(format.name) + "`: " + (format.read != nullptr ? "read" : "") +
            (both ? ", " : "") + (format.write != nullptr ? "written" : "") + "; loses " +
            std::string(format.loses) + '\n';
  }
  want += "`jsonl`: written; loses \n";  // a record itself: no format of others
  CHECK(table_of(read_all(*open_source(TARN_SOURCE_DIR "/lib/exchange/FORMATS.md"))) == want);
}
