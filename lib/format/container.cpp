// libarchive reads from our sources and gives streams. It takes some truncated containers for
// complete ones: a zip without its directory, a tar without its end. So the raw bytes pass through
// a watcher that remembers the tail.

#include "format/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <utility>

#include "format/utf8_names.h"

namespace tarn {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kTail = std::size_t{66}
                              << 10;  ///< a zip's end record, its comment included, lies within

struct FreeArchive {
  void operator()(archive* a) const { archive_read_free(a); }
};
using ArchivePtr = std::unique_ptr<archive, FreeArchive>;

/// Hands a source to libarchive; counts its bytes and keeps the last ones.
class Watcher {
 public:
  explicit Watcher(ByteSource& source) : source_(source), buffer_(kChunk, '\0') {}

  static la_ssize_t read(archive* a, void* data, const void** buffer) {
    auto& self = *static_cast<Watcher*>(data);
    try {
      const std::size_t got = self.next();
      *buffer = self.buffer_.data();
      return static_cast<la_ssize_t>(got);
    } catch (...) {
      // An exception must not pass through the C frames of libarchive.
      self.thrown_ = std::current_exception();
      archive_set_error(a, EIO, "cannot read");
      return ARCHIVE_FATAL;
    }
  }

  std::size_t next() {
    const std::size_t got = source_.read(buffer_.data(), buffer_.size());
    bytes_ += got;
    tail_.append(buffer_, 0, got);
    if (tail_.size() > 2 * kTail) tail_.erase(0, tail_.size() - kTail);
    return got;
  }

  void drain() {
    while (next() > 0) {
    }
  }

  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }
  std::uint64_t bytes() const { return bytes_; }
  const std::string& tail() const { return tail_; }
  const std::string& name() const { return source_.name(); }

 private:
  ByteSource& source_;
  std::string buffer_;
  std::string tail_;
  std::uint64_t bytes_ = 0;
  std::exception_ptr thrown_;
};

[[noreturn]] void fail(const Watcher& watcher, archive* a, const std::string& what) {
  watcher.rethrow();
  const char* reason = archive_error_string(a);
  std::string text = what;
  if (reason != nullptr) {
    text += ": ";
    const std::size_t first = text.size();
    text += reason;
    while (text.ends_with('\n')) text.pop_back();
    // A sentence's first letter, not a name in capitals ("ZIP").
    const auto is_capital = [&](std::size_t i) {
      return i < text.size() && text[i] >= 'A' && text[i] <= 'Z';
    };
    if (is_capital(first) && !is_capital(first + 1))
      text[first] = static_cast<char>(text[first] + 32);
  }
  throw ResourceError({watcher.name()}, text);
}

void check_limits(const Watcher& watcher, std::uint64_t unpacked, const ContainerLimits& limits) {
  if (unpacked > limits.max_bytes)
    throw ResourceError({watcher.name()},
                        "unpacks to more than " + std::to_string(limits.max_bytes) + " bytes");
  if (unpacked > limits.free_bytes && unpacked / limits.max_ratio > watcher.bytes()) {
    throw ResourceError({watcher.name()}, "unpacks to more than " +
                                              std::to_string(limits.max_ratio) + " times its size");
  }
}

ArchivePtr open(Watcher& watcher, void (*support)(archive*)) {
  ArchivePtr a(archive_read_new());
  if (!a) throw ResourceError("no memory to unpack");
  support(a.get());
  if (archive_read_open(a.get(), &watcher, nullptr, &Watcher::read, nullptr) != ARCHIVE_OK) {
    fail(watcher, a.get(), "cannot unpack");
  }
  return a;
}

/// The current entry of an archive as a source.
class EntrySource final : public ByteSource {
 public:
  EntrySource(archive* a, const Watcher& watcher, const ContainerLimits& limits,
              std::uint64_t& unpacked, std::string name)
      : archive_(a),
        watcher_(watcher),
        limits_(limits),
        unpacked_(unpacked),
        name_(std::move(name)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const la_ssize_t got = archive_read_data(archive_, buffer, size);
      if (got == ARCHIVE_RETRY) continue;
      if (got < 0) fail(watcher_, archive_, "cannot unpack '" + name_ + "'");
      unpacked_ += static_cast<std::uint64_t>(got);
      check_limits(watcher_, unpacked_, limits_);
      return static_cast<std::size_t>(got);
    }
  }
  const std::string& name() const override { return name_; }

 private:
  archive* archive_;
  const Watcher& watcher_;
  const ContainerLimits& limits_;
  std::uint64_t& unpacked_;
  std::string name_;
};

void support_streams(archive* a) {
  archive_read_support_filter_gzip(a);
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_lzip(a);
  archive_read_support_filter_compress(a);
  archive_read_support_format_raw(a);
}

void support_members(archive* a) {
  archive_read_support_format_zip_streamable(a);
  archive_read_support_format_tar(a);
}

