#include "text/sentences.h"

#include <unicode/uchar.h>

#include <array>
#include <algorithm>

#include "text/utf8.h"

namespace tarn::text {
namespace {

char32_t first_of(std::string_view form) {
  std::size_t k = 0;
  return next_code_point(form, k);
}

bool is_terminator(std::string_view form) {
  return u_hasBinaryProperty(static_cast<UChar32>(first_of(form)), UCHAR_S_TERM) ||
         form == "\u2026";
}

bool is_closing(std::string_view form) {
  return u_getIntPropertyValue(static_cast<UChar32>(first_of(form)), UCHAR_SENTENCE_BREAK) ==
         U_SB_CLOSE;
}

bool is_abbreviation(std::string_view form) {
  static constexpr std::array<std::string_view, 14> kForms = {
      "Dr", "Mr", "Mrs", "Ms", "St", "Prof", "vs", "etc", "e.g.", "i.e.", "Sept", "Inc", "No", "Jr"};
  return std::find(kForms.begin(), kForms.end(), form) != kForms.end();
}

class Cutter {
 public:
  Cutter(std::string_view text, Segmentation& units) : text_(text), units_(units) {}

  void cut(std::uint32_t paragraph) {
    const Span within = units_.paragraphs[paragraph];
    while (next_ < units_.tokens.size() && units_.tokens[next_].span.begin < within.end) {
      const std::uint32_t first = next_;
      while (!ends_after(next_, within.end)) ++next_;
      ++next_;
      push(first, paragraph);
    }
  }

 private:
  std::string_view form(std::uint32_t k) const { return slice(text_, units_.tokens[k].span); }
  bool adjacent(std::uint32_t k) const {
    return units_.tokens[k].span.begin == units_.tokens[k - 1].span.end;
  }

  bool ends_after(std::uint32_t k, std::uint32_t end) const {
    if (k + 1 == units_.tokens.size() || units_.tokens[k + 1].span.begin >= end) return true;
    if (adjacent(k + 1)) return false;
    std::uint32_t stop = k;
    while (stop > 0 && is_closing(form(stop)) && adjacent(stop)) --stop;
    const std::string_view mark = form(stop);
    if (!is_terminator(mark)) return false;
    const auto next = static_cast<UChar32>(first_of(form(k + 1)));
    if (u_islower(next)) return false;
    return mark != "." || stop == 0 || !is_abbreviation(form(stop - 1));
  }

  void push(std::uint32_t first, std::uint32_t paragraph) {
    Sentence made;
    made.span = {units_.tokens[first].span.begin, units_.tokens[next_ - 1].span.end};
    made.first_token = first;
    made.end_token = next_;
    made.paragraph = paragraph;
    for (std::uint32_t k = first; k < next_; ++k) made.words += units_.tokens[k].is_word();
    units_.sentences.push_back(made);
  }

  std::string_view text_;
  Segmentation& units_;
  std::uint32_t next_ = 0;
};

}  // namespace

void cut_sentences(std::string_view text, Segmentation& units) {
  units.sentences.clear();
  Cutter cutter(text, units);
  for (std::uint32_t k = 0; k < units.paragraphs.size(); ++k) cutter.cut(k);
}

}  // namespace tarn::text
