// A pass over the tokens of a paragraph. At each mark that can end a sentence (or abbreviation, or
// emoticon, or end of line) it takes in what belongs to the end (brackets, quotation marks, further
// marks) and decides by the kind of the end and by the word that follows.
#include "text/sentences.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/ascii.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

/// What may be the end of a sentence.
enum class End { kNone, kStop, kEllipsis, kMark, kAbbreviation, kFace, kLine, kLink };

enum class Case { kLower, kUpper, kOther };

UChar32 first_of(std::string_view form) {
  std::size_t k = 0;
  return static_cast<UChar32>(next_code_point(form, k));
}

Case case_of(std::string_view form) {
  if (is_ascii_lower(form.front())) return Case::kLower;
  if (is_ascii_upper(form.front())) return Case::kUpper;
  if (form.front() >= 0) return Case::kOther;
  const UChar32 c = first_of(form);
  if (u_islower(c)) return Case::kLower;
  return u_isupper(c) || u_istitle(c) ? Case::kUpper : Case::kOther;
}

/// A full stop, an ellipsis, or another mark that ends sentences in some script.
End mark_of(std::string_view form) {
  const char c = form.front();
  if (c == '.') return form.size() == 1 ? End::kStop : End::kEllipsis;
  if (c == '!' || c == '?') return End::kMark;
  if (c >= 0) return End::kNone;
  if (form.starts_with("…")) return End::kEllipsis;
  return u_hasBinaryProperty(first_of(form), UCHAR_S_TERM) ? End::kMark : End::kNone;
}

bool is_quote(std::string_view form) {
  const char c = form.front();
  if (c >= 0) return c == '"' || c == '\'';
  return u_hasBinaryProperty(first_of(form), UCHAR_QUOTATION_MARK);
}

bool is_opening(std::string_view form) {
  const char c = form.front();
  if (c >= 0)
    return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == '*' || c == '_';
  const std::int8_t category = u_charType(first_of(form));
  return category == U_START_PUNCTUATION || category == U_INITIAL_PUNCTUATION || form == "¿" ||
         form == "¡";
}

bool is_closing_bracket(std::string_view form) {
  const char c = form.front();
  if (c >= 0) return c == ')' || c == ']' || c == '}';
  return u_charType(first_of(form)) == U_END_PUNCTUATION;
}

/// What goes on after a mark within the same sentence (UAX #29, SContinue).
bool is_continuing(std::string_view form) {
  const char c = form.front();
  if (c >= 0)
    return c == ',' || c == ';' || c == ':' || c == '-' || c == ')' || c == ']' || c == '}';
  return u_getIntPropertyValue(first_of(form), UCHAR_SENTENCE_BREAK) == U_SB_SCONTINUE;
}

bool has_vowel(std::string_view word) {
  return word.find_first_of("aeiouyAEIOUY") != std::string_view::npos;
}

/// "hrs", "mtg", "Blvd": letters without a vowel, no letter twice in a row ("hmm"), not all
/// capitals.
bool looks_abbreviated(std::string_view word) {
  if (word.size() > 5 || has_vowel(word) ||
      !std::all_of(word.begin(), word.end(), is_ascii_letter)) {
    return false;
  }
  return is_ascii_lower(word.back()) && std::adjacent_find(word.begin(), word.end()) == word.end();
}

class Cutter {
 public:
  Cutter(std::string_view text, const Language& language, std::uint32_t paragraph,
         std::uint32_t first, Segmentation& units)
      : text_(text),
        language_(language),
        units_(units),
        tokens_(units.tokens),
        paragraph_(paragraph),
        lines_(text, units.paragraphs[paragraph]),
        first_(first),
        count_(static_cast<std::uint32_t>(tokens_.size())) {}

