#include "record/read.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tarn {
namespace {

JsonError wrong_type(JsonView found, std::string_view name, std::string_view wanted) {
  return {found.byte(),
          std::string(name) + " is " + std::string(shown(found.type())) + ", " +
              std::string(wanted) + " is wanted"};
}

/// Reads one offset in code points. Its name is told in two parts.
std::optional<JsonError> read_offset(JsonView from, std::string_view name, std::string_view side,
                                     const OffsetMap& offsets, std::uint32_t& out) {
  if (!from.is(JsonType::kNumber))
    return wrong_type(from, std::string(name).append(side), "a whole number");
  const auto whole = from.integer();
  const auto bytes =
      whole && *whole >= 0 ? offsets.to_bytes(static_cast<std::uint64_t>(*whole)) : std::nullopt;
  if (!bytes)
    return JsonError{from.byte(), std::string(name).append(side) + " is " +
                                      std::string(from.raw()) + ", a whole number from 0 to " +
                                      std::to_string(offsets.size()) + " is wanted"};
  out = *bytes;
  return std::nullopt;
}

/// Reads [start,end].
std::optional<JsonError> read_range(JsonView from, std::string_view name, const OffsetMap& offsets,
                                    Span& out) {
  if (!from.is(JsonType::kArray) || from.size() != 2)
    return JsonError{from.byte(), std::string(name) + ": [start,end] is wanted"};
  auto at = from.begin();
  if (auto error = read_offset(*at, name, " start", offsets, out.begin)) return error;
  if (auto error = read_offset(*++at, name, " end", offsets, out.end)) return error;
  if (out.begin > out.end)
    return JsonError{from.byte(), std::string(name) + ": end lies before start"};
  return std::nullopt;
}

/// Reads a sorted list of ranges that are not empty and do not overlap.
std::optional<JsonError> read_ranges(JsonView from, std::string_view name, const OffsetMap& offsets,
                                     std::vector<Span>& out, std::vector<std::size_t>& bytes) {
  if (!from.is(JsonType::kArray)) return wrong_type(from, name, "an array");
  out.clear();
  bytes.clear();
  for (const JsonView item : from) {
    Span span;
    if (auto error = read_range(item, name, offsets, span)) return error;
    if (span.begin == span.end) return JsonError{item.byte(), std::string(name) + ": empty range"};
    if (!out.empty() && span.begin < out.back().end)
      return JsonError{item.byte(), std::string(name) + ": not sorted, or overlapping"};
    out.push_back(span);
    bytes.push_back(item.byte());
  }
  return std::nullopt;
}

/// The index of the range in `outer`, searched from `from` on, that holds `inner`; empty if none.
std::optional<std::uint32_t> holder_of(const std::vector<Span>& outer, Span inner,
                                       std::size_t& from) {
  while (from < outer.size() && outer[from].end <= inner.begin) ++from;
  if (from == outer.size() || !contains(outer[from], inner)) return std::nullopt;
  return static_cast<std::uint32_t>(from);
}

bool is_own_layer(std::string_view layer) {
  return layer == "theme" || layer == "stance" || layer == "modifier";
}

/// What a member of a span tells.
enum class Member : std::uint8_t {
  kStart, kEnd, kLayer, kLabel, kSentence, kScore, kBase, kText, kStatus, kScope, kConsumed,
  kEvidence, kOther,
};

struct NamedMember {
  std::string_view key;
  Member member;
  std::string Annotation::*text = nullptr;
};

constexpr NamedMember kMembers[] = {
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

const NamedMember& member_of(std::string_view key) {
  static constexpr NamedMember kOther{{}, Member::kOther};
  for (const NamedMember& named : kMembers) {
    if (named.key == key) return named;
  }
  return kOther;
}

/// The characters of a string of the JSON text; one with escapes is added to `unescaped`.
std::string_view text_of(JsonView string, std::deque<std::string>& unescaped) {
  const std::string_view inside = string.raw().substr(1, string.raw().size() - 2);
  if (inside.find('\\') == std::string_view::npos) return inside;
  return unescaped.emplace_back(string.string());
}

/// Reads the details of a span: all members but its place, layer and label. Without a place to put
/// them they are only checked.
class DetailReader {
 public:
  DetailReader(const OffsetMap& offsets, Annotation* out) : offsets_(offsets), out_(out) {}

  /// A null is as good as no member.
  std::optional<JsonError> read(JsonView member, const NamedMember& named) {
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
        if (out_ != nullptr) out_->*named.text = member.string();
        return std::nullopt;
      case Member::kStatus:
        return status(member);
      case Member::kScope:
        return scope(member);
      case Member::kConsumed:
        if (!member.is(JsonType::kBoolean)) return wrong_type(member, named.key, "a boolean");
        if (out_ != nullptr) out_->consumed = member.boolean();
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
    if (out_ != nullptr) out_->sentence = static_cast<std::uint32_t>(*whole);
    return std::nullopt;
  }

  std::optional<JsonError> number(JsonView member, std::string_view key,
                                  std::optional<double> Annotation::*field) {
    const auto number = member.number();
    if (!number) return wrong_type(member, key, "a number");
    if (out_ != nullptr) out_->*field = number;
    return std::nullopt;
  }

  std::optional<JsonError> status(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "status", "an array");
    for (const JsonView word : member) {
      if (!word.is(JsonType::kString)) return wrong_type(word, "status", "a string");
      if (out_ != nullptr) out_->status.push_back(word.string());
    }
    return std::nullopt;
  }

  std::optional<JsonError> scope(JsonView member) {
    Span span;
    if (auto error = read_range(member, "scope", offsets_, span)) return error;
    if (out_ != nullptr) out_->scope = span;
    return std::nullopt;
  }

  std::optional<JsonError> evidence(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "evidence", "an array");
    if (out_ != nullptr) out_->evidence.emplace();
    for (const JsonView item : member) {
      const auto op = item.find("op"), entry = item.find("entry"), value = item.find("value");
      const auto start = item.find("start"), end = item.find("end");
      if (!op || !op->is(JsonType::kString) || !entry || !entry->is(JsonType::kString) || !value ||
          !value->number() || !start || !end)
        return JsonError{item.byte(), "evidence: op, entry, start, end and value are wanted"};
      Span span;
      if (auto error = read_offset(*start, "start", {}, offsets_, span.begin)) return error;
      if (auto error = read_offset(*end, "end", {}, offsets_, span.end)) return error;
      if (out_ == nullptr) continue;
      out_->evidence->push_back({op->string(), entry->string(), span, *value->number()});
    }
    return std::nullopt;
  }

