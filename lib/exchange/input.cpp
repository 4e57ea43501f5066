#include "exchange/input.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <system_error>

#include "base/bytes.h"
#include "format/charset.h"
#include "format/container.h"
#include "format/folder.h"
#include "format/source.h"
#include "text/utf8.h"

namespace tarn::exchange {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::size_t kHeadBytes = 512;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// Whether a format reads files of this name in a folder or container.
bool is_wanted(const std::string& path) {
  constexpr std::array<std::string_view, 10> kEndings = {
      ".ann", ".conf", ".csv", ".json", ".jsonl", ".jsonld", ".qde", ".tsv", ".txt", ".ndjson"};
  const std::string name = lower(path);
  // What macOS adds to its archives.
  if (name.starts_with("__macosx/") || name.find("/._") != std::string::npos) return false;
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

/// Collects the files of an input up to the limit of bytes.
class Loader {
 public:
  explicit Loader(std::size_t limit) : left_(limit) {}

  void set_name(const std::string& name) { input_.name = name; }

  void add(const std::string& path, ByteSource& source) {
    InputFile file{path, read_all(source, left_)};
    left_ -= file.text.size();
    const std::string mark = charset_of_mark(std::string_view(file.text).substr(0, kHeadBytes));
    if (!mark.empty() && mark != "utf-8") {
      std::size_t replaced = 0;
      auto text = to_utf8(file.text, mark, &replaced);
      if (!text || replaced > 0)
        throw ResourceError({source.name()}, "it is marked as " + mark + " and is not");
      file.text = std::move(*text);
    } else if (const auto bad = first_invalid_utf8(file.text)) {
      throw ResourceError(place_of(file, source.name(), *bad), "this is not UTF-8");
    }
    input_.files.push_back(std::move(file));
  }

  void add_members(ByteSource& source) {
    input_.is_folder = true;
    each_member(source, [&](const std::string& path, ByteSource& bytes) {
      if (is_wanted(path)) add(path, bytes);
    });
  }

  void add_folder(const std::string& folder) {
    input_.is_folder = true;
    const auto none = [](std::string_view) { return false; };
    for (const std::string& path : files_below(folder, none)) {
      if (is_wanted(path)) add(path, *open_source((std::filesystem::path(folder) / path).string()));
    }
  }

  Input finish() {
    std::sort(input_.files.begin(), input_.files.end(),
              [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
    return std::move(input_);
  }

 private:
  std::size_t left_;
  Input input_;
};

}  // namespace

std::string_view InputFile::body() const {
  const std::string_view all = text;
  return all.starts_with(kMark) ? all.substr(kMark.size()) : all;
}

const InputFile* Input::find(std::string_view path) const {
  const std::string wanted = lower(path);
  const auto found = std::find_if(files.begin(), files.end(), [&](const InputFile& file) {
    return lower(file.path) == wanted;
  });
  return found == files.end() ? nullptr : &*found;
}

const InputFile& Input::only() const {
  if (is_folder || files.empty())
    throw ResourceError({name}, "one file is wanted, this holds several");
  return files.front();
}

Input load_input(const std::string& path, std::size_t limit) {
  Loader loader(limit);
  loader.set_name(path);
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored)) {
    loader.add_folder(path);
    return loader.finish();
  }
  const auto file = open_source(path);
  PeekSource source(*file);
  loader.set_name(file->name());
  const ContainerForm form = container_form(source.peek(kHeadBytes));
  if (form == ContainerForm::kMembers) {
    loader.add_members(source);
  } else if (form == ContainerForm::kNone) {
    loader.add(file->name(), source);
  } else {
    const auto inner = decompressed(source);
    PeekSource unpacked(*inner);
    if (container_form(unpacked.peek(kHeadBytes)) == ContainerForm::kMembers) {
      loader.add_members(unpacked);
    } else {
      loader.add(file->name(), unpacked);
    }
  }
  return loader.finish();
}

Place place_of(const InputFile& file, std::string_view input_name, std::size_t byte) {
  const std::string_view before = std::string_view(file.text).substr(0, byte);
  const auto line = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  std::string name(input_name);
  if (file.path != input_name && !name.ends_with(file.path)) name += '/' + file.path;
  return {std::move(name), line, byte - start + 1};
}

}  // namespace tarn::exchange
