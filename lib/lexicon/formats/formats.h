#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/diagnostics.h"
#include "lexicon/lexicon.h"

namespace tarn {

/// A dictionary format of another tool. Every entry that cannot be kept as it is goes to `lost`,
/// with its line: code "dropped" or "weakened" and the reason. What an importer returns has no
/// faults for `read_lexicon`.
struct LexiconFormat {
  std::string_view name;
  std::string_view extension;  ///< ".dic"; empty: cannot be told by the name of a file
  std::string_view line;       ///< what it is, for --help
  /// Reads a dictionary. Throws ResourceError when it is none at all. Null: cannot be imported.
  Lexicon (*read)(ByteSource& source, Diagnostics& lost);
  /// Writes one. Null: cannot be exported.
  std::string (*write)(const Lexicon& lexicon, Diagnostics& lost);
};

/// All formats, in the order of the bytes of their names.
std::span<const LexiconFormat> lexicon_formats();

/// The format of that name; an empty name: by the extension of `file`. Throws ResourceError that
/// lists the names.
const LexiconFormat& lexicon_format(std::string_view name, std::string_view file);

// One function a format and direction; see the table in formats.cpp.
Lexicon read_tsv(ByteSource& source, Diagnostics& lost);
std::string write_tsv(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_liwc(ByteSource& source, Diagnostics& lost);
std::string write_liwc(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_dicx(ByteSource& source, Diagnostics& lost);
std::string write_dicx(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_quanteda(ByteSource& source, Diagnostics& lost);
std::string write_quanteda(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_wordstat(ByteSource& source, Diagnostics& lost);
Lexicon read_yoshikoder(ByteSource& source, Diagnostics& lost);
std::string write_yoshikoder(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_lexicoder(ByteSource& source, Diagnostics& lost);
std::string write_lexicoder(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_vader(ByteSource& source, Diagnostics& lost);
Lexicon read_nrc(ByteSource& source, Diagnostics& lost);
Lexicon read_empath(ByteSource& source, Diagnostics& lost);
Lexicon read_usas(ByteSource& source, Diagnostics& lost);
Lexicon read_socal(ByteSource& source, Diagnostics& lost);
Lexicon read_pairs(ByteSource& source, Diagnostics& lost);
Lexicon read_entity_ruler(ByteSource& source, Diagnostics& lost);
std::string write_entity_ruler(const Lexicon& lexicon, Diagnostics& lost);
Lexicon read_codebook(ByteSource& source, Diagnostics& lost);
std::string write_codebook(const Lexicon& lexicon, Diagnostics& lost);

}  // namespace tarn
