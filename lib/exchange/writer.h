#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
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

/// What the user wants of what is written.
struct WriteOptions {
  std::string profile;           ///< the QDA tool to please: "", atlas.ti, maxqda, nvivo, qualcoder
  std::string coder = "tarn";    ///< of spans that name none
  std::string project = "tarn";  ///< the name of a project file
};

/// A post, the units of its text, and those of its spans that are written, in their order.
struct ExportPost {
  const Record& record;
  const Segmentation& units;
  const std::vector<Annotation>& spans;
  const std::set<std::string>& coders;  ///< who looked through the post, with spans or without
};

/// Whose span it is: its coder, or who speaks for spans that name none.
std::string_view coder_of(const Annotation& span, const WriteOptions& options);

/// The spans of one coder in a post.
struct CoderSpans {
  std::string coder;
  std::vector<const Annotation*> spans;  ///< none: looked through the post and found nothing
};

/// The spans of a post by coder, coders in the order of their bytes.
std::vector<CoderSpans> by_coder(const ExportPost& post, const WriteOptions& options);

/// Spans that are one code: one, or the fragments of one, in their order.
std::vector<std::vector<const Annotation*>> whole_codes(
    const std::vector<const Annotation*>& spans);

/// Writes posts and their spans in a form of another tool, post by post. `add` is called in the
/// order of the posts.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void add(const ExportPost& post) = 0;
  virtual void finish() {}

  /// What of spans was left out or changed since the last call: code "dropped" or "weakened".
  Diagnostics take_told() { return std::exchange(told_, {}); }

 protected:
  Diagnostics told_;
};

}  // namespace tarn::exchange