class DecompressedSource final : public ByteSource {
 public:
  DecompressedSource(ByteSource& source, const ContainerLimits& limits)
      : watcher_(source),
        limits_(limits),
        archive_(open(watcher_, &support_streams)),
        name_(source.name()) {
    archive_entry* entry = nullptr;
    if (archive_read_next_header(archive_.get(), &entry) != ARCHIVE_OK)
      fail(watcher_, archive_.get(), "cannot unpack");
    // Of a few bytes libarchive may not know the form, and would hand them on as they are.
    if (archive_filter_code(archive_.get(), 0) == ARCHIVE_FILTER_NONE)
      throw ResourceError({source.name()}, "cannot unpack: the stream is cut short");
    // What hands on the bytes of the source counts as one.
    if (archive_filter_count(archive_.get()) - 1 > limits.max_packings) {
      throw ResourceError({source.name()},
                          fmt::format("packed more than {} times", limits.max_packings));
    }
    entry_ = std::make_unique<EntrySource>(archive_.get(), watcher_, limits_, unpacked_, name_);
  }
  std::size_t read(char* buffer, std::size_t size) override { return entry_->read(buffer, size); }
  const std::string& name() const override { return name_; }

 private:
  Watcher watcher_;
  ContainerLimits limits_;
  ArchivePtr archive_;
  std::string name_;
  std::uint64_t unpacked_ = 0;
  std::unique_ptr<EntrySource> entry_;
};

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Whether the tail ends in a zip's end record that counts as many members as were seen.
bool has_zip_end(const std::string& tail, std::uint64_t entries) {
  constexpr std::string_view kMark("PK\5\6", 4);
  for (std::size_t at = tail.rfind(kMark); at != std::string::npos;
       at = at == 0 ? std::string::npos : tail.rfind(kMark, at - 1)) {
    if (tail.size() - at < 22) continue;
    const std::uint32_t count = little_endian(tail, at + 10, 2);
    const std::uint32_t comment = little_endian(tail, at + 20, 2);
    if (at + 22 + comment != tail.size()) continue;
    return count == 0xFFFF || count == (entries & 0xFFFF);
  }
  return false;
}

/// Whether a tar's end, two blocks of zeros, was there.
bool has_tar_end(const std::string& tail) {
  return tail.size() >= 1024 &&
         std::all_of(tail.end() - 1024, tail.end(), [](char c) { return c == '\0'; });
}

std::string path_of(archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (path == nullptr) path = archive_entry_pathname(entry);
  return path == nullptr ? "?" : path;
}

}  // namespace

ContainerForm container_form(std::string_view head) {
  using namespace std::string_view_literals;
  constexpr std::array kStreams = {"\x1F\x8B\x08"sv,
                                   "BZh"sv,
                                   "\xFD"
                                   "7zXZ\0"sv,
                                   "\x28\xB5\x2F\xFD"sv,
                                   "LZIP"sv,
                                   "\x1F\x9D"sv};
  if (std::any_of(kStreams.begin(), kStreams.end(),
                  [&](std::string_view mark) { return head.starts_with(mark); })) {
    return ContainerForm::kCompressed;
  }
  const bool is_zip = head.starts_with("PK\3\4"sv) || head.starts_with("PK\5\6"sv) ||
                      head.starts_with("PK\x30\x30PK\3\4"sv);
  const bool is_tar = head.size() > 262 && head.substr(257, 5) == "ustar";
  return is_zip || is_tar ? ContainerForm::kMembers : ContainerForm::kNone;
}

std::unique_ptr<ByteSource> decompressed(ByteSource& source, const ContainerLimits& limits) {
  return std::make_unique<DecompressedSource>(source, limits);
}

void each_member(ByteSource& source,
                 const std::function<void(const std::string&, ByteSource&)>& visit,
                 const ContainerLimits& limits) {
  Watcher watcher(source);
  const Utf8Names names;
  const ArchivePtr a = open(watcher, &support_members);
  std::uint64_t unpacked = 0;
  std::uint64_t entries = 0;
  for (;;) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(a.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status == ARCHIVE_RETRY) continue;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) fail(watcher, a.get(), "cannot unpack");
    if (++entries > limits.max_members)
      throw ResourceError({watcher.name()},
                          "more than " + std::to_string(limits.max_members) + " members");
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const std::string path = path_of(entry);
    if (archive_entry_is_encrypted(entry) == 1)
      throw ResourceError({watcher.name()}, "'" + path + "' is encrypted");
    EntrySource bytes(a.get(), watcher, limits, unpacked, watcher.name() + '/' + path);
    visit(path, bytes);
    // To the end, so that checksums are checked.
    std::array<char, kChunk> rest;
    while (bytes.read(rest.data(), rest.size()) > 0) {
    }
  }
  const bool is_zip = (archive_format(a.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
  watcher.drain();
  if (is_zip ? !has_zip_end(watcher.tail(), entries) : !has_tar_end(watcher.tail())) {
    throw ResourceError({watcher.name()}, "cannot unpack: the container is cut short");
  }
}

}  // namespace tarn
