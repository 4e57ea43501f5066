// The word scanner against the same rules run by ICU, and what holds for every segmentation.
#include "fuzz.h"
#include "text/characters.h"
#include "text/scanner.h"
#include "text/segmenter.h"

using namespace tarn;
using fuzz::expect;

namespace {

bool is_white_space(std::string_view text) {
  for (std::size_t k = 0; k < text.size();) {
    const text::Kind kind = text::CharacterTable::kind(next_code_point(text, k));
    if (kind != text::Kind::kSpace && kind != text::Kind::kLineSpace) return false;
  }
  return true;
}

void check_units(std::string_view text, const Segmentation& units) {
  std::uint32_t at = 0;
  for (const Token& token : units.tokens) {
    expect(at <= token.span.begin && token.span.begin < token.span.end &&
               token.span.end <= text.size(),
           "tokens are sorted and not empty", text);
    expect(is_white_space(text.substr(at, token.span.begin - at)),
           "all that is not white space lies in a token", text);
    at = token.span.end;
  }
  expect(is_white_space(text.substr(at)), "all that is not white space lies in a token", text);
  std::uint32_t token = 0;
  for (const Sentence& sentence : units.sentences) {
    expect(sentence.first_token == token && sentence.end_token >= token &&
               sentence.end_token <= units.tokens.size(),
           "sentences share out the tokens", text);
    expect(sentence.paragraph < units.paragraphs.size() &&
               contains(units.paragraphs[sentence.paragraph], sentence.span),
           "a sentence lies in its paragraph", text);
    for (; token < sentence.end_token; ++token)
      expect(contains(sentence.span, units.tokens[token].span), "a token lies in its sentence",
             text);
  }
  expect(token == units.tokens.size(), "every token lies in a sentence", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::Choices::valid_utf8(fuzz::view(data, size));
  static const text::IcuWords icu;
  const Span all{0, static_cast<std::uint32_t>(text.size())};
  std::vector<Token> scanned, by_icu;
  text::append_pieces(text, all, icu, scanned);
  text::append_pieces_by_icu(text, all, icu, by_icu);
  expect(scanned == by_icu, "the scanner finds what ICU finds", text);
  static const std::vector<Segmenter> segmenters = [] {
    std::vector<Segmenter> made;
    for (const std::string_view language : Segmenter::languages()) made.emplace_back(language);
    return made;
  }();
  Segmentation units;
  for (const Segmenter& segmenter : segmenters) {
    segmenter.segment(text, units);
    check_units(text, units);
  }
  return 0;
}
