#include "record/read.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/numbers.h"
#include "format/json_scan.h"

namespace tarn {
namespace {

std::string wrong_type(JsonType found, std::string_view name, std::string_view wanted) {
  return std::string(name) + " is " + std::string(shown(found)) + ", " + std::string(wanted) +
         " is wanted";
}

JsonError wrong_type(JsonView found, std::string_view name, std::string_view wanted) {
  return {found.byte(), wrong_type(found.type(), name, wanted)};
}

/// A spelled offset in code points as bytes.
std::optional<std::uint32_t> offset_of(std::string_view number, const OffsetMap& offsets) {
  const auto whole = parse_integer(number);
  if (!whole || *whole < 0) return std::nullopt;
  return offsets.to_bytes(static_cast<std::uint64_t>(*whole));
}

std::string no_offset(std::string_view number, std::string_view name, std::string_view side,
                      const OffsetMap& offsets) {
  return std::string(name).append(side) + " is " + std::string(number) +
         ", a whole number from 0 to " + std::to_string(offsets.size()) + " is wanted";
}

bool is_own_layer(std::string_view layer) {
  return layer == "theme" || layer == "stance" || layer == "modifier";
}

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

}  // namespace

struct SpanMember {
  std::string_view key;
  Member member;
  std::string Annotation::*text = nullptr;
};

namespace {

constexpr SpanMember kMembers[] = {
    {"start", Member::kStart},
    {"end", Member::kEnd},
    {"layer", Member::kLayer},
    {"label", Member::kLabel},
    {"sentence", Member::kSentence},
    {"score", Member::kScore},
    {"voice", Member::kText, &Annotation::voice},
    {"holder", Member::kText, &Annotation::holder},
    {"status", Member::kStatus},
    {"theme", Member::kText, &Annotation::theme},
    {"theme_level", Member::kText, &Annotation::theme_level},
    {"coder", Member::kText, &Annotation::coder},
    {"time", Member::kText, &Annotation::time},
    {"memo", Member::kText, &Annotation::memo},
    {"fragment", Member::kText, &Annotation::fragment},
    {"scope", Member::kScope},
    {"consumed", Member::kConsumed},
    {"lexicon", Member::kText, &Annotation::lexicon},
    {"entry", Member::kText, &Annotation::entry},
    {"base", Member::kBase},
    {"holder_rule", Member::kText, &Annotation::holder_rule},
    {"evidence", Member::kEvidence},
};

const SpanMember& member_of(std::string_view key) {
  static constexpr SpanMember kOther{{}, Member::kOther};
  if (key.empty()) return kOther;
  for (const SpanMember& named : kMembers) {
    // Many are as long as each other: the first letter tells most of them apart.
    if (named.key.front() == key.front() && named.key == key) return named;
  }
  return kOther;
}

/// Reads the details of a span: all members but its place, layer and label.
class DetailReader {
 public:
  DetailReader(const OffsetMap& offsets, Annotation& out) : offsets_(offsets), out_(out) {}

