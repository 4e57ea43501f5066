#include "stance/quotations.h"

#include <algorithm>
#include <array>

#include "stance/marks.h"

namespace tarn::stance {
namespace {

/// A pair of marks. Where both are alike, the white space around tells them apart.
struct QuoteStyle {
  std::string_view open;
  std::string_view close;
  bool single = false;
};

constexpr std::array<QuoteStyle, 5> kStyles = {{{"\"", "\"", false},
                                                {"\u201C", "\u201D", false},
                                                {"\u00AB", "\u00BB", false},
                                                {"\u2018", "\u2019", true},
                                                {"'", "'", true}}};

/// The tokens of one paragraph.
struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

class QuotationFinder {
 public:
  QuotationFinder(std::string_view text, const Segmentation& units, const Constants& constants,
                  std::vector<Quotation>& out)
      : text_(text), tokens_(units.tokens), constants_(constants), out_(out) {}

  void search(Stretch stretch) {
    if (is_block_quote(stretch)) {
      out_.push_back({stretch.first, stretch.end, true});
      return;
    }
    opened_.fill(kAbsent);
    for (std::uint32_t i = stretch.first; i < stretch.end; ++i) {
      if (tokens_[i].type != TokenType::kPunctuation) continue;
      const std::string_view form = slice(text_, tokens_[i].span);
      if (form.front() == ',' || form.front() == '.') continue;  // most of all marks
      for (std::size_t k = 0; k < kStyles.size(); ++k) {
        if (form == kStyles[k].open || form == kStyles[k].close) take(k, i, stretch);
      }
    }
  }

 private:
  /// A paragraph that readers of archives keep as a block quote: "> " stands before it.
  bool is_block_quote(Stretch stretch) const {
    return stretch.first + 1 < stretch.end && space_before(stretch.first + 1) &&
           slice(text_, tokens_[stretch.first].span) == ">" &&
           words(stretch.first, stretch.end) >= constants_.quote_min_words;
  }

  void take(std::size_t k, std::uint32_t token, Stretch stretch) {
    const QuoteStyle& style = kStyles[k];
    const std::string_view form = slice(text_, tokens_[token].span);
    if (opened_[k] != kAbsent && form == style.close && closes(style, token, stretch)) {
      out_.push_back(
          {opened_[k], token + 1, words(opened_[k], token) >= constants_.quote_min_words});
      opened_[k] = kAbsent;
    } else if (form == style.open && opens(style, token, stretch)) {
      opened_[k] = token;
    }
  }

  bool opens(const QuoteStyle& style, std::uint32_t token, Stretch stretch) const {
    const bool behind_space = token == stretch.first || space_before(token);
    if (style.single) return behind_space;
    if (style.open != style.close) return true;
    // A straight mark behind a word or number closes, or means inches.
    return behind_space || !tokens_[token - 1].is_word();
  }

  bool closes(const QuoteStyle& style, std::uint32_t token, Stretch stretch) const {
    const bool last = token + 1 == stretch.end;
    if (style.single) return last || space_before(token + 1) || !tokens_[token + 1].is_word();
    return style.open != style.close || !space_before(token);
  }

  bool space_before(std::uint32_t token) const {
    return token > 0 && tokens_[token - 1].span.end < tokens_[token].span.begin;
  }

  std::uint32_t words(std::uint32_t first, std::uint32_t end) const {
    return static_cast<std::uint32_t>(
        std::count_if(tokens_.begin() + first, tokens_.begin() + end,
                      [](const Token& token) { return token.is_word(); }));
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const Constants& constants_;
  std::vector<Quotation>& out_;
  std::array<std::uint32_t, kStyles.size()> opened_{};
};

}  // namespace

void find_quotations(std::string_view text, const Segmentation& units, const Constants& constants,
                     std::vector<Quotation>& out) {
  out.clear();
  QuotationFinder finder(text, units, constants, out);
  for (std::size_t i = 0; i < units.sentences.size();) {
    Stretch stretch{units.sentences[i].first_token, units.sentences[i].end_token};
    const std::uint32_t paragraph = units.sentences[i].paragraph;
    for (; i < units.sentences.size() && units.sentences[i].paragraph == paragraph; ++i) {
      stretch.end = units.sentences[i].end_token;
    }
    finder.search(stretch);
  }
  std::sort(out.begin(), out.end(),
            [](const Quotation& a, const Quotation& b) { return a.first_token < b.first_token; });
}

void mark_quoted(const std::vector<Quotation>& quotations, std::size_t tokens,
                 std::vector<Quoted>& out) {
  out.clear();
  if (quotations.empty()) return;
  out.resize(tokens, Quoted::kNo);
  for (const Quotation& quotation : quotations) {
    const Quoted kind = quotation.reported ? Quoted::kReported : Quoted::kScare;
    for (std::uint32_t t = quotation.first_token; t < quotation.end_token; ++t) {
      out[t] = std::max(out[t], kind);
    }
  }
}

std::uint32_t question_mark(std::string_view text, const std::vector<Token>& tokens,
                            const Sentence& sentence) {
  const std::uint32_t size = sentence.end_token - sentence.first_token;
  for (std::uint32_t back = 1; back <= 2 && back <= size; ++back) {
    const std::uint32_t token = sentence.end_token - back;
    if (mark_of(text, tokens, token) == Mark::kQuestion) return token;
  }
  return kAbsent;
}

void find_asides(std::string_view text, const std::vector<Token>& tokens, const Sentence& sentence,
                 const Constants& constants, std::vector<PostRange>& out) {
  out.clear();
  if (slice(text, sentence.span).find('(') == std::string_view::npos) return;
  std::uint32_t open = kAbsent;
  std::uint32_t words = 0;
  for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    if (tokens[i].is_word()) {
      ++words;
      continue;
    }
    const char mark = text[tokens[i].span.begin];
    if (tokens[i].span.size() != 1 || (mark != '(' && mark != ')')) continue;
    if (mark == '(') {
      open = i;
      words = 0;
    } else if (open != kAbsent) {
      if (words >= constants.aside_min_words) out.push_back({open, i + 1});
      open = kAbsent;
    }
  }
}

}  // namespace tarn::stance
