#include "format/zip_write.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <exception>
#include <utility>

#include "base/error.h"
#include "format/utf8_names.h"

namespace tarn {

struct ZipWriter::State {
  std::function<void(std::string_view)> write;
  archive* out = nullptr;
  std::exception_ptr thrown;
  bool finished = false;

  ~State() {
    // Else freeing would still write a directory, after a failure too.
    if (!finished) archive_write_fail(out);
    archive_write_free(out);
  }

  static la_ssize_t take(archive* a, void* data, const void* bytes, std::size_t size) {
    auto& self = *static_cast<State*>(data);
    try {
      self.write({static_cast<const char*>(bytes), size});
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      // An exception must not pass through the C frames of libarchive.
      self.thrown = std::current_exception();
      archive_set_error(a, EIO, "cannot write");
      return ARCHIVE_FATAL;
    }
  }

  void check(la_ssize_t status) {
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
    if (status >= ARCHIVE_WARN) return;
    const char* reason = archive_error_string(out);
    throw ResourceError(std::string("cannot write a zip: ") +
                        (reason == nullptr ? "no reason told" : reason));
  }
};

ZipWriter::ZipWriter(std::function<void(std::string_view)> write)
    : state_(std::make_unique<State>()) {
  state_->write = std::move(write);
  state_->out = archive_write_new();
  archive_write_set_format_zip(state_->out);
  archive_write_zip_set_compression_store(state_->out);
  archive_write_set_bytes_per_block(state_->out, 0);
  state_->check(archive_write_open(state_->out, state_.get(), nullptr, &State::take, nullptr));
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& path, std::string_view bytes) {
  const Utf8Names names;
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                       &archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), path.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
  // No time: libarchive then writes the first day of the calendar, whatever the time zone.
  state_->check(archive_write_header(state_->out, entry.get()));
  state_->check(archive_write_data(state_->out, bytes.data(), bytes.size()));
  state_->check(archive_write_finish_entry(state_->out));
}

void ZipWriter::finish() {
  state_->check(archive_write_close(state_->out));
  state_->finished = true;
}

}  // namespace tarn
