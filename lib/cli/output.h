#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tarn::cli {

/// The reader of our output has gone: end the run, say nothing.
struct ClosedPipe {};

/// Where the data of a run goes: standard output, or a file that appears only when it is whole.
/// A file is written beside its place under another name, synced and renamed by `commit`; without
/// commit, and on a signal that ends the run, nothing is left and an old file stays as it was
/// (KILL, which nobody can catch, leaves the other file, ".NAME.XXXXXX"). Special files
/// (/dev/null, a FIFO) are written straight. Every failure throws ResourceError, a closed pipe
/// ClosedPipe.
class Output {
 public:
  /// An empty path or "-" is standard output.
  explicit Output(std::string path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view bytes);
  void flush();

  /// Flushes, syncs, closes. Nothing may be written after.
  void close();

  /// Closes, and gives the file its name.
  void commit();

  /// Whether standard output is written, and is a terminal.
  bool is_terminal() const;

 private:
  void open_file();
  void write_all(std::string_view bytes);
  [[noreturn]] void fail(std::string_view what, int error_number) const;

  std::string path_;       ///< as named by the user; empty for standard output
  std::string target_;     ///< with links resolved
  std::string temporary_;  ///< empty when written straight
  std::size_t slot_ = 0;   ///< where the temporary is known to signal handlers
  std::string buffer_;
  int descriptor_ = -1;
  bool closed_ = false;
  bool committed_ = false;
};

/// To be called once at the start: puts /dev/null in the place of standard streams that are closed,
/// so that no file is opened there by accident, and remembers whether standard output was. Reading
/// from a standard input that was closed is an error.
void guard_standard_streams();

/// Writes a text to standard output and checks it to the end: for --help and --version.
void write_to_standard_output(std::string_view text);

}  // namespace tarn::cli
