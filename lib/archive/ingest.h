#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/duplicates.h"
#include "archive/formats.h"
#include "archive/reader.h"
#include "archive/selection.h"
#include "base/bytes.h"
#include "format/source.h"

namespace tarn::archive {

/// What tarn-ingest is told.
struct IngestOptions {
  std::string from = "auto";  ///< name of a format
  bool recursive = false;     ///< folders are read
  Selection selection;
  ReadOptions read;
};

/// Where an Ingest delivers.
class IngestOutput {
 public:
  virtual ~IngestOutput() = default;
  /// A post that was chosen, before its body became text.
  virtual void post(RawPost&& chosen) = 0;
  virtual void say(const Diagnostic& diagnostic) = 0;
  /// A line about the run ("x.xml: read as blogger: …").
  virtual void note(const std::string& line) = 0;
  /// A bad record, or file of a folder. Throws, or returns when the run goes on.
  virtual void reject(const Place& place, std::uint64_t byte, const std::string& reason,
                      std::string_view raw) = 0;
};

/// Reads archives: opens what they are packed in, decides the formats, chooses the posts.
class Ingest final : private Sink {
 public:
  /// `output` must outlive it. Throws ResourceError on options that make no sense.
  Ingest(IngestOptions options, IngestOutput& output);
  ~Ingest() override;

  /// Reads one operand: a file, a folder, "-" for standard input. Throws ResourceError when it
  /// cannot be read to its end, is of no known format, or is a folder and folders are not wanted.
  void read(const std::string& path);

  /// Reads an archive from a stream; `name` is its base name, empty for standard input.
  void read(ByteSource& source, const std::string& name);

  /// Call when all posts were taken and written. `written` is their number.
  void summarise(std::uint64_t written);

  /// Counts a post that was found and not written, for the summary.
  void count_left_out(const std::string& reason) { ++left_out_[reason]; }

 private:
  void post(RawPost&& found) override;
  void leave_out(std::string_view what) override;
  void say(Diagnostic&& diagnostic) override;
  void reject(const Place& place, std::uint64_t byte, const std::string& reason,
              std::string_view raw) override;

  void read_folder(const std::string& root);
  void read_source(ByteSource& source, const std::string& path, bool alone, int depth);
  void read_document(PeekSource& source, const std::string& path, bool alone);
  const Format* decide(const Head& head, const std::string& name, bool alone);
  Reader& reader_of(const Format& format);
  void finish(const std::string& operand);

  IngestOptions options_;
  IngestOutput& output_;
  std::map<std::string_view, std::unique_ptr<Reader>> readers_;
  std::map<std::string, std::uint64_t> left_out_;
  std::map<std::string_view, std::uint64_t> files_of_format_;
  std::uint64_t recognised_ = 0;  ///< files of the operand
};

/// The last part of the way: finished posts as lines, copies dropped, texts that were seen marked.
class PostWriter {
 public:
  /// Appends the record of a post to `out`, unless it is a copy: then says of which, and returns
  /// false. To be called in the order of the archive.
  bool append(std::string& out, Post&& post, std::string_view blog, bool has_native_id,
              std::string& copy_of);

 private:
  Duplicates duplicates_;
};

}  // namespace tarn::archive
