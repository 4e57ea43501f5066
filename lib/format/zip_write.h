#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tarn {

/// Writes a zip, member by member, to a function that takes its bytes. Members are stored, not
/// packed, and bear the first day of zip's calendar, so that the same members are the same bytes
/// everywhere.
class ZipWriter {
 public:
  explicit ZipWriter(std::function<void(std::string_view)> write);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  /// Adds a file; '/' parts its folders. Throws ResourceError, and what the function throws.
  void add(const std::string& path, std::string_view bytes);

  /// Writes the directory. Nothing may be added after.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tarn