  void run() {
    std::uint32_t k = first_;
    while (k < count_) {
      k = skip_words(k);
      if (k == count_) break;
      End end = end_at(k);
      note(k);
      if (end == End::kNone) {
        ++k;
        continue;
      }
      const std::uint32_t last = take_in(k, end);
      if (last + 1 < count_ && is_end(k, last, end)) push(last + 1);
      k = last + 1;
    }
    if (first_ < count_) push(count_);
  }

 private:
  std::string_view form(std::uint32_t k) const { return slice(text_, tokens_[k].span); }
  bool glued(std::uint32_t k) const { return tokens_[k].span.begin == tokens_[k - 1].span.end; }

  /// Passes over words that cannot end a sentence; the common case.
  std::uint32_t skip_words(std::uint32_t k) {
    if (!lines_.is_single()) return k;
    const Token* const tokens = tokens_.data();
    const char* const text = text_.data();
    const std::uint32_t begin = k;
    while (k < count_ && tokens[k].is_word() && text[tokens[k].span.end - 1] != '.') ++k;
    words_ += k - begin;
    return k;
  }

  /// Whether token `k` is a URL with its scheme.
  bool is_link(std::uint32_t k) const {
    return tokens_[k].type == TokenType::kUrl && form(k).find("://") != std::string_view::npos;
  }

  /// What token `k` may end.
  End end_at(std::uint32_t k) const {
    const Token& token = tokens_[k];
    End end = End::kNone;
    if (token.type == TokenType::kPunctuation) {
      end = mark_of(form(k));
    } else if (token.is_word()) {
      if (text_[token.span.end - 1] == '.') end = End::kAbbreviation;
    } else if (token.type == TokenType::kEmoji) {
      end = End::kFace;
    } else if (is_link(k)) {
      end = End::kLink;
    }
    return end == End::kNone && is_line_end(k) ? End::kLine : end;
  }

  bool is_line_end(std::uint32_t k) const {
    return !lines_.is_single() && k + 1 < count_ && !glued(k + 1) &&
           lines_.ends_between(tokens_[k].span.end, tokens_[k + 1].span.begin);
  }

  /// Keeps count of what the rules need to know of the sentence so far.
  void note(std::uint32_t k) {
    words_ += tokens_[k].is_word();
    open_quotes_ ^= text_[tokens_[k].span.begin] == '"' && tokens_[k].span.size() == 1;
  }

  // --- what belongs to the end

  /// The last token that belongs to the end at `k`: closing marks, further marks, faces. Stops in a
  /// row
  /// (". . .") are an ellipsis.
  std::uint32_t take_in(std::uint32_t k, End& end) {
    closed_ = false;
    faced_ = end == End::kFace;
    if (end == End::kLine || end == End::kLink) return k;
    while (k + 1 < count_ && belongs(k + 1, end)) {
      note(++k);
      if (end == End::kStop && mark_of(form(k)) == End::kStop) end = End::kEllipsis;
    }
    return k;
  }

  bool belongs(std::uint32_t k, End end) {
    const Token& token = tokens_[k];
    if (token.type == TokenType::kEmoji) return faced_ = true;
    if (token.type != TokenType::kPunctuation) return is_note(k) || is_markup(k);
    const std::string_view mark = form(k);
    if (mark_of(mark) != End::kNone) return end != End::kAbbreviation || glued(k);
    if (is_closing_bracket(mark)) return closed_ = true;
    if (is_quote(mark) && closes(k)) return closed_ = true;
    return is_note(k) || is_markup(k);
  }

  /// Whether a quotation mark closes: it touches what is before it, or is one too many.
  bool closes(std::uint32_t k) const {
    const char c = text_[tokens_[k].span.begin];
    if (c < 0) {
      return glued(k) && !is_opening(form(k));
    }
    const bool space_behind = k + 1 == count_ || !glued(k + 1) || !tokens_[k + 1].is_word();
    const bool open = (c == '"' && open_quotes_) || k + 1 == count_;
    return glued(k) ? space_behind || open : space_behind && open;
  }