  const OffsetMap& offsets_;
  Annotation* out_;
};

/// Reads one member of "spans". Details of layers that are not tarn's own may be anything.
std::optional<JsonError> read_span(JsonView object, const OffsetMap& offsets, SpanViews& all,
                                   SpanView& out) {
  if (!object.is(JsonType::kObject)) return wrong_type(object, "span", "an object");
  unsigned found = 0;
  std::optional<JsonError> bad_detail;
  for (const JsonView member : object) {
    const NamedMember& named = member_of(member.key());
    if (named.member <= Member::kLabel) found |= 1U << static_cast<unsigned>(named.member);
    switch (named.member) {
      case Member::kStart:
        if (auto e = read_offset(member, "start", {}, offsets, out.span.begin)) return e;
        break;
      case Member::kEnd:
        if (auto e = read_offset(member, "end", {}, offsets, out.span.end)) return e;
        break;
      case Member::kLayer:
      case Member::kLabel:
        if (!member.is(JsonType::kString)) return wrong_type(member, named.key, "a string");
        (named.member == Member::kLayer ? out.layer : out.label) = text_of(member, all.unescaped);
        break;
      default:
        if (!bad_detail) bad_detail = DetailReader(offsets, nullptr).read(member, named);
    }
  }
  if (found != 0b1111U)
    return JsonError{object.byte(), "a span needs start, end, layer and label"};
  if (out.span.begin > out.span.end)
    return JsonError{object.byte(), "span: end lies before start"};
  return is_own_layer(out.layer) ? bad_detail : std::nullopt;
}

}  // namespace

std::optional<JsonError> read_spans(JsonView spans, const OffsetMap& offsets, SpanViews& out) {
  if (!spans.is(JsonType::kArray)) return wrong_type(spans, "spans", "an array");
  out.clear();
  out.items.reserve(spans.size());
  for (const JsonView item : spans) {
    SpanView& span = out.items.emplace_back(SpanView{{}, item});
    if (auto error = read_span(item, offsets, out, span)) return error;
    if (out.items.size() > 1) {
      const AnnotationKey& before = out.items[out.items.size() - 2];
      if (static_cast<const AnnotationKey&>(span) < before)
        return JsonError{item.byte(), "spans: not sorted by start, end, layer, label"};
    }
  }
  return std::nullopt;
}

Annotation read_annotation(const SpanView& span, const OffsetMap& offsets) {
  Annotation out;
  out.span = span.span;
  out.layer = span.layer;
  out.label = span.label;
  DetailReader details(offsets, &out);
  for (const JsonView member : span.json) details.read(member, member_of(member.key()));
  out.verbatim = span.json.raw();
  return out;
}

std::optional<JsonError> read_units(std::optional<JsonView> paragraphs, JsonView sentences,
                                    JsonView tokens, std::string_view text,
                                    const OffsetMap& offsets, Segmentation& out) {
  std::vector<Span> sentence_spans, token_spans;
  std::vector<std::size_t> sentence_bytes, token_bytes, ignored;
  out.paragraphs.assign(1, Span{0, static_cast<std::uint32_t>(text.size())});
  if (paragraphs)
    if (auto e = read_ranges(*paragraphs, "paragraphs", offsets, out.paragraphs, ignored)) return e;
  if (auto e = read_ranges(sentences, "sentences", offsets, sentence_spans, sentence_bytes))
    return e;
  if (auto e = read_ranges(tokens, "tokens", offsets, token_spans, token_bytes)) return e;

  out.sentences.clear();
  std::size_t from = 0;
  for (std::size_t i = 0; i < sentence_spans.size(); ++i) {
    const auto paragraph = holder_of(out.paragraphs, sentence_spans[i], from);
    if (!paragraph)
      return JsonError{sentence_bytes[i], "sentences: this one does not lie in one paragraph"};
    out.sentences.push_back({sentence_spans[i], 0, 0, *paragraph, 0});
  }
  out.tokens.clear();
  from = 0;
  for (std::size_t i = 0; i < token_spans.size(); ++i) {
    const auto sentence = holder_of(sentence_spans, token_spans[i], from);
    if (!sentence)
      return JsonError{token_bytes[i], "tokens: this one does not lie in one sentence"};
    Sentence& holder = out.sentences[*sentence];
    if (holder.end_token == 0) holder.first_token = static_cast<std::uint32_t>(i);
    holder.end_token = static_cast<std::uint32_t>(i + 1);
    out.tokens.push_back({token_spans[i], classify(slice(text, token_spans[i]))});
    if (out.tokens.back().is_word()) ++holder.words;
  }
  // A sentence without tokens still stands at its place.
  std::uint32_t next = 0;
  for (Sentence& sentence : out.sentences) {
    if (sentence.end_token == 0) sentence.first_token = sentence.end_token = next;
    next = sentence.end_token;
  }
  return std::nullopt;
}

}  // namespace tarn
