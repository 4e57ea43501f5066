#pragma once

#include <optional>
#include <vector>

#include "format/json.h"
#include "record/annotation.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn {

// How the annotations of a record are read from JSON: offsets checked, and turned from code points
// into bytes. For Record alone.

/// Reads "spans". On failure says why and where.
std::optional<JsonError> read_annotations(JsonView spans, const OffsetMap& offsets,
                                          std::vector<Annotation>& out);

/// Reads "tokens" and "sentences", and "paragraphs" where they are given (else the whole text is
/// one), into a segmentation of `text`.
std::optional<JsonError> read_units(std::optional<JsonView> paragraphs, JsonView sentences,
                                    JsonView tokens, std::string_view text,
                                    const OffsetMap& offsets, Segmentation& out);

}  // namespace tarn
