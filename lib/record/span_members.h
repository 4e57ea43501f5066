#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "format/json.h"
#include "record/annotation.h"
#include "text/utf8.h"

namespace tarn {

// The members of a span that FORMAT.md names, and what their values must be.

/// What a member of a span tells.
enum class Member : std::uint8_t {
  kStart,
  kEnd,
  kLayer,
  kLabel,
  kSentence,
  kScore,
  kBase,
  kText,
  kStatus,
  kScope,
  kConsumed,
  kEvidence,
  kOther,
};

/// A key that members of spans have in FORMAT.md, and what it stands for.
struct SpanMember {
  std::string_view key;
  Member member;
  std::string Annotation::*text = nullptr;
};

/// What a key stands for; Member::kOther when FORMAT.md does not name it.
const SpanMember& member_of(std::string_view key);

/// Whether the value of a member is good, by a glance at its JSON; most good ones are.
bool is_plainly_good(Member member, JsonType type, std::string_view value);

/// Reads the value of a member, other than place, layer and label, into an annotation; gives what
/// is wrong with it. A null is as good as no member.
std::optional<JsonError> read_detail(const SpanMember& named, JsonView value,
                                     const OffsetMap& offsets, Annotation& out);

/// A spelled offset in code points as bytes; empty when it is none of the text.
std::optional<std::uint32_t> offset_of(std::string_view number, const OffsetMap& offsets);

// Messages of what is wrong.
std::string wrong_type(JsonType found, std::string_view name, std::string_view wanted);
std::string no_offset(std::string_view number, std::string_view name, std::string_view side,
                      const OffsetMap& offsets);

}  // namespace tarn
