#include "format/container.h"

#include <doctest/doctest.h>

#include <string>

namespace tarn {
namespace {

std::string file_content(const std::string& name) {
  return read_all(*open_source(TARN_SOURCE_DIR "/tests/data/format/" + name));
}

std::string words() {
  std::string out;
  for (int i = 0; i < 40; ++i) out += "Some words that repeat. ";
  return out + '\n';
}

/// What is in a container, "path=size "; "error" where it is broken.
std::string unpacked(const std::string& bytes, std::size_t chunk,
                     const ContainerLimits& limits = {}) {
  std::string out;
  try {
    const auto source = memory_source(bytes, "c", chunk);
    if (container_form(bytes) == ContainerForm::kCompressed) {
      return read_all(*decompressed(*source, limits)) == words() ? "words" : "other";
    }
    each_member(
        *source,
        [&](const std::string& path, ByteSource& member) {
          out += path + (read_all(member) == words() ? "=words " : "=other ");
        },
        limits);
  } catch (const ResourceError&) {
    return "error";
  }
  return out;
}

/// The message of what is wrong with a container.
std::string told(const std::string& bytes) {
  try {
    const auto source = memory_source(bytes, "c");
    if (container_form(bytes) == ContainerForm::kCompressed) {
      read_all(*decompressed(*source));
    } else {
      each_member(*source, [](const std::string&, ByteSource& member) { read_all(member); });
    }
  } catch (const ResourceError& error) {
    return error.what();
  }
  return "nothing";
}

TEST_CASE("format/container: streams and members, in reads of any size") {
  for (const char* name : {"small.gz", "small.bz2", "small.xz", "small.zst"}) {
    CAPTURE(name);
    CHECK(unpacked(file_content(name), 0) == "words");
    CHECK(unpacked(file_content(name), 1) == "words");
  }
  for (const char* name : {"small.zip", "small.tar"}) {
    CAPTURE(name);
    CHECK(unpacked(file_content(name), 0) == "a.txt=words d/b.txt=words ");
    CHECK(unpacked(file_content(name), 1) == "a.txt=words d/b.txt=words ");
  }
  // Whatever the locale: tests run in "C".
  CHECK(unpacked(file_content("names.zip"), 0) ==
        "d\xC3\xAD"
        "a/2014-01-02-\xC3\xA9t\xC3\xA9.md=other ");
  CHECK(container_form("<?xml") == ContainerForm::kNone);
  CHECK(container_form("") == ContainerForm::kNone);
}

TEST_CASE("format/container: cut anywhere is an error") {
  for (const char* name :
       {"small.gz", "small.bz2", "small.xz", "small.zst", "small.zip", "small.tar"}) {
    const std::string bytes = file_content(name);
    const std::string whole = unpacked(bytes, 0);
    // A tar ends with two blocks of zeros; what is behind is padding.
    const std::size_t end =
        std::string(name) == "small.tar" ? bytes.find_last_not_of('\0') + 1024 : bytes.size();
    for (std::size_t size = 6; size<end; size += size> 300 ? 37 : 1) {
      CAPTURE(name);
      CAPTURE(size);
      if (container_form(bytes.substr(0, size)) == ContainerForm::kNone) continue;
      CHECK(unpacked(bytes.substr(0, size), 0) == "error");
    }
  }
}

TEST_CASE("format/container: a byte changed is an error") {
  for (const char* name : {"small.zip", "small.xz", "small.bz2"}) {
    CAPTURE(name);
    std::string bytes = file_content(name);
    bytes[bytes.size() / 3] = static_cast<char>(bytes[bytes.size() / 3] ^ 0x55);
    CHECK(unpacked(bytes, 0) != unpacked(file_content(name), 0));
  }
}

TEST_CASE("format/container: what is wrong is told in lower case, but for names in capitals") {
  const struct {
    const char* file;
    std::size_t keep;
    const char* want;
  } cases[] = {
      {"small.gz", 30, "cannot unpack: truncated gzip input"},
      {"small.zip", 100, "cannot unpack: truncated ZIP file header"},
      {"small.bz2", 30, "cannot unpack: truncated bzip2 input"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.file);
    CHECK(told(file_content(c.file).substr(0, c.keep)) == c.want);
  }
  std::string bytes = file_content("small.zip");
  bytes[60] = static_cast<char>(bytes[60] ^ 0x55);
  CHECK(told(bytes) ==
        "cannot unpack 'c/a.txt': ZIP uncompressed data is wrong size (read 705, expected 961)");
}

TEST_CASE("format/container: limits") {
  // Those that SECURITY.md names.
  ContainerLimits limits;
  CHECK(limits.max_members == 2'000'000);
  CHECK(limits.max_bytes == std::uint64_t{4} << 40);
  limits.max_members = 1;
  CHECK(unpacked(file_content("small.zip"), 0, limits) == "error");
  limits = {};
  limits.free_bytes = 1 << 20;
  limits.max_ratio = 500;
  CHECK(unpacked(file_content("bomb.zip"), 0, limits) == "error");
  limits.max_ratio = 5000;
  CHECK(unpacked(file_content("bomb.zip"), 0, limits) == "bomb.xml=other ");
  limits = {};
  limits.max_bytes = 1000;
  CHECK(unpacked(file_content("small.tar"), 0, limits) == "error");
  CHECK(unpacked(file_content("small.gz"), 0, limits) == "words");
  // "words", packed by gzip five times.
  limits = {};
  CHECK(told(file_content("packed-5.gz")) == "packed more than 4 times");
  limits.max_packings = 5;
  CHECK(unpacked(file_content("packed-5.gz"), 0, limits) == "words");
}

}  // namespace
}  // namespace tarn
