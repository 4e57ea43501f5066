#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/json_cursor.h"
#include "record/annotation.h"
#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn {

// How the annotations of a record are read from JSON: offsets checked, and turned from code points
// into bytes. For Record alone. All that read throw JsonFailure.

/// A value of a line, as it stands there.
struct RawJson {
  std::string_view json;
  std::size_t byte = 0;  ///< where it begins in the line
};

/// A member of "spans": what most readers need of it, and all of it in JSON.
struct SpanView : AnnotationKey {
  std::string_view json;
  bool plain = false;  ///< the label is known to need no escapes
};

/// The members of "spans"; views into the JSON text, or into `unescaped`.
struct SpanViews {
  std::vector<SpanView> items;
  std::deque<std::string> unescaped;
  void clear() {
    items.clear();
    unescaped.clear();
  }
};

/// Reads "spans", which stand next, and checks every member that tarn knows.
void read_spans(JsonCursor& json, const OffsetMap& offsets, SpanViews& out);

/// All of an annotation. REQUIRES a span that `read_spans` gave. `tree` is work space.
Annotation read_annotation(const SpanView& span, const OffsetMap& offsets, JsonTree& tree);

/// Reads "tokens" and "sentences", and "paragraphs" where they are given (else the whole text is
/// one), into a segmentation of `text`. `json` is work space.
void read_units(const RawJson* paragraphs, const RawJson& sentences, const RawJson& tokens,
                std::string_view text, const OffsetMap& offsets, JsonCursor& json,
                Segmentation& out);

/// Wants a value of a type to stand next; `name` and `wanted` are for the message.
void need(JsonCursor& json, JsonType type, std::string_view name, std::string_view wanted);

/// Reads one offset in code points, gives bytes. Its name is told in two parts.
std::uint32_t read_offset(JsonCursor& json, std::string_view name, std::string_view side,
                          const OffsetMap& offsets);

/// Calls `read(json)` on a value that was passed over; places in failures are those of the line.
template <typename Read>
void read_again(const RawJson& value, JsonCursor& json, Read read) {
  try {
    json.reset(value.json);
    read(json);
  } catch (JsonFailure& failure) {
    failure.error.byte += value.byte;
    throw;
  }
}

}  // namespace tarn
