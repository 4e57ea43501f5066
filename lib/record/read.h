#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "format/json.h"
#include "record/annotation.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn {

// How the annotations of a record are read from JSON: offsets checked, and turned from code points
// into bytes. For Record alone.

/// A member of "spans", whole in JSON, with what most readers need of it.
struct SpanView : AnnotationKey {
  JsonView json;
};

/// The members of "spans"; layers and labels are views into the JSON text, or into `unescaped`.
struct SpanViews {
  std::vector<SpanView> items;
  std::deque<std::string> unescaped;
  void clear() {
    items.clear();
    unescaped.clear();
  }
};

/// Reads "spans", and checks every member that tarn knows. On failure says why and where.
std::optional<JsonError> read_spans(JsonView spans, const OffsetMap& offsets, SpanViews& out);

/// All of an annotation. REQUIRES a span that `read_spans` gave.
Annotation read_annotation(const SpanView& span, const OffsetMap& offsets);

/// Reads "tokens" and "sentences", and "paragraphs" where they are given (else the whole text is
/// one), into a segmentation of `text`.
std::optional<JsonError> read_units(std::optional<JsonView> paragraphs, JsonView sentences,
                                    JsonView tokens, std::string_view text,
                                    const OffsetMap& offsets, Segmentation& out);

}  // namespace tarn