  /// A null is as good as no member.
  std::optional<JsonError> read(JsonView member, const SpanMember& named) {
    if (member.is(JsonType::kNull)) return std::nullopt;
    switch (named.member) {
      case Member::kSentence:
        return sentence(member);
      case Member::kScore:
        return number(member, named.key, &Annotation::score);
      case Member::kBase:
        return number(member, named.key, &Annotation::base);
      case Member::kText:
        if (!member.is(JsonType::kString)) return wrong_type(member, named.key, "a string");
        out_.*named.text = member.string();
        return std::nullopt;
      case Member::kStatus:
        return status(member);
      case Member::kScope:
        return scope(member);
      case Member::kConsumed:
        if (!member.is(JsonType::kBoolean)) return wrong_type(member, named.key, "a boolean");
        out_.consumed = member.boolean();
        return std::nullopt;
      case Member::kEvidence:
        return evidence(member);
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<JsonError> sentence(JsonView member) {
    const auto whole = member.integer();
    if (!whole || *whole < 0 || *whole > UINT32_MAX)
      return wrong_type(member, "sentence", "a whole number from 0 on");
    out_.sentence = static_cast<std::uint32_t>(*whole);
    return std::nullopt;
  }

  std::optional<JsonError> number(JsonView member, std::string_view key,
                                  std::optional<double> Annotation::*field) {
    if (!member.is(JsonType::kNumber)) return wrong_type(member, key, "a number");
    out_.*field = member.number();
    if (!(out_.*field))
      return JsonError{member.byte(), std::string(key) + " is " + std::string(member.raw()) +
                                          ", a number of reasonable size is wanted"};
    return std::nullopt;
  }

  std::optional<JsonError> status(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "status", "an array");
    for (const JsonView word : member) {
      if (!word.is(JsonType::kString)) return wrong_type(word, "status", "a string");
      out_.status.push_back(word.string());
    }
    return std::nullopt;
  }

  std::optional<JsonError> offset(JsonView from, std::string_view name, std::string_view side,
                                  std::uint32_t& out) const {
    if (!from.is(JsonType::kNumber))
      return wrong_type(from, std::string(name).append(side), "a whole number");
    const auto bytes = offset_of(from.raw(), offsets_);
    if (!bytes) return JsonError{from.byte(), no_offset(from.raw(), name, side, offsets_)};
    out = *bytes;
    return std::nullopt;
  }

  std::optional<JsonError> scope(JsonView member) {
    if (!member.is(JsonType::kArray) || member.size() != 2)
      return JsonError{member.byte(), "scope: [start,end] is wanted"};
    Span span;
    auto at = member.begin();
    if (auto error = offset(*at, "scope", " start", span.begin)) return error;
    if (auto error = offset(*++at, "scope", " end", span.end)) return error;
    if (span.begin > span.end) return JsonError{member.byte(), "scope: end lies before start"};
    out_.scope = span;
    return std::nullopt;
  }

  std::optional<JsonError> evidence(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "evidence", "an array");
    out_.evidence.emplace();
    for (const JsonView item : member) {
      const auto op = item.find("op"), entry = item.find("entry"), value = item.find("value");
      const auto start = item.find("start"), end = item.find("end");
      if (!op || !op->is(JsonType::kString) || !entry || !entry->is(JsonType::kString) || !value ||
          !value->number() || !start || !end)
        return JsonError{item.byte(), "evidence: op, entry, start, end and value are wanted"};
      Span span;
      if (auto error = offset(*start, "start", {}, span.begin)) return error;
      if (auto error = offset(*end, "end", {}, span.end)) return error;
      out_.evidence->push_back({op->string(), entry->string(), span, *value->number()});
    }
    return std::nullopt;
  }

  const OffsetMap& offsets_;
  Annotation& out_;
};

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

/// Whether an array is one of strings without escapes, without white space between them.
bool is_plain_list(std::string_view array) {
  if (array == "[]") return true;
  for (std::size_t at = 1; at < array.size() && array[at] == '"'; ++at) {
    at = array.find_first_of("\"\\", at + 1);
    if (at == std::string_view::npos || array[at] != '"') return false;
    if (array[++at] != ',') return at + 1 == array.size();
  }
  return false;
}

/// Whether a detail is good, by a glance at it. Most are.
bool is_plainly_good(Member member, JsonType type, std::string_view value) {
  constexpr std::size_t kShort = 9;
  switch (member) {
    case Member::kOther:
      return true;
    case Member::kText:
      return type == JsonType::kString;
    case Member::kConsumed:
      return type == JsonType::kBoolean;
    case Member::kStatus:
      return type == JsonType::kArray && is_plain_list(value);
    case Member::kSentence:
    case Member::kScore:
    case Member::kBase: {
      if (type != JsonType::kNumber || value.size() > kShort) return false;
      const std::string_view not_whole = member == Member::kSentence ? "-.eE" : "eE";
      return value.find_first_of(not_whole) == std::string_view::npos;
    }
    default:
      return false;
  }
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
  bool read = passes(at, "{\"start\":") && passes_offset(at, span.span.begin) &&
              passes(at, ",\"end\":") && passes_offset(at, span.span.end) &&
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

bool SpanReader::passes_offset(const char*& at, std::uint32_t& bytes) const {
  std::uint32_t number = 0;
  if (!json_scan::passes_whole(at, number)) return false;
  const auto found = offsets_.to_bytes(number);
  bytes = found.value_or(0);
  return found.has_value();
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
  if (!bad) bad = DetailReader(offsets_, ignored).read(space_.tree->root(), named);
  if (bad) bad->byte += byte;
  return bad;
}

void need(JsonCursor& json, JsonType type, std::string_view name, std::string_view wanted) {
  if (json.peek() != type) json.fail(json.byte(), wrong_type(json.peek(), name, wanted));
}

std::uint32_t read_offset(JsonCursor& json, std::string_view name, std::string_view side,
                          const OffsetMap& offsets) {
  if (json.peek() != JsonType::kNumber)
    need(json, JsonType::kNumber, std::string(name).append(side), "a whole number");
  const std::size_t byte = json.byte();
  const char* const begin = json.source().data() + byte;
  const char* at = begin;
  std::uint32_t small = 0;
  if (json_scan::passes_whole(at, small) && (*at == ',' || *at == ']' || *at == '}')) {
    if (const auto bytes = offsets.to_bytes(small)) {
      json.pass(static_cast<std::size_t>(at - begin));
      return *bytes;
    }
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
  DetailReader details(offsets, out);
  for (const JsonView member : tree.root()) details.read(member, member_of(member.key()));
  return out;
}

}  // namespace tarn
