#include "record/span_members.h"

#include <cstdint>

#include "base/numbers.h"

namespace tarn {
namespace {

JsonError wrong_type(JsonView found, std::string_view name, std::string_view wanted) {
  return {found.byte(), wrong_type(found.type(), name, wanted)};
}

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

}  // namespace

std::string wrong_type(JsonType found, std::string_view name, std::string_view wanted) {
  return std::string(name) + " is " + std::string(shown(found)) + ", " + std::string(wanted) +
         " is wanted";
}

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

const SpanMember& member_of(std::string_view key) {
  static constexpr SpanMember kOther{{}, Member::kOther};
  if (key.empty()) return kOther;
  for (const SpanMember& named : kMembers) {
    // Many are as long as each other: the first letter tells most of them apart.
    if (named.key.front() == key.front() && named.key == key) return named;
  }
  return kOther;
}

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

std::optional<JsonError> read_detail(const SpanMember& named, JsonView value,
                                     const OffsetMap& offsets, Annotation& out) {
  return DetailReader(offsets, out).read(value, named);
}

}  // namespace tarn
