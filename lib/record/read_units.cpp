#include <string>

#include "record/read.h"

namespace tarn {
namespace {

/// A sorted list of ranges that are not empty and do not overlap, and where in the line they stand.
struct Ranges {
  std::vector<Span> spans;
  std::vector<std::size_t> bytes;
};

/// Reads [start,end].
Span read_range(JsonCursor& json, std::string_view name, const OffsetMap& offsets) {
  Span span;
  json.peek();
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
  return span;
}

Ranges read_ranges(const RawJson& value, std::string_view name, const OffsetMap& offsets,
                   JsonCursor& json) {
  Ranges out;
  read_again(value, json, [&](JsonCursor&) {
    need(json, JsonType::kArray, name, "an array");
    json.enter_array();
    while (json.next_element()) {
      json.peek();
      const std::size_t byte = json.byte();
      const Span span = read_range(json, name, offsets);
      if (span.begin == span.end) json.fail(byte, std::string(name) + ": empty range");
      if (!out.spans.empty() && span.begin < out.spans.back().end)
        json.fail(byte, std::string(name) + ": not sorted, or overlapping");
      out.spans.push_back(span);
      out.bytes.push_back(value.byte + byte);
    }
  });
  return out;
}

/// The index of the range in `outer`, searched from `from` on, that holds `inner`; empty if none.
std::optional<std::uint32_t> holder_of(const std::vector<Span>& outer, Span inner,
                                       std::size_t& from) {
  while (from < outer.size() && outer[from].end <= inner.begin) ++from;
  if (from == outer.size() || !contains(outer[from], inner)) return std::nullopt;
  return static_cast<std::uint32_t>(from);
}

}  // namespace

void read_units(const RawJson* paragraphs, const RawJson& sentences, const RawJson& tokens,
                std::string_view text, const OffsetMap& offsets, JsonCursor& json,
                Segmentation& out) {
  out.paragraphs.assign(1, Span{0, static_cast<std::uint32_t>(text.size())});
  if (paragraphs != nullptr) {
    out.paragraphs = read_ranges(*paragraphs, "paragraphs", offsets, json).spans;
  }
  const Ranges sentence_ranges = read_ranges(sentences, "sentences", offsets, json);
  const Ranges token_ranges = read_ranges(tokens, "tokens", offsets, json);

  out.sentences.clear();
  std::size_t from = 0;
  for (std::size_t i = 0; i < sentence_ranges.spans.size(); ++i) {
    const auto paragraph = holder_of(out.paragraphs, sentence_ranges.spans[i], from);
    if (!paragraph)
      json.fail(sentence_ranges.bytes[i], "sentences: this one does not lie in one paragraph");
    out.sentences.push_back({sentence_ranges.spans[i], 0, 0, *paragraph, 0});
  }
  out.tokens.clear();
  from = 0;
  for (std::size_t i = 0; i < token_ranges.spans.size(); ++i) {
    const Span span = token_ranges.spans[i];
    const auto sentence = holder_of(sentence_ranges.spans, span, from);
    if (!sentence)
      json.fail(token_ranges.bytes[i], "tokens: this one does not lie in one sentence");
    Sentence& holder = out.sentences[*sentence];
    if (holder.end_token == 0) holder.first_token = static_cast<std::uint32_t>(i);
    holder.end_token = static_cast<std::uint32_t>(i + 1);
    out.tokens.push_back({span, classify(slice(text, span))});
    if (out.tokens.back().is_word()) ++holder.words;
  }
  // A sentence without tokens still stands at its place.
  std::uint32_t next = 0;
  for (Sentence& sentence : out.sentences) {
    if (sentence.end_token == 0) sentence.first_token = sentence.end_token = next;
    next = sentence.end_token;
  }
}

}  // namespace tarn
