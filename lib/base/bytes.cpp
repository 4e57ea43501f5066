#include "base/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace tarn {
namespace {

/// A file descriptor as a source; closes it unless it is standard input.
class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) throw ResourceError({name_}, "cannot read: " + system_message(errno));
    }
  }

  const std::string& name() const override { return name_; }

 private:
  int descriptor_;
  std::string name_;
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string bytes, std::string name, std::size_t chunk)
      : bytes_(std::move(bytes)), name_(std::move(name)), chunk_(chunk) {}

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t count = std::min(size, bytes_.size() - at_);
    if (chunk_ != 0) count = std::min(count, chunk_);
    std::memcpy(buffer, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

  const std::string& name() const override { return name_; }

 private:
  std::string bytes_;
  std::string name_;
  std::size_t chunk_;
  std::size_t at_ = 0;
};

}  // namespace

std::string system_message(int error_number) {
  // strerrordesc_np ignores the locale, strerror does not.
  const char* text = ::strerrordesc_np(error_number);
  if (text == nullptr) return "error " + std::to_string(error_number);
  std::string out = text;
  // The first letter of a common message is a capital; "I/O" and the like stay.
  if (out.size() > 1 && out[1] >= 'a' && out[1] <= 'z' && out[0] >= 'A' && out[0] <= 'Z')
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

std::unique_ptr<ByteSource> open_source(const std::string& path) {
  if (path == "-") return std::make_unique<FileSource>(STDIN_FILENO, "<stdin>");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw ResourceError({path}, "cannot open: " + system_message(errno));
  auto source = std::make_unique<FileSource>(descriptor, path);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode))
    throw ResourceError({path}, "is a directory; a file is wanted");
  return source;
}

std::unique_ptr<ByteSource> memory_source(std::string bytes, std::string name, std::size_t chunk) {
  return std::make_unique<MemorySource>(std::move(bytes), std::move(name), chunk);
}

std::string read_all(ByteSource& source, std::size_t limit) {
  std::string out;
  for (;;) {
    const std::size_t from = out.size();
    out.resize(from + std::max<std::size_t>(from / 2, 1 << 16));
    const std::size_t got = source.read(out.data() + from, out.size() - from);
    out.resize(from + got);
    if (got == 0) return out;
    if (out.size() > limit)
      throw ResourceError({source.name()}, "more than " + std::to_string(limit) + " bytes");
  }
}

}  // namespace tarn
