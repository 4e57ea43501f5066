// Loaded into a tool by LD_PRELOAD, it makes system calls fail. TARN_FAULT is CALL:FD:WHAT:WHEN,
// several by commas:
//   CALL  read, write, fsync, close, rename, any
//   FD    a descriptor; * is any but standard error
//   WHAT  a name of errno; "one": one byte at most; a signal that comes in the call: TERM, KILL …
//   WHEN  N: at the Nth such call; N+: from then on; odd: at every second, the first included
// TARN_FAULT_COUNT names a file that gets the number of "any" calls, so that a test can go through
// them all.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

struct Fault {
  std::string call;
  int descriptor = -1;  ///< -1: any
  int error = 0;
  int signal_number = 0;
  bool one_byte = false;
  unsigned long nth = 1;
  bool from_then_on = false;
  bool odd = false;
  std::atomic<unsigned long> seen{0};
};

struct Name {
  const char* name;
  int value;
};
constexpr std::array<Name, 6> kErrors = {{{"EIO", EIO},
                                          {"EINTR", EINTR},
                                          {"ENOSPC", ENOSPC},
                                          {"EDQUOT", EDQUOT},
                                          {"EACCES", EACCES},
                                          {"EXDEV", EXDEV}}};
constexpr std::array<Name, 4> kSignals = {
    {{"TERM", SIGTERM}, {"KILL", SIGKILL}, {"INT", SIGINT}, {"HUP", SIGHUP}}};

template <typename Names>
int value_of(const Names& names, const std::string& wanted) {
  for (const Name& one : names)
    if (wanted == one.name) return one.value;
  return 0;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::vector<Fault*> make_faults() {
  std::vector<Fault*> made;
  const char* value = std::getenv("TARN_FAULT");
  if (value == nullptr || *value == '\0') return made;
  for (const std::string& one : split(value, ',')) {
    const std::vector<std::string> part = split(one, ':');
    if (part.size() != 4) std::abort();
    auto* fault = new Fault;
    fault->call = part[0];
    if (part[1] != "*") fault->descriptor = std::atoi(part[1].c_str());
    fault->error = value_of(kErrors, part[2]);
    fault->signal_number = value_of(kSignals, part[2]);
    fault->one_byte = part[2] == "one";
    if (fault->error == 0 && fault->signal_number == 0 && !fault->one_byte) std::abort();
    fault->odd = part[3] == "odd";
    fault->nth = std::strtoul(part[3].c_str(), nullptr, 10);
    fault->from_then_on = part[3].back() == '+';
    made.push_back(fault);
  }
  return made;
}

const std::vector<Fault*>& faults() {
  static const std::vector<Fault*>& all = *new std::vector<Fault*>(make_faults());
  return all;
}

std::atomic<unsigned long> calls{0};

template <typename Function>
Function real(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  Function out = nullptr;
  std::memcpy(&out, &found, sizeof out);
  return out;
}

/// What happens in a call: an error number, or 0; `one_byte` is set where the call is to be short.
int fault_of(const char* call, int descriptor, bool& one_byte) {
  if (descriptor == STDERR_FILENO) return 0;
  ++calls;
  for (Fault* fault : faults()) {
    if (fault->call != "any" && fault->call != call) continue;
    if (fault->descriptor != -1 && fault->descriptor != descriptor) continue;
    const unsigned long n = ++fault->seen;
    const bool now =
        fault->odd ? n % 2 == 1 : n == fault->nth || (fault->from_then_on && n > fault->nth);
    if (!now) continue;
    if (fault->signal_number != 0) raise(fault->signal_number);
    if (fault->error != 0) return fault->error;
    one_byte = one_byte || fault->one_byte;
  }
  return 0;
}

/// At the end of the run.
struct Counter {
  ~Counter() {
    const char* path = std::getenv("TARN_FAULT_COUNT");
    if (path == nullptr) return;
    if (std::FILE* file = std::fopen(path, "w")) {
      std::fprintf(file, "%lu\n", calls.load());
      std::fclose(file);
    }
  }
} counter;

template <typename Call>
auto with_fault(const char* name, int descriptor, Call call) -> decltype(call(false)) {
  bool one_byte = false;
  if (const int error = fault_of(name, descriptor, one_byte)) {
    errno = error;
    return -1;
  }
  return call(one_byte);
}

}  // namespace

extern "C" {

ssize_t read(int descriptor, void* buffer, size_t size) {
  static const auto next = real<ssize_t (*)(int, void*, size_t)>("read");
  return with_fault("read", descriptor,
                    [&](bool one) { return next(descriptor, buffer, one && size > 1 ? 1 : size); });
}

ssize_t write(int descriptor, const void* buffer, size_t size) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
  return with_fault("write", descriptor,
                    [&](bool one) { return next(descriptor, buffer, one && size > 1 ? 1 : size); });
}

int fsync(int descriptor) {
  static const auto next = real<int (*)(int)>("fsync");
  return with_fault("fsync", descriptor, [&](bool) { return next(descriptor); });
}

int close(int descriptor) {
  static const auto next = real<int (*)(int)>("close");
  return with_fault("close", descriptor, [&](bool) { return next(descriptor); });
}

int rename(const char* from, const char* to) noexcept {
  static const auto next = real<int (*)(const char*, const char*)>("rename");
  return with_fault("rename", -1, [&](bool) { return next(from, to); });
}

/// A signal comes when the file is there.
int mkostemp(char* name, int flags) {
  static const auto next = real<int (*)(char*, int)>("mkostemp");
  const int descriptor = next(name, flags);
  bool ignored = false;
  fault_of("mkostemp", -1, ignored);
  return descriptor;
}
}