  /// "[1]" behind a stop.
  bool is_note(std::uint32_t k) const {
    if (!glued(k)) return false;
    if (form(k) == "[")
      return k + 2 < count_ && tokens_[k + 1].type == TokenType::kNumber && form(k + 2) == "]";
    return tokens_[k].type == TokenType::kNumber && form(k - 1) == "[" && k + 1 < count_ &&
           form(k + 1) == "]";
  }

  /// "**" or "_" that ends what is marked up as bold.
  bool is_markup(std::uint32_t k) const {
    const char c = text_[tokens_[k].span.begin];
    return (c == '*' || c == '_') && glued(k) && (k + 1 == count_ || !glued(k + 1));
  }

  // --- does it end?

  bool is_end(std::uint32_t k, std::uint32_t last, End end) const {
    const std::uint32_t next = last + 1;
    if (is_line_end(last) && line_ends_sentence(next, last)) return true;
    if (end == End::kLine) return false;
    if (end == End::kLink) return is_link(next) && !glued(next);
    if (is_continuing(form(next)) && !starts_item(next, last)) return false;
    if (words_ == 0 || is_enumerator(k)) return false;
    if (end == End::kFace) return face_ends_sentence(k, next);
    return glued(next) ? glued_end(k, next, end) : spaced_end(k, next, end);
  }

  /// A stop, and the next sentence without a space.
  bool glued_end(std::uint32_t k, std::uint32_t next, End end) const {
    const Case after = case_of(form(lead(next)));
    if (end == End::kAbbreviation) return abbreviation_ends(k, lead(next), after);
    if (k == first_) return false;
    if (end == End::kMark) {
      const bool ascii = text_[tokens_[k].span.begin] >= 0;
      return !ascii || (tokens_[lead(next)].is_word() && (glued(k) || after == Case::kUpper));
    }
    if (!tokens_[lead(next)].is_word()) return false;
    if (after != Case::kUpper) return end == End::kStop && opens_in_small_letters(k, next);
    if (end == End::kEllipsis || closed_) return true;
    const char before = text_[tokens_[k].span.begin - 1];
    return is_ascii_lower(before) || is_ascii_digit(before) || before < 0;
  }

  /// "we won.the next": a stop between a word and one that opens sentences.
  bool opens_in_small_letters(std::uint32_t k, std::uint32_t next) const {
    const Token& before = tokens_[k - 1];
    return glued(k) && before.type == TokenType::kWord && before.span.size() > 1 &&
           is_ascii_lower(text_[before.span.end - 1]) &&
           language_.classes(form(next)).has(WordClass::kStart);
  }

  bool spaced_end(std::uint32_t k, std::uint32_t next, End end) const {
    const std::uint32_t word = lead(next);
    const Case after = case_of(form(word));
    switch (end) {
      case End::kAbbreviation:
        return abbreviation_ends(k, word, after);
      case End::kEllipsis:
        return after == Case::kUpper || faced_ || tokens_[word].type == TokenType::kUrl;
      case End::kMark:
        return after != Case::kLower || !closed_ || faced_;
      default:
        return stop_ends(k, after);
    }
  }

  bool abbreviation_ends(std::uint32_t k, std::uint32_t word, Case after) const {
    if (after != Case::kUpper) return false;
    const std::string_view whole = form(k);
    const std::string_view bare = whole.substr(0, whole.size() - 1);
    const WordClasses classes = language_.classes(bare);
    if (classes.has(WordClass::kLast)) return true;
    if (bare.size() == 1 && !classes.has(WordClass::kEnd)) return false;
    if (classes.is_abbreviation() && !classes.has(WordClass::kEnd)) return false;
    return language_.classes(form(word)).has(WordClass::kStart);
  }

