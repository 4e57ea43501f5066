#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace tarn::cli {

/// What a tool says on standard error: "tarn-x: FILE:LINE:COL: error: text", one line each, control
/// and bidi characters of quoted input as escapes; at most 20 of one kind, then a count. Safe to
/// use from several threads.
class Messages {
 public:
  explicit Messages(std::string tool) : tool_(std::move(tool)) {}

  /// Silences warnings and notes, never errors.
  void be_quiet() { quiet_ = true; }

  void error(const Place& place, std::string_view text, std::string_view kind = "error");
  void warning(const Place& place, std::string_view text, std::string_view kind = "warning");
  /// An error or a warning, with its code as the kind.
  void say(const Diagnostic& diagnostic);
  /// A further line of an error that has several; neither limited nor silenced.
  void more(std::string_view text);
  /// A line about the whole run ("3 of 10 records rejected"), never limited.
  void note(std::string_view text);

  /// Tells how many messages of each kind were held back. Call once, at the end.
  void finish();

 private:
  void write(const Place& place, std::string_view severity, std::string_view text,
             std::string_view kind);

  static constexpr std::size_t kMostOfAKind = 20;
  std::string tool_;
  bool quiet_ = false;
  std::mutex mutex_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace tarn::cli
