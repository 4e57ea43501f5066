#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "text/segmenter.h"

namespace tarn::test {

/// One segmenter for all tests.
inline const Segmenter& segmenter() {
  static const Segmenter made;
  return made;
}

/// Reads a lexicon from its text, faults included.
inline Lexicon lexicon_of(std::string text, Diagnostics& faults, std::string name = "test.tsv") {
  const auto source = memory_source(std::move(text), std::move(name), 7);
  return read_lexicon(*source, faults, segmenter());
}

/// A lexicon of rows "pattern|category|weight|flags", where a tab is written as a slash between
/// spaces: "hope* / hope / 2 / cs". Metadata lines come first, as they are in a file.
inline Lexicon rows(const std::vector<std::string_view>& lines, std::string name = "test.tsv") {
  std::string text;
  bool header = false;
  for (const std::string_view line : lines) {
    if (!line.starts_with("# ") && !header) {
      text += "pattern\tcategory\tweight\tflags\n";
      header = true;
    }
    std::string_view rest = line;
    for (std::size_t at = rest.find(" / "); at != std::string_view::npos; at = rest.find(" / ")) {
      text += rest.substr(0, at);
      text += '\t';
      rest.remove_prefix(at + 3);
    }
    text += rest;
    text += '\n';
  }
  Diagnostics faults;
  return lexicon_of(std::move(text), faults, std::move(name));
}

/// "hope[hopeful] !{very patient}": hits of one layer, in their order, with all their categories.
inline std::string shown(const Matcher& matcher, std::string_view text, const Segmentation& units,
                         const std::vector<Hit>& hits) {
  std::string out;
  for (const Hit& hit : hits) {
    std::vector<std::string> labels;
    const MatchEntry& entry = matcher.entries()[hit.entry];
    for (const EntryLabel& label : entry.labels) labels.push_back(label.category);
    const Span span{units.tokens[hit.first_token].span.begin,
                    units.tokens[hit.end_token - 1].span.end};
    if (!out.empty()) out += ' ';
    out +=
        fmt::format("{}[{}]", entry.exclusion() ? "!" : fmt::format("{}", fmt::join(labels, "+")),
                    slice(text, span));
  }
  return out;
}

/// All hits of a text, layer by layer: "theme: …; modifier: …" (the name only where there are
/// several layers).
inline std::string hits(const Matcher& matcher, std::string_view text) {
  const Segmentation units = segmenter().segment(text);
  Matcher::Scratch scratch;
  Matches matches;
  matcher.match(text, units, scratch, matches);
  std::string out;
  for (std::size_t i = 0; i < matches.by_layer.size(); ++i) {
    const std::string list = shown(matcher, text, units, matches.by_layer[i]);
    if (matches.by_layer.size() == 1) return list;
    if (list.empty()) continue;
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", matcher.layers()[i], list);
  }
  return out;
}

/// `hits` of one lexicon of these rows.
inline std::string hits(const std::vector<std::string_view>& lines, std::string_view text) {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(rows(lines));
  return hits(Matcher(std::move(lexicons), segmenter()), text);
}

}  // namespace tarn::test
