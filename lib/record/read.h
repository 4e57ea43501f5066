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

// How the annotations of a record are read from JSON and checked: the rules of FORMAT.md stand here
// alone. Offsets become what an OffsetMap makes of them: bytes in Record, code points where nobody
// needs the text. All that read or check throw JsonFailure.

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

/// A member of a span that tarn knows, beside its place, layer and label.
struct SpanDetail {
  std::string_view key;  ///< lives for ever
  JsonType type = JsonType::kNull;
  std::string_view json;
};

struct SpanMember;

/// What reading spans needs, and may be used for many records.
struct SpanSpace {
  std::deque<std::string> unescaped;  ///< layers and labels that had escapes
  std::vector<SpanDetail> details;
  std::string buffer;
  std::optional<JsonTree> tree;
};

/// Reads the members of "spans" one after the other, and checks that they are sorted and every
/// member that tarn knows; in layers that are not tarn's own details may be anything.
///
///     SpanReader spans(json, offsets, space);
///     while (spans.next(span)) …
class SpanReader {
 public:
  /// Wants an array to stand next in `json`. Views live as long as its text and `space`.
  SpanReader(JsonCursor& json, const OffsetMap& offsets, SpanSpace& space);

  /// Reads the next span; false: there is none.
  bool next(SpanView& span);

  /// The details of the span that was read last, in their order.
  const std::vector<SpanDetail>& details() const { return space_.details; }

 private:
  bool read_usual(SpanView& span);
  void read_any(SpanView& span);
  std::string_view text(std::string_view name);
  std::optional<JsonError> check(const SpanMember& member);

  JsonCursor& json_;
  const OffsetMap& offsets_;
  SpanSpace& space_;
  AnnotationKey last_;
};

/// The members of "spans"; views into the JSON text, or into `space`.
struct SpanViews {
  std::vector<SpanView> items;
  SpanSpace space;
  void clear() {
    items.clear();
    space.unescaped.clear();
  }
};

/// Reads "spans", which stand next.
void read_spans(JsonCursor& json, const OffsetMap& offsets, SpanViews& out);

/// All of an annotation. REQUIRES a span that `read_spans` gave. `tree` is work space.
Annotation read_annotation(const SpanView& span, const OffsetMap& offsets, JsonTree& tree);

/// A list of units: ranges that are sorted, not empty and do not overlap.
struct UnitList {
  bool given = false;
  std::size_t byte = 0;  ///< where it begins in the line
  std::vector<Span> spans;
  std::vector<std::size_t> bytes;  ///< where in the line each of them begins
};

/// The units that a record has.
struct UnitLists {
  UnitList paragraphs;
  UnitList sentences;
  UnitList tokens;

  void clear() { paragraphs.given = sentences.given = tokens.given = false; }
  /// The list of a top-level field; none if it has another name.
  UnitList* find(std::string_view key);
};

/// Reads a list of units, which stands next; `base` is where the text of `json` begins in the line.
void read_unit_list(JsonCursor& json, std::string_view name, const OffsetMap& offsets,
                    std::size_t base, UnitList& out);

/// Wants tokens to come with sentences, each to lie in one sentence, and each sentence in one
/// paragraph where there are any.
void check_units(const UnitLists& lists);

/// The segmentation of a text that has tokens; without paragraphs it is one. REQUIRES lists that
/// passed `check_units`.
void make_units(const UnitLists& lists, std::string_view text, Segmentation& out);

/// Wants a value of a type to stand next; `name` and `wanted` are for the message.
void need(JsonCursor& json, JsonType type, std::string_view name, std::string_view wanted);

/// Moves `at`, behind whose text stand zeros, over an offset in code points as tarn writes it,
/// gives bytes; false: there is none, or it lies beyond the text.
bool passes_offset(const char*& at, const OffsetMap& offsets, std::uint32_t& bytes);

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
