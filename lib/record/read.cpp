#include "record/read.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "format/json_scan.h"
#include "record/span_members.h"

namespace tarn {
namespace {

bool is_own_layer(std::string_view layer) {
  return layer == "theme" || layer == "stance" || layer == "modifier";
}

/// Moves `at` over a text that stands there; behind the source stand zeros.
template <std::size_t N>
bool passes(const char*& at, const char (&text)[N]) {
  if (std::memcmp(at, text, N - 1) != 0) return false;
  at += N - 1;
  return true;
}

/// Moves `at` over a string without escapes, up to its closing quote.
bool passes_text(const char*& at, std::string_view& text) {
  const char* const begin = at;
  at = json_scan::find_special(at);
  text = {begin, static_cast<std::size_t>(at - begin)};
  return *at++ == '"';
}

}  // namespace

SpanReader::SpanReader(JsonCursor& json, const OffsetMap& offsets, SpanSpace& space)
    : json_(json), offsets_(offsets), space_(space) {
  need(json_, JsonType::kArray, "spans", "an array");
  json_.enter_array();
}

bool SpanReader::next(SpanView& span) {
  if (!json_.next_element()) return false;
  need(json_, JsonType::kObject, "span", "an object");
  const std::size_t byte = json_.byte();
  span = {};
  space_.details.clear();
  if (!read_usual(span)) read_any(span);
  const AnnotationKey& key = span;
  if (key < last_) json_.fail(byte, "spans: not sorted by start, end, layer, label");
  last_ = key;
  return true;
}

/// Reads a span that has the form in which tarn writes themes, letter by letter: most spans do.
/// False: it has not, and is still to be read.
bool SpanReader::read_usual(SpanView& span) {
  const char* const begin = json_.source().data() + json_.byte();
  const char* at = begin;
  std::uint32_t sentence = 0;
  bool read = passes(at, "{\"start\":") && passes_offset(at, offsets_, span.span.begin) &&
              passes(at, ",\"end\":") && passes_offset(at, offsets_, span.span.end) &&
              passes(at, ",\"layer\":\"") && passes_text(at, span.layer) &&
              passes(at, ",\"label\":\"") && passes_text(at, span.label) &&
              passes(at, ",\"sentence\":");
  const char* const number = at;
  read = read && json_scan::passes_whole(at, sentence);
  const char* const behind = at;
  read = read && passes(at, "}") && span.span.begin <= span.span.end && !span.label.empty();
  if (!read) return false;
  const std::string_view digits(number, static_cast<std::size_t>(behind - number));
  space_.details.push_back({"sentence", JsonType::kNumber, digits});
  span.json = {begin, static_cast<std::size_t>(at - begin)};
  span.plain = true;
  json_.pass(span.json.size());
  return true;
}

void SpanReader::read_any(SpanView& span) {
  span = {};
  const std::size_t begin = json_.byte();
  unsigned found = 0;
  std::optional<JsonError> bad_detail;
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    const SpanMember& named = member_of(key);
    if (named.member <= Member::kLabel) found |= 1U << static_cast<unsigned>(named.member);
    switch (named.member) {
      case Member::kStart:
        span.span.begin = read_offset(json_, "start", {}, offsets_);
        break;
      case Member::kEnd:
        span.span.end = read_offset(json_, "end", {}, offsets_);
        break;
      case Member::kLayer:
      case Member::kLabel:
        (named.member == Member::kLayer ? span.layer : span.label) = text(named.key);
        break;
      default: {
        auto bad = check(named);
        if (!bad_detail) bad_detail = std::move(bad);
      }
    }
  }
  if (found != 0b1111U) json_.fail(begin, "a span needs start, end, layer and label");
  if (span.span.begin > span.span.end) json_.fail(begin, "span: end lies before start");
  if (span.label.empty()) json_.fail(begin, "span: label is empty");
  if (bad_detail && is_own_layer(span.layer)) json_.fail(bad_detail->byte, bad_detail->message);
  span.json = json_.source().substr(begin, json_.byte() - begin);
}

/// A view that lives as long as the source, or the space.
std::string_view SpanReader::text(std::string_view name) {
  need(json_, JsonType::kString, name, "a string");
  const std::string_view found = json_.string(space_.buffer);
  return found.data() == space_.buffer.data() ? space_.unescaped.emplace_back(found) : found;
}

/// Passes over a detail, and says what is wrong with it.
std::optional<JsonError> SpanReader::check(const SpanMember& named) {
  const JsonType type = json_.peek();
  const std::size_t byte = json_.byte();
  const std::string_view value = json_.skip();
  if (named.member != Member::kOther) space_.details.push_back({named.key, type, value});
  if (is_plainly_good(named.member, type, value)) return std::nullopt;
  // Most have passed: the others are looked at as a tree.
  if (!space_.tree) space_.tree.emplace();
  Annotation ignored;
  std::optional<JsonError> bad = space_.tree->parse(value);
  if (!bad) bad = read_detail(named, space_.tree->root(), offsets_, ignored);
  if (bad) bad->byte += byte;
  return bad;
}

void need(JsonCursor& json, JsonType type, std::string_view name, std::string_view wanted) {
  if (json.peek() != type) json.fail(json.byte(), wrong_type(json.peek(), name, wanted));
}

bool passes_offset(const char*& at, const OffsetMap& offsets, std::uint32_t& bytes) {
  std::uint32_t number = 0;
  if (!json_scan::passes_whole(at, number)) return false;
  const auto found = offsets.to_bytes(number);
  bytes = found.value_or(0);
  return found.has_value();
}

std::uint32_t read_offset(JsonCursor& json, std::string_view name, std::string_view side,
                          const OffsetMap& offsets) {
  if (json.peek() != JsonType::kNumber)
    need(json, JsonType::kNumber, std::string(name).append(side), "a whole number");
  const std::size_t byte = json.byte();
  const char* const begin = json.source().data() + byte;
  const char* at = begin;
  std::uint32_t usual = 0;
  if (passes_offset(at, offsets, usual) && (*at == ',' || *at == ']' || *at == '}')) {
    json.pass(static_cast<std::size_t>(at - begin));
    return usual;
  }
  const std::string_view number = json.skip();
  const auto bytes = offset_of(number, offsets);
  if (!bytes) json.fail(byte, no_offset(number, name, side, offsets));
  return *bytes;
}

void read_spans(JsonCursor& json, const OffsetMap& offsets, SpanViews& out) {
  out.clear();
  SpanReader reader(json, offsets, out.space);
  for (SpanView span; reader.next(span);) out.items.push_back(span);
}

Annotation read_annotation(const SpanView& span, const OffsetMap& offsets, JsonTree& tree) {
  Annotation out;
  out.span = span.span;
  out.layer = span.layer;
  out.label = span.label;
  out.verbatim = span.json;
  if (tree.parse(span.json)) return out;
  for (const JsonView member : tree.root()) {
    read_detail(member_of(member.key()), member, offsets, out);
  }
  return out;
}

}  // namespace tarn
