#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/diagnostics.h"
#include "text/segmenter.h"

namespace tarn {

/// The category of an exclusion: it takes part in matching, takes its tokens, yields nothing.
inline constexpr std::string_view kExclusion = "!";

/// The layers that a lexicon can belong to, in the order of the bytes.
std::span<const std::string_view> lexicon_layers();

/// One row of a lexicon file, as written.
struct LexiconEntry {
  std::string pattern;   ///< in the pattern language (docs of Matcher)
  std::string category;  ///< dotted path, or kExclusion
  double weight = 1;
  std::string flags;  ///< as written: "cs nostart prev=a|b"
  std::string note;
  /// Columns that tarn does not know, name and cell, kept for export.
  std::vector<std::pair<std::string, std::string>> other_columns;
  std::uint32_t line = 0;
  /// Where the cells begin in the line, in bytes from 1; 0 where there is none.
  std::uint32_t pattern_column = 0;
  std::uint32_t category_column = 0;
};

/// One lexicon file: data that may be wrong. `check_lexicon` finds its faults, `Matcher` makes it
/// ready for look-up.
struct Lexicon {
  std::string name;
  std::string layer = "theme";
  std::string version;
  std::string language;
  std::string licence;
  std::string source;
  bool overlap_all = false;         ///< `# overlap: all`
  std::vector<std::string> uses;    ///< layers named by `# uses:`
  /// Every metadata line in order, known or not, for export.
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<std::uint32_t> metadata_lines;  ///< the line of each
  std::vector<LexiconEntry> entries;
  std::string file;    ///< for messages
  std::string sha256;  ///< of the normalised content, see `lexicon_digest`

  /// "name@version".
  std::string identity() const { return version.empty() ? name : name + '@' + version; }
};

/// Reads a TSV lexicon (metadata lines `# key: value`, a header row, rows of tab-separated cells;
/// whole in docs/man/tarn-lexicon.5.scd). Every fault is added to `faults` with file, line, column
/// and a code; what can be read is returned all the same. Throws ResourceError only for I/O.
Lexicon read_lexicon(ByteSource& source, Diagnostics& faults);

/// The same with a segmenter that is there already, to cut patterns with.
Lexicon read_lexicon(ByteSource& source, Diagnostics& faults, const Segmenter& segmenter);

/// `read_lexicon` of a file that must be free of errors: else throws a ResourceError that lists all
/// of them, one a line.
Lexicon load_lexicon(const std::filesystem::path& path);

/// Throws a FaultList. REQUIRES one fault at least.
[[noreturn]] void throw_faults(const Diagnostics& faults);

/// The SHA-256 over name, layer, mode of overlap, used layers and rows in order of writing; white
/// space, notes and comments aside: two files that decide alike have one digest.
std::string lexicon_digest(const Lexicon& lexicon);

/// Folders in which a lexicon's name is looked up, first match first.
struct LexiconSearch {
  std::vector<std::filesystem::path> folders;
};

/// The search path: `extra` (from --lexicon-path), the environment variable TARN_LEXICONS (colon
/// separated), ../share/tarn/lexicons beside the executable, data/lexicons of the source tree that
/// holds the executable.
LexiconSearch lexicon_search(const std::vector<std::string>& extra);

/// The file of a lexicon given by path (has a '/' or ends in .tsv) or by name. Throws ResourceError
/// that names the folders tried and the nearest name there.
std::filesystem::path find_lexicon(std::string_view name_or_path, const LexiconSearch& search);

/// `find_lexicon` and `load_lexicon`.
Lexicon load_named_lexicon(std::string_view name_or_path, const LexiconSearch& search);

}  // namespace tarn
