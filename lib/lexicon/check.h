#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "lexicon/lexicon.h"
#include "text/segmenter.h"

namespace tarn {

/// What to check a lexicon against.
struct CheckOptions {
  /// Word forms of a word list or a corpus, as norms; with some, broad globs are found.
  std::vector<std::string> words;
  std::size_t most_words = 100;  ///< a glob that catches more of them is too broad
};

/// Finds what is wrong or doubtful in lexicons beyond what `read_lexicon` tells: duplicates,
/// conflicting weights and categories, entries that can never match or are always beaten by
/// another one, references to nothing and cycles, categories without entries, globs that catch too
/// much. Lexicons of one list are used together. Rows with faults that `read_lexicon` tells are
/// passed over. Sorted by file, line, column.
Diagnostics check_lexicons(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter,
                           const CheckOptions& options);

/// The norms of a word list, one a line, sorted, each once.
std::vector<std::string> words_of_lines(std::string_view text);
std::vector<std::string> sorted_words(std::vector<std::string> words);

/// The forms of findings: "text" FILE:LINE:COL: error: message [code], a line each; "json" an
/// object a line; "github" workflow commands; "sarif" one SARIF 2.1.0 document. REQUIRES one of
/// these.
std::string findings_text(const Diagnostics& findings, const std::string& format);

/// Puts findings into the order of file, line, column.
void sort_findings(Diagnostics& findings);

}  // namespace tarn
