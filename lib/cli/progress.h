#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/app.h"

namespace tarn::cli {

/// A line on standard error that is written again and again: records, bytes, rate, and the time
/// left where the size of the input is known.
struct App::Progress {
  Progress(std::string tool_name, std::uint64_t total_bytes);

  /// Adds to the counts; redraws a few times a second at most.
  void add(std::uint64_t records, std::uint64_t bytes);

  /// Wipes the line, so that a message can stand there.
  void clear();

 private:
  void draw(std::chrono::steady_clock::time_point now);

  std::string tool_;
  std::uint64_t total_;  ///< 0 when unknown
  std::uint64_t records_ = 0;
  std::uint64_t bytes_ = 0;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point drawn_;
  bool shown_ = false;
};

}  // namespace tarn::cli
