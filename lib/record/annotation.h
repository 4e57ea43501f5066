#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/json_writer.h"
#include "text/span.h"
#include "text/utf8.h"

namespace tarn {

/// One step of the account of a score: `value` is the factor that the cue at `span` applied.
template <typename Text>
struct EvidenceStepOf {
  Text op;     ///< degree, degree.post, degree.outer, negation, nonfactual, question, contrast,
               ///< concession
  Text entry;  ///< the pattern of the cue; "?" for a question
  Span span;   ///< of the cue, in bytes
  double value = 1;
  friend bool operator==(const EvidenceStepOf&, const EvidenceStepOf&) = default;
};

/// A standoff annotation of a text, a member of "spans" (FORMAT.md): it points at the text and
/// never alters it. Empty strings and empty optionals are absent in JSON. `Text` and `List` are
/// what holds strings and lists.
template <typename Text, template <typename> typename List>
struct AnnotationOf {
  Span span;                              ///< in bytes
  Text layer;                             ///< who made it: "theme", "stance", "modifier", "code"
  Text label;                             ///< which category of that layer, a dotted path
  std::optional<std::uint32_t> sentence;  ///< index into the record's sentences

  std::optional<double> score;
  Text voice;         ///< "author" or "reported"
  Text holder;        ///< self, group, reader, other:role; absent for the author
  List<Text> status;  ///< negated, hypothetical …, in fixed order
  Text theme;         ///< the linked theme

  // With --evidence.
  Text lexicon;  ///< identity of the lexicon
  Text entry;    ///< pattern that hit
  std::optional<double> base;
  Text holder_rule;
  Text theme_level;  ///< "clause" or "sentence"
  std::optional<List<EvidenceStepOf<Text>>> evidence;

  // Layer "modifier".
  std::optional<Span> scope;  ///< in bytes; may be empty
  bool consumed = false;      ///< a longer hit took it

  // Layer "code".
  Text coder;
  Text time;      ///< when, as the tool states it
  Text memo;      ///< what the coder noted
  Text fragment;  ///< the same for all spans that are one code of several stretches

  /// The JSON object as it was read. Where it is not empty it is what is written, byte for byte,
  /// so that members tarn does not know survive: empty it when a member changes.
  Text verbatim;
};

template <typename T>
using OwnedList = std::vector<T>;
template <typename T>
using ViewedList = std::span<const T>;

/// An annotation that owns what it holds.
using Annotation = AnnotationOf<std::string, OwnedList>;
using EvidenceStep = EvidenceStepOf<std::string>;

/// An annotation made of views, for stages that make many: writing one allocates nothing.
using AnnotationView = AnnotationOf<JsonText, ViewedList>;
using EvidenceStepView = EvidenceStepOf<JsonText>;

/// What "spans" is sorted by: start, end, layer, label; then as inserted.
struct AnnotationKey {
  Span span;
  std::string_view layer;
  std::string_view label;
  friend auto operator<=>(const AnnotationKey&, const AnnotationKey&) = default;
};

/// The order of "spans".
bool annotation_before(const Annotation& a, const Annotation& b);

/// Appends the JSON object of an annotation, members in FORMAT.md's order, offsets in code points.
void append_annotation(JsonWriter& out, const AnnotationView& annotation, const OffsetMap& offsets);
void append_annotation(JsonWriter& out, const Annotation& annotation, const OffsetMap& offsets);

/// "sentences", "paragraphs", "tokens" as JSON: [[0,62],[63,80]], in code points.
std::string spans_json(std::span<const Span> spans, const OffsetMap& offsets);

}  // namespace tarn
