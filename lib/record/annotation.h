#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"
#include "text/utf8.h"

namespace tarn {

/// One step of the account of a score: `value` is the factor that the cue at `span` applied.
struct EvidenceStep {
  std::string op;     ///< degree, degree.post, degree.outer, negation, nonfactual, question, contrast, concession
  std::string entry;  ///< the pattern of the cue; "?" for a question
  Span span;          ///< of the cue, in bytes
  double value = 1;
  friend bool operator==(const EvidenceStep&, const EvidenceStep&) = default;
};

/// A standoff annotation of a text, a member of "spans" (FORMAT.md): it points at the text and never alters it.
/// Empty strings and empty optionals are absent in JSON.
struct Annotation {
  Span span;          ///< in bytes
  std::string layer;  ///< who made it: "theme", "stance", "modifier", "code"
  std::string label;  ///< which category of that layer, a dotted path
  std::optional<std::uint32_t> sentence;  ///< index into the record's sentences

  std::optional<double> score;
  std::string voice;   ///< "author" or "reported"
  std::string holder;  ///< self, group, reader, other:role; absent for the author
  std::vector<std::string> status;  ///< negated, hypothetical …, in fixed order
  std::string theme;   ///< the linked theme

  // With --evidence.
  std::string lexicon;  ///< identity of the lexicon
  std::string entry;    ///< pattern that hit
  std::optional<double> base;
  std::string holder_rule;
  std::string theme_level;  ///< "clause" or "sentence"
  std::optional<std::vector<EvidenceStep>> evidence;

  // Layer "modifier".
  std::optional<Span> scope;  ///< in bytes; may be empty
  bool consumed = false;      ///< a longer hit took it

  // Layer "code".
  std::string coder;
  std::string time;      ///< when, as the tool states it
  std::string memo;      ///< what the coder noted
  std::string fragment;  ///< the same for all spans that are one code of several stretches

  /// The JSON object as it was read. Where it is not empty it is what is written, byte for byte,
  /// so that members tarn does not know survive: empty it when a member changes.
  std::string verbatim;
};

/// The order of "spans": start, end, layer, label; then as inserted.
bool annotation_before(const Annotation& a, const Annotation& b);

/// Appends the JSON object of an annotation, members in FORMAT.md's order, offsets in code points.
void append_annotation(std::string& out, const Annotation& annotation, const OffsetMap& offsets);

/// "sentences", "paragraphs", "tokens" as JSON: [[0,62],[63,80]], in code points.
std::string spans_json(const std::vector<Span>& spans, const OffsetMap& offsets);

}  // namespace tarn
