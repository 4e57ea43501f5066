// Each archive reader on any bytes: reads of any size give the same posts, every post becomes a
// valid record without control characters, a broken archive is an error and no crash. The part is
// the format; "auto" detects it and opens containers. Several files: each begins with a record
// separator (1E) and a line with its path; behind a group separator (1D) they are members of a zip.
#include "archive/ingest.h"
#include "archive/strings.h"
#include "base/bytes.h"
#include "format/zip_write.h"
#include "fuzz.h"
#include "record/record.h"

using namespace tarn;
using namespace tarn::archive;
using fuzz::expect;

namespace {

struct File {
  std::string path;
  std::string bytes;
};

struct Part {
  std::string name;
  const Format* format = nullptr;  ///< none: detected
};

const std::vector<Part>& parts() {
  static const std::vector<Part> all = [] {
    std::vector<Part> made = {{"auto"}};
    for (const Format& format : formats()) made.push_back({std::string(format.name), &format});
    return made;
  }();
  return all;
}

std::size_t part = 0;

std::string usual_path(std::string_view format) {
  if (format == "markdown") return "_posts/2014-03-13-a.md";
  if (format == "medium") return "posts/2014-03-13_a-0123456789ab.html";
  if (format == "html") return "a.html";
  if (format == "text") return "a.txt";
  return "a";
}

std::string zip_of(const std::vector<File>& members) {
  std::string out;
  ZipWriter zip([&](std::string_view bytes) { out += bytes; });
  for (const File& member : members) zip.add(member.path, member.bytes);
  zip.finish();
  return out;
}

/// The files that an input stands for. Throws ResourceError where a path cannot be in a zip.
std::vector<File> files_of(std::string_view input) {
  if (part == 0 && input.starts_with('\x1D')) {
    return {{"a.zip", zip_of(files_of(input.substr(1)))}};
  }
  if (!input.starts_with('\x1E')) return {{usual_path(parts()[part].name), std::string(input)}};
  std::vector<File> files;
  for (const std::string_view one : split(input.substr(1), '\x1E')) {
    const std::size_t end = one.find('\n');
    if (end == std::string_view::npos || end == 0) continue;
    std::string path = fuzz::Choices::valid_utf8(one.substr(0, end));
    std::erase(path, '\0');
    if (!path.empty()) files.push_back({std::move(path), std::string(one.substr(end + 1))});
  }
  return files;
}

void check_record(const Post& post) {
  std::string line;
  append_post(line, post);
  expect(!line.empty() && line.back() == '\n' && line.find('\n') == line.size() - 1,
         "a post is a line");
  line.pop_back();
  static Record record;
  const auto error = record.parse(line);
  expect(!error, "a post is a valid record", error ? error->message + '\n' + line : "");
  if (post.source.format == "jsonl") return;
  for (const std::string* text : {&post.text, &post.title}) {
    for (const char c : *text) {
      const bool is_space = c == '\n' || c == '\t';
      expect(static_cast<unsigned char>(c) >= 0x20 || is_space, "no control characters", *text);
    }
  }
  expect(post.text.find("\n\n\n") == std::string::npos, "paragraphs are parted by one blank line",
         post.text);
}

/// All that a reader says, as text.
class Shown final : public Sink, public IngestOutput {
 public:
  std::string out;

  void post(RawPost&& found) override {
    const Post made = finished(std::move(found));
    check_record(made);
    append_post(out, made);
  }
  void leave_out(std::string_view what) override { (out += what) += '\n'; }
  void say(Diagnostic&& diagnostic) override { (out += diagnostic.code) += '\n'; }
  void say(const Diagnostic& diagnostic) override { (out += diagnostic.code) += '\n'; }
  void note(const std::string& line) override { (out += line) += '\n'; }
  void reject(const Place& place, std::uint64_t byte, const std::string& reason,
              std::string_view raw) override {
    out += shown(place) + ' ' + std::to_string(byte) + reason + std::string(raw) + '\n';
  }
};

std::string read(const std::vector<File>& files, const ReadOptions& options, std::size_t chunk) {
  Shown shown;
  const Part& chosen = parts()[part];
  try {
    if (chosen.format == nullptr) {
      Ingest ingest({"auto", true, {}, options}, shown);
      for (const File& file : files) {
        const auto source = memory_source(file.bytes, file.path, chunk);
        ingest.read(*source, file.path);
      }
      return shown.out;
    }
    const auto reader = chosen.format->make(options);
    for (const File& file : files) {
      const auto source = memory_source(file.bytes, file.path, chunk);
      reader->read({*source, file.path, std::string(base_name(file.path))}, shown);
    }
    reader->finish(shown);
  } catch (const ResourceError& error) {
    shown.out += tarn::shown(error.place()) + ": " + error.what();
  }
  return shown.out;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  part = fuzz::chosen_part(parts(), [](const Part& one) { return one.name; });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<File> files;
  try {
    files = files_of(fuzz::view(data, size));
  } catch (const ResourceError&) {
    return 0;
  }
  ReadOptions options;
  options.repair = size % 3 == 0;
  if (size % 5 == 0) options.base_url = "https://example.org/blog/";
  const std::string at_once = read(files, options, 0);
  const std::string in_pieces = read(files, options, 1 + size % 7);
  expect(at_once == in_pieces, "reads of any size give the same", at_once + "\n---\n" + in_pieces);
  return 0;
}
