#include "cli/messages.h"

#include <fmt/format.h>

#include <unistd.h>

#include <cerrno>

#include "text/printable.h"

namespace tarn::cli {
namespace {

/// Writes a whole line at once, so that lines of several processes don't mix. Standard error that
/// cannot be written has nobody to tell it to.
void write_line(std::string line) {
  line += '\n';
  std::string_view left = line;
  while (!left.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, left.data(), left.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Messages::error(const Place& place, std::string_view text, std::string_view kind) {
  write(place, "error", text, kind);
}

void Messages::warning(const Place& place, std::string_view text, std::string_view kind) {
  if (!quiet_) write(place, "warning", text, kind);
}

void Messages::say(const Diagnostic& diagnostic) {
  if (diagnostic.severity == Severity::kError)
    error(diagnostic.place, diagnostic.message, diagnostic.code);
  else
    warning(diagnostic.place, diagnostic.message, diagnostic.code);
}

void Messages::more(std::string_view text) {
  const std::lock_guard lock(mutex_);
  write_line(fmt::format("{}: {}", tool_, printable(text)));
}

void Messages::note(std::string_view text) {
  if (!quiet_) more(text);
}

void Messages::write(const Place& place, std::string_view severity, std::string_view text,
                     std::string_view kind) {
  const std::lock_guard lock(mutex_);
  auto found = counts_.find(kind);
  if (found == counts_.end()) found = counts_.emplace(kind, 0).first;
  if (++found->second > kMostOfAKind) return;
  const std::string where = shown(place);
  write_line(fmt::format("{}: {}{}{}: {}", tool_, printable(where), where.empty() ? "" : ": ",
                         severity, printable(text)));
}

void Messages::finish() {
  const std::lock_guard lock(mutex_);
  for (const auto& [kind, count] : counts_)
    if (count > kMostOfAKind)
      write_line(fmt::format("{}: {} more of kind {}", tool_, count - kMostOfAKind, kind));
  counts_.clear();
}

}  // namespace tarn::cli
