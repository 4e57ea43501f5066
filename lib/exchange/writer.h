#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"
#include "text/tokens.h"

namespace tarn::exchange {

/// Where a writer puts what it makes.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Continues the one file. For formats without members.
  virtual void text(std::string_view bytes) = 0;
  /// A whole file of several.
  virtual void file(const std::string& path, std::string_view bytes) = 0;
};

struct WriteOptions {
  std::string profile;  ///< the QDA tool to please: "", atlas.ti, maxqda, nvivo, qualcoder
  std::string coder = "tarn";  ///< of spans that name none
  std::string project = "tarn";  ///< the name of a project file
};

/// A post, the units of its text, and those of its spans that are written, in their order.
struct ExportPost {
  const Record& record;
  const Segmentation& units;
  const std::vector<Annotation>& spans;
};

/// Whose span it is: its coder, or who speaks for spans that name none.
std::string_view coder_of(const Annotation& span, const WriteOptions& options);

/// Who looked through the post and has no span among those written, sorted.
std::vector<std::string> idle_coders(const ExportPost& post, const WriteOptions& options);

/// Writes posts and their spans in a form of another tool, post by post. `add` is called in the order of
/// the posts.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void add(const ExportPost& post) = 0;
  virtual void finish() {}
};

}  // namespace tarn::exchange