  bool stop_ends(std::uint32_t k, Case after) const {
    if (after != Case::kLower || k == first_) return true;
    if (closed_) return faced_;
    if (!glued(k)) return true;
    const std::string_view word = form(k - 1);
    const bool letter = word.size() == 1 && is_ascii_letter(word.front()) && word != "I";
    return !letter && !looks_abbreviated(word) && !language_.classes(word).has(WordClass::kInner);
  }

  /// A face ends a sentence before a word with a capital; a heart, or a picture, which may stand
  /// for a word, only before one that opens sentences.
  bool face_ends_sentence(std::uint32_t k, std::uint32_t next) const {
    const std::uint32_t word = lead(next);
    if (glued(next) || case_of(form(word)) != Case::kUpper) return false;
    const char c = text_[tokens_[k].span.begin];
    return c == ':' || c == ';' || c == '=' || language_.classes(form(word)).has(WordClass::kStart);
  }

  /// A line ends a sentence when the next one begins an item, or when it was cut short and the next
  /// one does not go on in small letters.
  bool line_ends_sentence(std::uint32_t next, std::uint32_t last) const {
    if (starts_item(next, last)) return true;
    const bool fits = lines_.would_fit(tokens_[last].span.end, tokens_[next].span.begin);
    return fits && case_of(form(lead(next))) != Case::kLower && !is_continuing(form(next));
  }

  /// Whether a line begins with a bullet ("- ", "• ") at `next`, or with "1." or "a)".
  bool starts_item(std::uint32_t next, std::uint32_t last) const {
    if (!is_line_end(last)) return false;
    const std::string_view mark = form(next);
    const bool bullet = mark == "-" || mark == "*" || mark == "•" || mark == "–" || mark == "+" ||
                        mark == "·" || mark == "‣" || mark == "◦" || mark == "▪" || mark == "o";
    if (bullet) return next + 1 < count_ && !glued(next + 1);
    const bool counter = tokens_[next].type == TokenType::kNumber || mark.size() == 1;
    return counter && next + 2 < count_ && glued(next + 1) && !glued(next + 2) &&
           (form(next + 1) == "." || form(next + 1) == ")") &&
           lines_.would_fit(tokens_[last].span.end, tokens_[next].span.begin);
  }

  /// Whether the stop at `k` belongs to a number or letter that counts: "1." before the item.
  bool is_enumerator(std::uint32_t k) const {
    if (form(k) != "." || words_ != 1 || k == first_) return false;
    const Token& counter = tokens_[k - 1];
    return glued(k) && (counter.type == TokenType::kNumber ? counter.span.size() <= 3
                                                           : counter.span.size() == 1);
  }

  /// The first token from `k` on that is no opening mark.
  std::uint32_t lead(std::uint32_t k) const {
    while (k + 1 < count_ && tokens_[k].type != TokenType::kWord && is_opening(form(k))) ++k;
    return k;
  }

  void push(std::uint32_t end) {
    Sentence made;
    made.span = {tokens_[first_].span.begin, tokens_[end - 1].span.end};
    made.first_token = first_;
    made.end_token = end;
    made.paragraph = paragraph_;
    made.words = words_;
    units_.sentences.push_back(made);
    first_ = end;
    words_ = 0;
  }

  std::string_view text_;
  const Language& language_;
  Segmentation& units_;
  const std::vector<Token>& tokens_;
  std::uint32_t paragraph_;
  Lines lines_;
  std::uint32_t first_;  ///< of the sentence that is open
  std::uint32_t count_;
  std::uint32_t words_ = 0;   ///< in that sentence
  bool open_quotes_ = false;  ///< an odd number of straight quotation marks so far
  bool closed_ = false;       ///< a quotation mark or bracket stands behind the end
  bool faced_ = false;        ///< an emoticon does
};

}  // namespace

void append_sentences(std::string_view text, const Language& language, std::uint32_t paragraph,
                      std::uint32_t first_token, Segmentation& units) {
  Cutter(text, language, paragraph, first_token, units).run();
}

}  // namespace tarn::text
