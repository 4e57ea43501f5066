#include <string>

#include "record/read.h"

namespace tarn {
namespace {

/// Reads [start,end] without white space and with places that there are: most are written so.
/// False: it is not, and is still to be read.
bool read_usual_range(JsonCursor& json, const OffsetMap& offsets, Span& span) {
  const char* const begin = json.source().data() + json.byte();
  const char* at = begin;
  const bool read = *at++ == '[' && passes_offset(at, offsets, span.begin) && *at++ == ',' &&
                    passes_offset(at, offsets, span.end) && *at++ == ']' && span.begin < span.end;
  if (!read) return false;
  json.pass(static_cast<std::size_t>(at - begin));
  return true;
}

/// Reads [start,end].
Span read_range(JsonCursor& json, std::string_view name, const OffsetMap& offsets) {
  Span span;
  json.peek();
  if (read_usual_range(json, offsets, span)) return span;
  const std::size_t byte = json.byte();
  const auto refuse = [&] { json.fail(byte, std::string(name) + ": [start,end] is wanted"); };
  if (json.peek() != JsonType::kArray) refuse();
  json.enter_array();
  if (!json.next_element()) refuse();
  span.begin = read_offset(json, name, " start", offsets);
  if (!json.next_element()) refuse();
  span.end = read_offset(json, name, " end", offsets);
  if (json.next_element()) refuse();
  if (span.begin > span.end) json.fail(byte, std::string(name) + ": end lies before start");
  if (span.begin == span.end) json.fail(byte, std::string(name) + ": empty range");
  return span;
}

/// Calls `held(i, j)` for each range i of `inner`, which lies in range j of `outer`.
template <typename Held>
void hold(const UnitList& outer, const UnitList& inner, const char* refusal, Held held) {
  std::size_t j = 0;
  for (std::size_t i = 0; i < inner.spans.size(); ++i) {
    while (j < outer.spans.size() && outer.spans[j].end <= inner.spans[i].begin) ++j;
    if (j == outer.spans.size() || !contains(outer.spans[j], inner.spans[i]))
      throw JsonFailure{{inner.bytes[i], refusal}};
    held(i, j);
  }
}

constexpr const char* kNoParagraph = "sentences: this one does not lie in one paragraph";
constexpr const char* kNoSentence = "tokens: this one does not lie in one sentence";

}  // namespace

UnitList* UnitLists::find(std::string_view key) {
  if (key == "sentences") return &sentences;
  if (key == "tokens") return &tokens;
  return key == "paragraphs" ? &paragraphs : nullptr;
}

void read_unit_list(JsonCursor& json, std::string_view name, const OffsetMap& offsets,
                    std::size_t base, UnitList& out) {
  need(json, JsonType::kArray, name, "an array");
  out.given = true;
  out.byte = base + json.byte();
  out.spans.clear();
  out.bytes.clear();
  json.enter_array();
  while (json.next_element()) {
    json.peek();
    const std::size_t byte = json.byte();
    const Span span = read_range(json, name, offsets);
    if (!out.spans.empty() && span.begin < out.spans.back().end)
      json.fail(byte, std::string(name) + ": not sorted, or overlapping");
    out.spans.push_back(span);
    out.bytes.push_back(base + byte);
  }
}

void check_units(const UnitLists& lists) {
  const auto nothing = [](std::size_t, std::size_t) {};
  if (lists.tokens.given && !lists.sentences.given)
    throw JsonFailure{{lists.tokens.byte, "tokens without sentences"}};
  if (lists.sentences.given && lists.paragraphs.given)
    hold(lists.paragraphs, lists.sentences, kNoParagraph, nothing);
  if (lists.tokens.given) hold(lists.sentences, lists.tokens, kNoSentence, nothing);
}

void make_units(const UnitLists& lists, std::string_view text, Segmentation& out) {
  out.sentences.clear();
  for (const Span span : lists.sentences.spans) out.sentences.push_back({span, 0, 0, 0, 0});
  if (lists.paragraphs.given) {
    out.paragraphs = lists.paragraphs.spans;
    hold(lists.paragraphs, lists.sentences, kNoParagraph, [&](std::size_t i, std::size_t j) {
      out.sentences[i].paragraph = static_cast<std::uint32_t>(j);
    });
  } else {
    out.paragraphs.assign(1, Span{0, static_cast<std::uint32_t>(text.size())});
  }
  out.tokens.clear();
  hold(lists.sentences, lists.tokens, kNoSentence, [&](std::size_t i, std::size_t j) {
    const Span span = lists.tokens.spans[i];
    Sentence& sentence = out.sentences[j];
    if (sentence.end_token == 0) sentence.first_token = static_cast<std::uint32_t>(i);
    sentence.end_token = static_cast<std::uint32_t>(i + 1);
    out.tokens.push_back({span, classify(slice(text, span))});
    if (out.tokens.back().is_word()) ++sentence.words;
  });
  // A sentence without tokens still stands at its place.
  std::uint32_t next = 0;
  for (Sentence& sentence : out.sentences) {
    if (sentence.end_token == 0) sentence.first_token = sentence.end_token = next;
    next = sentence.end_token;
  }
}

}  // namespace tarn
