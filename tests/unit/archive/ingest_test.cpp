#include "archive/ingest.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive_shown.h"
#include "record/record.h"

namespace tarn::archive {
namespace {

const std::string kData = TARN_SOURCE_DIR "/tests/data/archive/";

/// All posts as records, then what was said and noted.
class Collected final : public IngestOutput {
 public:
  void post(RawPost&& chosen) override {
    const std::string blog = chosen.blog;
    const bool native = chosen.has_native_id;
    std::string copy_of;
    if (!writer_.append(records, finished(std::move(chosen)), blog, native, copy_of))
      records += "copy of " + copy_of + '\n';
    ++posts;
  }
  void say(const Diagnostic& diagnostic) override { (said += diagnostic.code) += ' '; }
  void note(const std::string& line) override { (notes += line) += '\n'; }
  void reject(const Place& place, std::uint64_t, const std::string& reason,
              std::string_view) override {
    throw ResourceError(place, reason);
  }

  std::string records;
  std::string said;
  std::string notes;
  int posts = 0;

 private:
  PostWriter writer_;
};

IngestOptions everything() {
  IngestOptions options;
  options.selection.kinds = {};
  options.selection.statuses = {};
  return options;
}

struct Outcome {
  std::string records;
  std::string notes;
  std::string error;
};

Outcome read(const std::string& bytes, const std::string& name, std::size_t chunk,
             const IngestOptions& options) {
  Collected output;
  Outcome out;
  try {
    Ingest ingest(options, output);
    const auto source = memory_source(bytes, name, chunk);
    ingest.read(*source, name);
  } catch (const ResourceError& error) {
    out.error = error.what();
  }
  out.records = output.records;
  out.notes = output.notes;
  return out;
}

const std::vector<std::string>& fixtures() {
  static const std::vector<std::string> kFixtures = {
      "blogger-backup.xml", "Takeout/Blogger/Blogs/Kitchen/feed.atom",
      "wordpress.xml",      "rss.xml",
      "atom.xml",           "ghost.json",
      "livejournal.xml",    "tumblr.xml",
      "tumblr.json",        "letters.mbox",
      "pages/blogger.html", "pages/wordpress.html",
      "pages/unknown.html", "site/_posts/2014-03-13-jekyll.md",
      "substack/posts.csv", "medium/posts/2016-05-01_On-listening-0123456789ab.html"};
  return kFixtures;
}

std::string content_of(const std::string& name) { return read_all(*open_source(kData + name)); }

TEST_CASE("archive/ingest: one byte at a time gives what the whole buffer gives") {
  for (const std::string& name : fixtures()) {
    CAPTURE(name);
    const std::string bytes = content_of(name);
    const std::string base(base_name(name));
    const Outcome whole = read(bytes, base, 0, everything());
    CHECK(whole.error == "");
    for (const std::size_t chunk : {1, 7}) {
      const Outcome parts = read(bytes, base, chunk, everything());
      CHECK(parts.error == "");
      CHECK(parts.records == whole.records);
      CHECK(parts.notes == whole.notes);
    }
  }
}

TEST_CASE("archive/ingest: an archive that has an end, cut anywhere, is an error") {
  for (const char* name : {"blogger-backup.xml", "wordpress.xml", "rss.xml", "atom.xml",
                           "ghost.json", "livejournal.xml", "tumblr.xml", "tumblr.json"}) {
    std::string bytes = content_of(name);
    while (is_space(bytes.back()) || bytes.back() == ';') bytes.pop_back();
    for (std::size_t size = 0; size < bytes.size(); size += size + 40 < bytes.size() ? 41 : 1) {
      CAPTURE(name);
      CAPTURE(size);
      CHECK(read(bytes.substr(0, size), name, 0, everything()).error != "");
    }
  }
}

TEST_CASE("archive/ingest: every post is a record") {
  for (const std::string& name : fixtures()) {
    CAPTURE(name);
    const Outcome found = read(content_of(name), std::string(base_name(name)), 0, everything());
    Record record;
    for (const std::string_view line : split(found.records, '\n')) {
      if (line.empty() || line.starts_with("copy of ")) continue;
      CHECK(!record.parse(line));
    }
  }
}

TEST_CASE("archive/ingest: nothing private leaves unless asked for by name") {
  Collected output;
  IngestOptions options;
  options.recursive = true;
  Ingest ingest(options, output);
  ingest.read(kData);
  CHECK(output.posts > 20);
  CHECK(output.records.find("CANARY") == std::string::npos);
  CHECK(output.records.find("203.0.113.") == std::string::npos);
  CHECK(output.records.find("@example.org") == std::string::npos);
  CHECK(output.records.find("@blogger.com") == std::string::npos);
}

TEST_CASE("archive/ingest: with all that can be asked for, still no address, key or password") {
  for (const std::string& name : fixtures()) {
    CAPTURE(name);
    const Outcome found = read(content_of(name), std::string(base_name(name)), 0, everything());
    for (const char* secret :
         {"CANARY-mail", "CANARY-author", "CANARY-commenter", "CANARY-settings", "CANARY-cyd",
          "CANARY-site", "203.0.113.", "CANARY-password", "CANARY-meta", "CANARY-key",
          "CANARY-hash", "CANARY@", "token=", "CANARY.1"}) {
      CAPTURE(secret);
      CHECK(found.records.find(secret) == std::string::npos);
    }
  }
}

TEST_CASE("archive/ingest: detection says what it saw, or refuses") {
  const struct {
    const char* name;
    const char* file;
    std::string bytes;
    const char* want;
  } cases[] = {
      {"blogger", "x",
       "<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1</id></feed>",
       "x: read as blogger: an Atom feed with ids of Blogger\n"},
      {"behind a comment and a declaration", "x",
       "<?xml version='1.0'?>\n<!-- c -->\n<rss><channel><wp:wxr_version/></channel></rss>",
       "x: read as wordpress: RSS with the namespace of WordPress's export\n"},
      {"front matter", "x", "---\ntitle: a\n---\nb",
       "x: read as markdown: front matter with a title or date\n"},
      {"a name alone", "x.md", "b", "x.md: read as markdown: a name of Markdown files\n"},
      {"prose", "x", "Some words.\n",
       "cannot tell the format: it is like no format that is known; --from names it"},
      {"other XML", "x.xml", "<svg/>",
       "cannot tell the format: it is like no format that is known; --from names it"},
      {"other JSON", "x.json", "{\"a\":1}",
       "cannot tell the format: it is like no format that is known; --from names it"},
      {"bytes", "x", std::string("\0\1\2", 3),
       "cannot tell the format: it is like no format that is known; --from names it"},
      {"nothing", "x", "", "empty input: there is no format to tell"},
      // Former bugs.
      {"behind a DOCTYPE with declarations", "x",
       "<!DOCTYPE rss [<!ELEMENT rss (channel)>]><rss><channel/></rss>",
       "x: read as rss: an RSS feed\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const Outcome found = read(c.bytes, c.file, 0, everything());
    CHECK(found.notes + found.error == c.want);
  }
}

TEST_CASE("archive/ingest: a folder is read in the order of paths, and never left") {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / "tarn-ingest-test";
  fs::remove_all(root);
  fs::create_directories(root / "in" / "b");
  fs::create_directories(root / "out");
  for (const char* path : {"in/b/two.md", "in/b.md", "out/secret.md"}) {
    fs::copy_file(kData + "site/_posts/2014-03-15-from-name.fr.md", root / path);
  }
  fs::create_symlink(root / "out/secret.md", root / "in/link.md");
  fs::create_directory_symlink(root / "out", root / "in/linked");
  fs::create_directory_symlink(root / "in", root / "in/b/loop");
  Collected output;
  IngestOptions options;
  options.recursive = true;
  Ingest ingest(options, output);
  ingest.read((root / "in").string());
  CHECK(output.posts == 2);
  CHECK(output.records.find("markdown:b\"") < output.records.find("markdown:b/two\""));
  Collected none;
  Ingest flat({}, none);
  CHECK_THROWS_WITH_AS(flat.read((root / "in").string()),
                       "is a directory; -r reads the files in it", ResourceError);
  fs::remove_all(root);
}

}  // namespace
}  // namespace tarn::archive
