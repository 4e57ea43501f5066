#include "text/segmenter.h"

#include <array>

#include "text/icu_words.h"
#include "text/paragraphs.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace tarn {

struct Segmenter::Rules {
  text::IcuWords icu;
};

Segmenter::Segmenter(std::string_view /*language*/) : rules_(std::make_unique<Rules>()) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

void Segmenter::segment(std::string_view text, Segmentation& out) const {
  out.paragraphs.clear();
  out.tokens.clear();
  out.sentences.clear();
  text::append_paragraphs(text, out.paragraphs);
  std::vector<Span> pieces;
  for (const Span& paragraph : out.paragraphs) {
    rules_->icu.append_pieces(text, paragraph.begin, paragraph.end, pieces);
  }
  for (const Span& piece : pieces) {
    if (!out.tokens.empty() && !is_grapheme_boundary(text, piece.begin)) {
      out.tokens.back().span.end = piece.end;
      out.tokens.back().type = classify(slice(text, out.tokens.back().span));
    } else {
      out.tokens.push_back({piece, classify(slice(text, piece))});
    }
  }
  text::cut_sentences(text, out);
}

Segmentation Segmenter::segment(std::string_view text) const {
  Segmentation out;
  segment(text, out);
  return out;
}

std::span<const std::string_view> Segmenter::languages() {
  static constexpr std::array<std::string_view, 1> kLanguages = {"en"};
  return kLanguages;
}

std::string_view Segmenter::rules_for(std::string_view /*language*/) { return "en"; }

std::string_view Segmenter::rule_set() { return "tarn-text/1"; }

}  // namespace tarn
