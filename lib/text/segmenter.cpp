#include "text/segmenter.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/icu_words.h"
#include "text/joins.h"
#include "text/language.h"
#include "text/paragraphs.h"
#include "text/scanner.h"
#include "text/sentences.h"

namespace tarn {

struct Segmenter::Rules {
  explicit Rules(std::string_view name) : language(name) {}
  text::Language language;
  text::IcuWords icu;
};

Segmenter::Segmenter(std::string_view language)
    : rules_(std::make_unique<Rules>(rules_for(language))) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

void Segmenter::segment(std::string_view text, Segmentation& out) const {
  out.paragraphs.clear();
  out.tokens.clear();
  out.sentences.clear();
  text::append_paragraphs(text, out.paragraphs);
  for (std::uint32_t k = 0; k < out.paragraphs.size(); ++k) {
    const auto first = static_cast<std::uint32_t>(out.tokens.size());
    text::append_pieces(text, out.paragraphs[k], rules_->icu, out.tokens);
    text::join_tokens(text, rules_->language, first, out.tokens);
    text::append_sentences(text, rules_->language, k, first, out);
  }
}

Segmentation Segmenter::segment(std::string_view text) const {
  Segmentation out;
  segment(text, out);
  return out;
}

std::string_view Segmenter::rule_set() { return "tarn-text/1"; }

std::span<const std::string_view> Segmenter::languages() { return text::Language::names(); }

std::string_view Segmenter::rules_for(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find_first_of("-_"));
  const auto same = [&](std::string_view name) {
    return std::equal(name.begin(), name.end(), primary.begin(), primary.end(),
                      [](char n, char p) { return n == text::ascii_lower(p); });
  };
  const auto known = languages();
  const auto found = std::find_if(known.begin(), known.end(), same);
  return found == known.end() ? "en" : *found;
}

}  // namespace tarn
