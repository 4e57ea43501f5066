#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/bytes.h"
#include "base/error.h"

namespace tarn::cli {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

// A signal handler can only reach statics: whether standard output was closed at the start, and
// the names of the files to remove, the output's and that of the rejects.
std::atomic<bool> standard_output_closed{false};
struct Temporary {
  std::array<char, 4096> path{};
  std::atomic<bool> exists{false};
};
std::array<Temporary, 2> temporaries;

/// What ends a run from outside, limits on files and time included.
constexpr std::array kEndingSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ, SIGXCPU};

void remove_temporaries_and_die(int signal_number) {
  for (Temporary& temporary : temporaries)
    if (temporary.exists.load()) ::unlink(temporary.path.data());
  ::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

/// Keeps signals waiting while it lives, so that none comes between a file and its name in
/// `temporaries`.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal_number : kEndingSignals) ::sigaddset(&set, signal_number);
    ::pthread_sigmask(SIG_BLOCK, &set, &old_);
  }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
  ~SignalsWait() { ::pthread_sigmask(SIG_SETMASK, &old_, nullptr); }

 private:
  sigset_t old_{};
};

/// Gives the place in `temporaries`; its size where there is none.
std::size_t remove_on_signals(const std::string& path) {
  std::size_t slot = 0;
  while (slot < temporaries.size() && temporaries[slot].exists.load()) ++slot;
  if (slot == temporaries.size() || path.size() >= temporaries[slot].path.size())
    return temporaries.size();
  std::memcpy(temporaries[slot].path.data(), path.c_str(), path.size() + 1);
  temporaries[slot].exists = true;
  for (const int signal_number : kEndingSignals) {
    struct sigaction old {};
    ::sigaction(signal_number, nullptr, &old);
    // nohup and background jobs ignore a signal on purpose.
    if (old.sa_handler == SIG_DFL) ::signal(signal_number, remove_temporaries_and_die);
  }
  return slot;
}

void forget_temporary(std::size_t slot) {
  if (slot < temporaries.size()) temporaries[slot].exists = false;
}

}  // namespace

void guard_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    if (descriptor == STDOUT_FILENO) standard_output_closed = true;
    // The lowest free descriptor is taken, which is this one.
    const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDWR;
    [[maybe_unused]] const int opened = ::open("/dev/null", mode);
  }
}

Output::Output(std::string path) : path_(path == "-" ? std::string() : std::move(path)) {
  if (!path_.empty()) {
    open_file();
    return;
  }
  if (standard_output_closed) fail("cannot write to standard output", EBADF);
  descriptor_ = STDOUT_FILENO;
}

void Output::open_file() {
  std::error_code ignored;
  const auto resolved = std::filesystem::weakly_canonical(path_, ignored);
  target_ = ignored || resolved.empty() ? path_ : resolved.string();
  struct stat status {};
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) fail("cannot write", EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("cannot open for writing", errno);
    return;
  }
  const std::filesystem::path target(target_);
  std::string name =
      (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
  {
    const SignalsWait wait;
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("cannot create a file beside it", errno);
    temporary_ = name;
    slot_ = remove_on_signals(temporary_);
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor_, exists ? status.st_mode & 07777 : 0666 & ~mask);
}

Output::~Output() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!temporary_.empty() && !committed_) {
    ::unlink(temporary_.c_str());
    forget_temporary(slot_);
  }
}

void Output::fail(std::string_view what, int error_number) const {
  if (error_number == EPIPE) throw ClosedPipe{};
  throw ResourceError(Place{path_}, std::string(what) + ": " + system_message(error_number));
}

void Output::write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      fail(path_.empty() ? "cannot write to standard output" : "cannot write", errno);
  }
}

void Output::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  if (bytes.size() > kBufferBytes)
    write_all(bytes);
  else
    buffer_.append(bytes);
}

void Output::flush() {
  // Cleared first: a failure must not be met again while it is being told.
  const std::string bytes = std::exchange(buffer_, {});
  write_all(bytes);
  buffer_.reserve(kBufferBytes);
}

void Output::close() {
  if (std::exchange(closed_, true)) return;
  flush();
  if (!temporary_.empty() && ::fsync(descriptor_) != 0) fail("cannot write", errno);
  // Standard output is closed through a copy: closing finds late errors, and nobody else may
  // open a file in its place.
  const int closing = descriptor_ == STDOUT_FILENO ? ::dup(descriptor_) : descriptor_;
  descriptor_ = -1;
  if (closing >= 0 && ::close(closing) != 0 && errno != EINTR)
    fail(path_.empty() ? "cannot write to standard output" : "cannot write", errno);
}

void Output::commit() {
  close();
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail("cannot rename", errno);
  forget_temporary(slot_);
  committed_ = true;
}

bool Output::is_terminal() const { return path_.empty() && ::isatty(STDOUT_FILENO) == 1; }

void write_to_standard_output(std::string_view text) {
  Output output("");
  output.write(text);
  output.commit();
}

}  // namespace tarn::cli
