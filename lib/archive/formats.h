#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/reader.h"

namespace tarn::archive {

/// What detection may look at.
struct Head {
  std::string_view bytes;  ///< the first ones, as UTF-8, cut between characters
  std::string_view path;
  bool whole = false;  ///< whether that is all
  const ReadOptions* options = nullptr;
};

/// How far a file is of a format.
enum class Likeness : std::uint8_t {
  kNone,
  kWeak,  ///< it could be, and nothing speaks against it
  kSure,
};

/// What one format says of a file.
struct Guess {
  Likeness likeness = Likeness::kNone;
  std::string_view reason;  ///< what was seen ("a line that is only a date")
};

/// A format of archives: one row of the table.
struct Format {
  std::string_view name;     ///< for --from and "source.format"
  std::string_view summary;  ///< what it is, for --help
  Guess (*guess)(const Head& head);
  std::unique_ptr<Reader> (*make)(const ReadOptions& options);
};

/// All formats, in the order of importance.
std::span<const Format> formats();

/// The format of that name; null for none.
const Format* format_named(std::string_view name);

/// The outcome of detection: a format, or why none.
struct Decision {
  const Format* format = nullptr;
  std::string reason;  ///< what decided, or what is wrong
};

/// Decides by content. Unsure when no format, or more than one, is sure; in a folder or container,
/// where a file may well be none, a weak likeness is enough if it is the only one.
Decision detect(const Head& head);

}  // namespace tarn::archive
