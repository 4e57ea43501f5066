#include "record/read.h"

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

/// Reads one offset in code points.
std::optional<JsonError> read_offset(JsonView from, std::string_view name, const OffsetMap& offsets,
                                     std::uint32_t& out) {
  if (!from.is(JsonType::kNumber)) return wrong_type(from, name, "a whole number");
  const auto whole = from.integer();
  const auto bytes =
      whole && *whole >= 0 ? offsets.to_bytes(static_cast<std::uint64_t>(*whole)) : std::nullopt;
  if (!bytes)
    return JsonError{from.byte(), std::string(name) + " is " + std::string(from.raw()) +
                                      ", a whole number from 0 to " +
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
  if (auto error = read_offset(*at, std::string(name) + " start", offsets, out.begin)) return error;
  if (auto error = read_offset(*++at, std::string(name) + " end", offsets, out.end)) return error;
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

/// Reads the members of one span. Members of layers that are not tarn's own may hold anything.
class AnnotationReader {
 public:
  AnnotationReader(const OffsetMap& offsets, Annotation& out) : offsets_(offsets), out_(out) {}

  std::optional<JsonError> read(JsonView object) {
    if (!object.is(JsonType::kObject)) return wrong_type(object, "span", "an object");
    bool start = false, end = false, layer = false, label = false;
    for (const JsonView member : object) {
      const std::string_view key = member.key();
      if (key == "start") {
        start = true;
        if (auto error = read_offset(member, key, offsets_, out_.span.begin)) return error;
      } else if (key == "end") {
        end = true;
        if (auto error = read_offset(member, key, offsets_, out_.span.end)) return error;
      } else if (key == "layer" || key == "label") {
        (key == "layer" ? layer : label) = true;
        if (!member.is(JsonType::kString)) return wrong_type(member, key, "a string");
        member.append_string(key == "layer" ? out_.layer : out_.label);
      }
    }
    if (!start || !end || !layer || !label)
      return JsonError{object.byte(), "a span needs start, end, layer and label"};
    if (out_.span.begin > out_.span.end)
      return JsonError{object.byte(), "span: end lies before start"};
    if (auto error = details(object)) return error;
    out_.verbatim = object.raw();
    return std::nullopt;
  }

 private:
  std::optional<JsonError> details(JsonView object) {
    const bool own = is_own_layer(out_.layer);
    for (const JsonView member : object) {
      if (member.is(JsonType::kNull)) continue;
      auto error = detail(member);
      if (error && own) return error;
    }
    return std::nullopt;
  }

  std::optional<JsonError> detail(JsonView member) {
    const std::string_view key = member.key();
    if (key == "sentence") {
      const auto whole = member.integer();
      if (!whole || *whole < 0 || *whole > UINT32_MAX)
        return wrong_type(member, key, "a whole number from 0 on");
      out_.sentence = static_cast<std::uint32_t>(*whole);
    } else if (key == "score" || key == "base") {
      const auto number = member.number();
      if (!number) return wrong_type(member, key, "a number");
      (key == "score" ? out_.score : out_.base) = number;
    } else if (std::string* text = text_member(key)) {
      if (!member.is(JsonType::kString)) return wrong_type(member, key, "a string");
      *text = member.string();
    } else if (key == "status") {
      return status(member);
    } else if (key == "scope") {
      Span span;
      if (auto error = read_range(member, key, offsets_, span)) return error;
      out_.scope = span;
    } else if (key == "consumed") {
      if (!member.is(JsonType::kBoolean)) return wrong_type(member, key, "a boolean");
      out_.consumed = member.boolean();
    } else if (key == "evidence") {
      return evidence(member);
    }
    return std::nullopt;
  }

  std::string* text_member(std::string_view key) {
    if (key == "voice") return &out_.voice;
    if (key == "holder") return &out_.holder;
    if (key == "theme") return &out_.theme;
    if (key == "theme_level") return &out_.theme_level;
    if (key == "lexicon") return &out_.lexicon;
    if (key == "entry") return &out_.entry;
    if (key == "holder_rule") return &out_.holder_rule;
    if (key == "coder") return &out_.coder;
    if (key == "time") return &out_.time;
    if (key == "memo") return &out_.memo;
    if (key == "fragment") return &out_.fragment;
    return nullptr;
  }

  std::optional<JsonError> status(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "status", "an array");
    for (const JsonView word : member) {
      if (!word.is(JsonType::kString)) return wrong_type(word, "status", "a string");
      out_.status.push_back(word.string());
    }
    return std::nullopt;
  }

  std::optional<JsonError> evidence(JsonView member) {
    if (!member.is(JsonType::kArray)) return wrong_type(member, "evidence", "an array");
    out_.evidence.emplace();
    for (const JsonView item : member) {
      EvidenceStep step;
      const auto op = item.find("op"), entry = item.find("entry"), value = item.find("value");
      const auto start = item.find("start"), end = item.find("end");
      if (!op || !op->is(JsonType::kString) || !entry || !entry->is(JsonType::kString) || !value ||
          !value->number() || !start || !end)
        return JsonError{item.byte(), "evidence: op, entry, start, end and value are wanted"};
      step.op = op->string();
      step.entry = entry->string();
      step.value = *value->number();
      if (auto error = read_offset(*start, "start", offsets_, step.span.begin)) return error;
      if (auto error = read_offset(*end, "end", offsets_, step.span.end)) return error;
      out_.evidence->push_back(std::move(step));
    }
    return std::nullopt;
  }

  const OffsetMap& offsets_;
  Annotation& out_;
};

}  // namespace

std::optional<JsonError> read_annotations(JsonView spans, const OffsetMap& offsets,
                                          std::vector<Annotation>& out) {
  if (!spans.is(JsonType::kArray)) return wrong_type(spans, "spans", "an array");
  out.clear();
  out.reserve(spans.size());
  for (const JsonView item : spans) {
    out.emplace_back();
    if (auto error = AnnotationReader(offsets, out.back()).read(item)) return error;
    if (out.size() > 1 && annotation_before(out.back(), out[out.size() - 2]))
      return JsonError{item.byte(), "spans: not sorted by start, end, layer, label"};
  }
  return std::nullopt;
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
