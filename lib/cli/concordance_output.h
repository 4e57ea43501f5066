#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/app.h"
#include "stage/kwic.h"

namespace tarn::cli {

/// The form of a concordance.
struct ConcordanceOutput {
  std::string format = "text";  ///< text, jsonl, csv, html
  std::string sort = "text";    ///< text, left, node, right; all but text keep every line in memory
  std::string title = "Concordance";
  bool of_disagreements = false;
  std::int64_t width = 0;  ///< columns of text; 0: the terminal's, 100 elsewhere
};

/// Tokens on each side, or nothing for "sentence". Throws ResourceError on any other word.
std::optional<std::size_t> parse_window(const std::string& text);

/// Writes lines that are there already; of disagreements with who did not agree.
void write_lines(App& app, std::vector<KwicLine> lines, const ConcordanceOutput& form);

/// Reads the records of `app` and writes their concordance.
void write_concordance(App& app, const Kwic& kwic, const ConcordanceOutput& form);

}  // namespace tarn::cli
