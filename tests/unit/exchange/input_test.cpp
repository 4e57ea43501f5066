#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "exchange/input.h"
#include "exchange/names.h"
#include "exchange/qdpx.h"
#include "format/zip_write.h"
#include "shown_codes.h"

namespace {

using namespace tarn;

/// "path(bytes) …", or the error.
std::string loaded(const std::string& name, const std::string& bytes, std::size_t limit) {
  const TemporaryFile file(name, bytes);
  try {
    std::string out;
    const exchange::Input input = exchange::load_input(file.path(), limit);
    for (const exchange::InputFile& each : input.files) {
      const std::string path = each.path == file.path() ? name : each.path;
      out += (out.empty() ? "" : " ") + path + "(" + std::string(each.body()) + ")";
    }
    return out + (input.is_folder ? " folder" : "");
  } catch (const ResourceError& error) {
    return std::string("error: ") + error.what();
  }
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string out;
  ZipWriter zip([&](std::string_view bytes) { out += bytes; });
  for (const auto& [path, bytes] : members) zip.add(path, bytes);
  zip.finish();
  return out;
}

}  // namespace

TEST_CASE("files of codes are loaded as UTF-8, containers with what formats read") {
  using namespace std::string_literals;
  const struct {
    const char* name;
    std::string bytes;
    std::size_t limit;
    const char* want;
  } cases[] = {
      {"a.csv", "a,b", 100, "a.csv(a,b)"},
      {"mark.csv",
       "\xEF\xBB\xBF"
       "a,b",
       100, "mark.csv(a,b)"},
      {"utf16.csv",
       "\xFF\xFE"
       "a\0,\0\xE9\0"s,
       100, "utf16.csv(a,\xC3\xA9)"},
      {"latin.csv", "caf\xE9", 100, "error: this is not UTF-8"},
      {"x.qdpx",
       zip_of({{"sources/b.txt", "B"},
               {"project.qde", "A"},
               {"sources/\xC3\xA9.TXT", "C"},
               {"sources/c.mp4", "\xFF\xFF"},
               {"__MACOSX/._b.txt", "\xFF"}}),
       100, "project.qde(A) sources/b.txt(B) sources/\xC3\xA9.TXT(C) folder"},
      {"big.qdpx", zip_of({{"a.txt", std::string(60, 'a')}, {"b.txt", std::string(60, 'b')}}), 100,
       "error: more than 40 bytes"},
      {"big.csv", std::string(200, 'a'), 100, "error: more than 100 bytes"},
      {"none.zip", zip_of({}), 100, " folder"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(loaded(c.name, c.bytes, c.limit) == c.want);
  }
}

TEST_CASE("a folder of codes is read in the order of paths, and never left") {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / "tarn-codes-test";
  fs::remove_all(root);
  fs::create_directories(root / "in" / "b");
  fs::create_directories(root / "out");
  for (const char* path : {"in/b/two.txt", "in/a.ann", "in/b.ann", "out/secret.txt"}) {
    std::ofstream(root / path) << path;
  }
  fs::create_symlink(root / "out/secret.txt", root / "in/a.txt");
  fs::create_directory_symlink(root / "out", root / "in/linked");
  fs::create_directory_symlink(root / "in", root / "in/b/loop");
  fs::create_symlink("b/two.txt", root / "in/two.txt");
  std::string paths;
  for (const auto& file : exchange::load_input((root / "in").string()).files) {
    paths += file.path + ' ';
  }
  CHECK(paths == "a.ann b.ann b/two.txt two.txt ");
  fs::remove_all(root);
}

TEST_CASE("ids become names of files and come back") {
  const struct {
    const char* id;
    const char* name;
  } cases[] = {
      {"blogger:7042:2001", "blogger%3A7042%3A2001"},
      {"a/b.c", "a%2Fb.c"},
      {"../x", "%2E.%2Fx"},
      {".hidden", "%2Ehidden"},
      {"100% of it", "100%25%20of%20it"},
      {"caf\xC3\xA9", "caf\xC3\xA9"},
      {"plain-1_2.md", "plain-1_2.md"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.id);
    CHECK(exchange::file_name_of(c.id) == c.name);
    CHECK(exchange::doc_id_of_file(std::string("Kim/") + c.name + ".txt") == c.id);
  }
  CHECK(exchange::file_name_of(std::string(300, 'a')).size() < 200);
  CHECK(exchange::file_stem("C:\\posts\\a.b.docx") == "a.b");
}

TEST_CASE("a label is cut into levels at dots within words") {
  const struct {
    const char* label;
    std::vector<std::string> want;
  } cases[] = {
      {"affect.hope", {"affect", "hope"}},
      {"e.g. this", {"e", "g. this"}},
      {"a..b", {"a..b"}},
      {".a.", {".a."}},
      {"St. Mary", {"St. Mary"}},
      {"one", {"one"}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.label);
    CHECK(exchange::label_parts(c.label) == c.want);
  }
}
