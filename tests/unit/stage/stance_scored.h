#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/numbers.h"
#include "lexicon/matcher.h"
#include "stage/stance.h"

namespace tarn {

// Stance by the shipped lexicons, and patterns of the spans that are wanted.

inline const std::string kLexicons = std::string(TARN_SOURCE_DIR) + "/data/lexicons";

inline StanceResources shipped() {
  StanceSources sources;
  sources.lexicon_path = {kLexicons};
  return load_stance(sources);
}

inline const StanceScorer& scorer() {
  static const StanceScorer made = [] {
    StanceOptions options;
    options.evidence = options.modifiers = options.all_spans = true;
    return StanceScorer(shipped(), options);
  }();
  return made;
}

/// Marks the themes of the shipped health lexicon.
inline void mark_themes(Record& record) {
  static const Matcher matcher = [] {
    std::vector<Lexicon> lexicons;
    lexicons.push_back(load_lexicon(kLexicons + "/themes-health.tsv"));
    return Matcher(std::move(lexicons));
  }();
  static const Units cutter;
  Segmentation units;
  cutter.cut(record, units);
  Matcher::Scratch scratch;
  Matches matches;
  matcher.match(record.text(), units, scratch, matches);
  std::vector<Annotation> made;
  for (const Hit& hit : matches.by_layer[0]) {
    for (const EntryLabel& label : matcher.entries()[hit.entry].labels) {
      Annotation theme;
      theme.span = {units.tokens[hit.first_token].span.begin,
                    units.tokens[hit.end_token - 1].span.end};
      theme.layer = "theme";
      theme.label = label.category;
      made.push_back(theme);
    }
  }
  record.replace_annotations([](const Annotation& a) { return a.layer == "theme"; }, made);
}

inline std::unique_ptr<Record> scored(const std::string& text,
                                      const StanceScorer& score = scorer()) {
  auto record = std::make_unique<Record>();
  record->reset("a", text);
  mark_themes(*record);
  score(*record);
  return record;
}

inline std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

inline std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

/// Whether a span is what a pattern "label surface score holder theme" says, split by bars: `label`
/// is the label or a parent, `surface` a part of the text, `score` a number or a sign; "" is any.
inline bool fits(const std::string& pattern, const Annotation& a, const std::string& text) {
  std::vector<std::string> want = split(pattern, '|');
  want.resize(5);
  if (a.label != want[0] && !a.label.starts_with(want[0] + ".")) return false;
  const std::string surface = lower(text.substr(a.span.begin, a.span.size()));
  if (surface.find(want[1]) == std::string::npos) return false;
  if (want[2] == "+" && !(a.score && *a.score > 0)) return false;
  if (want[2] == "-" && !(a.score && *a.score < 0)) return false;
  if (!want[2].empty() && want[2] != "+" && want[2] != "-" &&
      !(a.score && format_number(*a.score) == want[2])) {
    return false;
  }
  const std::string holder = a.holder.empty() ? "author" : a.holder;
  if (!want[3].empty() && holder != want[3] && !holder.starts_with(want[3] + ":")) return false;
  return want[4].empty() || a.theme + "@" + a.theme_level == want[4];
}

inline std::size_t count(const Record& record, const std::string& pattern,
                         std::uint32_t sentence = ~0U) {
  std::size_t found = 0;
  for (const Annotation& a : record.annotations()) {
    if (sentence != ~0U && a.sentence != sentence && a.layer != "theme") continue;
    if (fits(pattern, a, record.text())) ++found;
  }
  return found;
}

/// All spans, for messages.
inline std::string shown(const Record& record, std::uint32_t sentence = ~0U) {
  std::string out;
  for (const Annotation& a : record.annotations()) {
    if (sentence != ~0U && a.sentence && a.sentence != sentence) continue;
    out += "\n  " + a.layer + " " + a.label + " [" +
           record.text().substr(a.span.begin, a.span.size()) + "] " +
           (a.score ? format_number(*a.score) : "") + " " + a.holder + " " + a.theme + "@" +
           a.theme_level;
    for (const std::string& word : a.status) out += " " + word;
  }
  return out;
}

}  // namespace tarn
