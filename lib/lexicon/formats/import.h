#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/diagnostics.h"
#include "lexicon/lexicon.h"
#include "text/segmenter.h"

namespace tarn {

/// How a term of another tool is written.
struct TermStyle {
  bool any_run = true;   ///< '*' stands for any run of characters
  bool any_one = false;  ///< '?' stands for one
  bool underscore_is_space = false;
};

/// A term as a pattern: what is special there and not here, or here and not there, is escaped.
std::string pattern_of_term(std::string_view term, TermStyle style);

/// Makes a lexicon of what a format says, row by row, so that it has no faults; tells what is lost.
class LexiconImport {
 public:
  LexiconImport(const ByteSource& source, Diagnostics& lost);

  /// Adds a row; a term without a token, or one that is no pattern, is told as dropped. The same
  /// row again is not added again. True if it was added.
  bool add(std::uint64_t line, std::string_view found, std::string_view category, double weight = 1,
           std::string_view flags = {});

  /// The row added last, for its note and other columns.
  LexiconEntry& last() { return lexicon_.entries.back(); }

  void dropped(std::uint64_t line, std::string reason) { tell(line, "dropped", std::move(reason)); }
  void weakened(std::uint64_t line, std::string reason) {
    tell(line, "weakened", std::move(reason));
  }

  /// A name of a level or category made fit for a path; `level`: a dot in it would be a level.
  std::string category_name(std::uint64_t line, std::string_view name, bool level);

  /// Adds a metadata line; line ends in the value become "\n".
  void metadata(std::string key, std::string_view value);

  void set_layer(std::string_view layer);
  const Segmenter& segmenter() const { return segmenter_; }
  const std::string& file() const { return lexicon_.file; }

  Lexicon finish();

 private:
  void tell(std::uint64_t line, const char* code, std::string reason);

  Diagnostics& lost_;
  Lexicon lexicon_;
  std::set<std::string> known_keys_;  ///< of its metadata
  Segmenter segmenter_;
  std::set<std::string> rows_;
};

/// The whole of a file as UTF-8 lines, without line ends: a byte order mark goes, what is not UTF-8
/// is read as windows-1252, with a warning. Throws ResourceError on what is no text at all.
class TextFile {
 public:
  TextFile(ByteSource& source, Diagnostics& lost);
  /// The next line; empty at the end of the file.
  std::optional<std::string_view> next();
  std::uint64_t line() const { return line_; }

 private:
  std::string text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 0;
};

/// Text without spaces and tabs at its ends.
std::string_view trim(std::string_view text);

/// A category below another; at the top if `path` is empty.
std::string below(const std::string& path, const std::string& name);

/// The line ends that LexiconImport::metadata wrote as "\\n".
std::string unescaped_lines(std::string_view text);

/// The value of a metadata line; empty when there is none.
std::string_view metadata_value(const Lexicon& lexicon, std::string_view key);

}  // namespace tarn
