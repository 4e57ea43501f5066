#include "cli/progress.h"

#include <fmt/format.h>

#include <unistd.h>

#include <utility>

namespace tarn::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{200};

void put(const std::string& text) {
  // Progress that cannot be shown is no failure.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

App::Progress::Progress(std::string tool_name, std::uint64_t total_bytes)
    : tool_(std::move(tool_name)),
      total_(total_bytes),
      start_(std::chrono::steady_clock::now()),
      drawn_(start_) {}

void App::Progress::add(std::uint64_t records, std::uint64_t bytes) {
  records_ += records;
  bytes_ += bytes;
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ >= kInterval) draw(now);
}

void App::Progress::draw(std::chrono::steady_clock::time_point now) {
  drawn_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(bytes_) / seconds;
  std::string line = fmt::format("\r{}: {} records, {:.1f} MB, {:.1f} MB/s", tool_, records_,
                                 static_cast<double>(bytes_) / 1e6, rate / 1e6);
  if (total_ > bytes_ && rate > 0)
    line += fmt::format(", {:.0f} s left", static_cast<double>(total_ - bytes_) / rate);
  put(line + "\x1b[K");
}

void App::Progress::clear() {
  if (std::exchange(shown_, false)) put("\r\x1b[K");
}

}  // namespace tarn::cli
