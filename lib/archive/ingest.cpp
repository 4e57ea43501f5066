#include "archive/ingest.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "archive/strings.h"
#include "format/charset.h"
#include "format/container.h"
#include "format/folder.h"
#include "format/source.h"

namespace tarn::archive {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxPacking = 4;
constexpr std::string_view kStdin = "stdin";  ///< stands for a path
constexpr std::size_t kHeadBytes = std::size_t{256} << 10;

/// The head as UTF-8, without a character that is cut at its end.
std::string head_text(std::string_view bytes, const std::string& encoding) {
  const std::string mark = charset_of_mark(bytes.substr(0, 4));
  const std::string charset = charset_name(mark.empty() ? encoding : mark);
  std::string out =
      charset.empty() || charset == "utf-8"
          ? std::string(bytes)
          : to_utf8(bytes.substr(0, bytes.size() / 4 * 4), charset).value_or(std::string(bytes));
  if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
  for (int i = 0; i < 3 && !out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80;
       ++i) {
    out.pop_back();
  }
  return to_utf8(out, "utf-8").value_or(out);
}

/// What packers and desktops leave in containers and folders.
bool is_litter(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part == "__MACOSX" || (part.size() > 1 && part.starts_with('.') && part != "..") ||
           part == "Thumbs.db";
  });
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return path != "-" && fs::is_directory(path, error);
}

/// "export.xml" of "export.xml.gz".
std::string without_packing(const std::string& path) {
  const std::string ending = extension(path);
  for (const std::string_view packing : {".gz", ".bz2", ".xz", ".zst", ".lz", ".z"}) {
    if (ending == packing) return path.substr(0, path.size() - ending.size());
  }
  return path;
}

void check(const IngestOptions& options) {
  for (const std::string& period : {options.selection.since, options.selection.until}) {
    if (!period.empty() && !is_period(period)) {
      throw ResourceError("'" + period + "' is no date: wanted YYYY, YYYY-MM or YYYY-MM-DD");
    }
  }
  const std::string& encoding = options.read.encoding;
  if (!encoding.empty() && !is_charset(encoding)) {
    throw ResourceError("unknown encoding '" + encoding + "'");
  }
}

}  // namespace

Ingest::Ingest(IngestOptions options, IngestOutput& output)
    : options_(std::move(options)), output_(output) {
  check(options_);
}

Ingest::~Ingest() = default;

void Ingest::post(RawPost&& found) {
  const std::string reason = reason_to_leave_out(found, options_.selection);
  if (reason.empty()) {
    output_.post(std::move(found));
  } else {
    ++left_out_[reason];
  }
}

void Ingest::leave_out(std::string_view what) { ++left_out_[std::string(what)]; }

void Ingest::say(Diagnostic&& diagnostic) { output_.say(diagnostic); }

void Ingest::reject(const Place& place, std::uint64_t byte, const std::string& reason,
                    std::string_view raw) {
  output_.reject(place, byte, reason, raw);
}

Reader& Ingest::reader_of(const Format& format) {
  std::unique_ptr<Reader>& reader = readers_[format.name];
  if (!reader) reader = format.make(options_.read);
  return *reader;
}

const Format* Ingest::decide(const Head& head, const std::string& name, bool alone) {
  if (options_.from != "auto") return format_named(options_.from);
  const Decision decision = detect(head);
  if (decision.format != nullptr && alone) {
    output_.note(name + ": read as " + std::string(decision.format->name) + ": " + decision.reason);
  }
  if (decision.format == nullptr && alone) {
    throw ResourceError({name}, "cannot tell the format: " + decision.reason + "; --from names it");
  }
  return decision.format;
}

void Ingest::read_document(PeekSource& source, const std::string& raw_path, bool alone) {
  // Names of files may be bytes of any encoding; those of records are UTF-8.
  const std::string path = to_utf8(raw_path, "utf-8").value_or(raw_path);
  const std::string_view bytes = source.peek(kHeadBytes);
  if (bytes.empty() && alone)
    throw ResourceError({source.name()}, "empty input: there is no format to tell");
  const std::string text = head_text(bytes, options_.read.encoding);
  const Format* format =
      decide({text, path, bytes.size() < kHeadBytes, &options_.read}, source.name(), alone);
  if (format == nullptr) {
    ++left_out_["other file"];
    return;
  }
  ++recognised_;
  if (!alone) ++files_of_format_[format->name];
  reader_of(*format).read(
      {source, path, path == kStdin ? std::string() : std::string(base_name(path)),
       alone || options_.from != "auto"},
      *this);
}

void Ingest::read_source(ByteSource& source, const std::string& path, bool alone, int depth) {
  PeekSource peeked(source);
  switch (container_form(peeked.peek(1024))) {
    case ContainerForm::kNone:
      read_document(peeked, path, alone);
      return;
    case ContainerForm::kCompressed:
      if (depth >= kMaxPacking) throw ResourceError({source.name()}, "packed more than 4 times");
      read_source(*decompressed(peeked), without_packing(path), alone, depth + 1);
      return;
    case ContainerForm::kMembers:
      break;
  }
  if (depth >= kMaxPacking) throw ResourceError({source.name()}, "packed more than 4 times");
  const auto visit = [&](const std::string& member, ByteSource& bytes) {
    if (!is_litter(member)) read_source(bytes, member, false, depth + 1);
  };
  each_member(peeked, visit);
}

void Ingest::read(const std::string& path) {
  if (!is_folder(path)) {
    const auto source = open_source(path);
    read(*source, path == "-" ? std::string() : std::string(base_name(path)));
    return;
  }
  if (!options_.recursive) throw ResourceError({path}, "is a directory; -r reads the files in it");
  recognised_ = 0;
  read_folder(path);
  finish(path);
}

void Ingest::read(ByteSource& source, const std::string& name) {
  recognised_ = 0;
  read_source(source, name.empty() ? std::string(kStdin) : name, true, 0);
  finish(source.name());
}

void Ingest::finish(const std::string& operand) {
  for (const Format& format : formats()) {
    const auto found = readers_.find(format.name);
    if (found != readers_.end()) found->second->finish(*this);
  }
  readers_.clear();
  if (recognised_ == 0)
    throw ResourceError({operand}, "there is no file of a known format in it; --from names one");
}

void Ingest::read_folder(const std::string& root) {
  for (const std::string& path : files_below(root, is_litter)) {
    try {
      const auto source = open_source((fs::path(root) / path).string());
      read_source(*source, path, false, 0);
    } catch (const ResourceError& error) {
      output_.reject(error.place(), 0, error.what(), "");
    }
  }
}

void Ingest::summarise(std::uint64_t written) {
  for (const auto& [name, count] : files_of_format_) {
    output_.note(std::to_string(count) + (count == 1 ? " file" : " files") + " read as " +
                 std::string(name));
  }
  std::string line = std::to_string(written) + (written == 1 ? " post" : " posts");
  const char* before = "; left out: ";
  for (const auto& [reason, count] : left_out_) {
    line += before + reason + " (" + std::to_string(count) + ')';
    before = ", ";
  }
  output_.note(line);
}

bool PostWriter::append(std::string& out, Post&& post, std::string_view blog, bool has_native_id,
                        std::string& copy_of) {
  copy_of = duplicates_.find_copy(post, blog, has_native_id);
  if (!copy_of.empty()) return false;
  post.duplicate_of = duplicates_.find_same_text(post);
  append_post(out, post);
  return true;
}

}  // namespace tarn::archive
