// A hand-written recogniser of the rules of words.rbbi. Each rule that can begin at a character is
// tried and the longest match wins, as in ICU. Words of ASCII letters take the short way in `run`;
// all that is not ASCII is looked up in a table.
#include "text/scanner.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/ascii.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

/// Which ASCII characters URLs may hold, and end with.
struct UrlSets {
  std::array<bool, 128> inner{};
  std::array<bool, 128> last{};
  constexpr UrlSets() {
    for (const char c : std::string_view("!#$%&'*+,-./:;=?@_~"))
      inner[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view("#$%&+-/=@~")) last[static_cast<unsigned char>(c)] = true;
    for (unsigned char c = 0; c < 128; ++c) {
      const char letter = static_cast<char>(c);
      if (is_ascii_letter(letter) || is_ascii_digit(letter)) inner[c] = last[c] = true;
    }
  }
};
constexpr UrlSets kUrl;

/// ASCII characters behind which a word of ASCII letters may go on.
constexpr std::array<bool, 256> kGoesOn = [] {
  std::array<bool, 256> set{};
  for (unsigned c = 0x80; c < 256; ++c) set[c] = true;
  for (const char c : std::string_view("0123456789'`-_.:"))
    set[static_cast<unsigned char>(c)] = true;
  return set;
}();

/// ASCII characters that a word may hold though it is an address.
constexpr std::array<bool, 256> kInAddress = [] {
  std::array<bool, 256> set{};
  for (const char c : std::string_view("./@:")) set[static_cast<unsigned char>(c)] = true;
  return set;
}();

struct Character {
  Kind kind = Kind::kLineSpace;  ///< also behind the end
  std::uint8_t size = 0;         ///< in bytes; 0 behind the end
};

class Scanner {
 public:
  Scanner(std::string_view text, Span part, const IcuWords& icu, std::vector<Token>& out)
      : text_(text), icu_(icu), out_(out), pos_(part.begin), end_(part.end), chunk_(part.begin) {}

  void run() {
    while (pos_ < end_) {
      plain_words();
      if (pos_ == end_) break;
      const char c = text_[pos_];
      if (is_ascii_letter(c)) {
        ascii_word();
      } else if (c == ' ') {
        space(Character{Kind::kSpace, 1});
      } else {
        token(at(pos_));
      }
    }
  }

 private:
  unsigned char byte(std::uint32_t k) const { return static_cast<unsigned char>(text_[k]); }
  bool is_byte(std::uint32_t k, char c) const { return k < end_ && text_[k] == c; }

  Character at(std::uint32_t k) const {
    if (k >= end_) return {};
    if (text_[k] >= 0) return {CharacterTable::kind(byte(k)), 1};
    std::size_t next = k;
    const char32_t c = next_code_point(text_, next);
    return {CharacterTable::kind(c), static_cast<std::uint8_t>(next - k)};
  }

  static bool is_extender(Kind kind) { return kind == Kind::kExtend || kind == Kind::kZwj; }
  static bool is_apostrophe(Kind kind) { return kind == Kind::kApos || kind == Kind::kAposRun; }
  static bool is_hyphen(Kind kind) { return kind == Kind::kHyphen || kind == Kind::kHyphenRun; }
  static bool is_low(Kind kind) { return kind == Kind::kLow || kind == Kind::kLowRun; }
  static bool is_separator(Kind kind) {
    return kind == Kind::kSeparator || kind == Kind::kSeparatorRun;
  }
  static bool is_alnum(Kind kind) { return kind == Kind::kAlpha || kind == Kind::kDigit; }

  /// $X*
  std::uint32_t skip_extenders(std::uint32_t k) const {
    while (k < end_ && text_[k] < 0) {
      const Character c = at(k);
      if (!is_extender(c.kind)) break;
      k += c.size;
    }
    return k;
  }

  void emit(std::uint32_t end, TokenType type) {
    out_.push_back({{pos_, end}, type});
    pos_ = end;
  }
  void emit_classified(std::uint32_t end) { emit(end, classify(text_.substr(pos_, end - pos_))); }

  // --- beginnings

  /// The commonest of all: words of ASCII letters, each with one space and ASCII behind it.
  void plain_words() {
    const std::string_view text = text_;
    const std::uint32_t end = end_;
    std::uint32_t pos = pos_;
    while (pos < end && is_ascii_letter(text[pos])) {
      const std::uint32_t k = letters_end(text, pos + 1, end);
      if (k + 1 >= end || text[k] != ' ' || text[k + 1] < 0) break;
      out_.push_back({{pos, k}, TokenType::kWord});
      pos = k + 1;
    }
    if (pos > pos_) pos_ = chunk_ = pos;
  }

  /// The common case: ASCII letters, and behind them nothing that may go on.
  void ascii_word() {
    const std::uint32_t k = letters_end(text_, pos_ + 1, end_);
    if (k < end_ && kGoesOn[byte(k)] && !stops_at(k)) return word();
    emit(k, TokenType::kWord);
  }

  /// Whether the stop or colon at `k` ends the word of letters before it for sure.
  bool stops_at(std::uint32_t k) const {
    if (text_[k] == '.') return k - pos_ != 1 && k - pos_ != 3;
    return text_[k] == ':' && !is_byte(k + 1, '/') && k - pos_ != 6;
  }

  void space(Character c) {
    const std::uint32_t next = pos_ + c.size;
    if (c.kind == Kind::kSpace && next < end_ && text_[next] < 0) {
      const std::uint32_t end = skip_extenders(next);
      if (end > next) return emit_classified(end);
      // A rare character may cling to the space: then ICU gets both.
      if (at(next).kind == Kind::kRare) {
        pos_ = next;
        return;
      }
    }
    pos_ = chunk_ = next;
  }

  void token(Character c) {
    switch (c.kind) {
      case Kind::kSpace:
      case Kind::kLineSpace:
        return space(c);
      case Kind::kAlpha:
      case Kind::kDigit:
        return word();
      case Kind::kPict:
        return pictograph(c);
      case Kind::kFlag:
        return flag(c);
      case Kind::kRare:
        return rare();
      case Kind::kSign:
      case Kind::kSignRun:
        return sign(c);
      case Kind::kLowRun:
      case Kind::kAposRun:
      case Kind::kHyphenRun:
      case Kind::kSeparatorRun:
      case Kind::kRun:
        return run_of(c);
      default:
        return mark(pos_ + c.size);
    }
  }

  void run_of(Character c) {
    std::uint32_t k = pos_ + c.size;
    const auto same = [&](std::uint32_t at) {
      return std::equal(text_.begin() + pos_, text_.begin() + pos_ + c.size, text_.begin() + at);
    };
    while (k + c.size <= end_ && same(k)) k += c.size;
    // "^^" is an emoticon.
    if (text_[pos_] == '^' && k > pos_ + 1) return emit_classified(skip_extenders(k));
    mark(k);
  }

  /// A token of one character, or a run of it, to `end`: its type is that of the character.
  void mark(std::uint32_t end) {
    const std::uint32_t extended = skip_extenders(end);
    if (extended > end) return emit_classified(extended);
    std::size_t next = pos_;
    emit(end, static_cast<TokenType>(CharacterTable::entry(next_code_point(text_, next)) >> 5U));
  }

  void pictograph(Character c) {
    std::uint32_t k = pos_ + c.size;
    bool joined = false;
    for (;;) {
      const Character next = at(k);
      if (!is_extender(next.kind) && !(joined && next.kind == Kind::kPict)) break;
      joined = next.kind == Kind::kZwj;
      k += next.size;
    }
    emit_classified(k);
  }

  void flag(Character c) {
    const std::uint32_t k = pos_ + c.size;
    const Character second = at(k);
    emit_classified(skip_extenders(second.kind == Kind::kFlag ? k + second.size : k));
  }

  /// Hashtags and mentions, which hold a letter; else a run of the sign.
  void sign(Character c) {
    std::uint32_t k = skip_extenders(pos_ + c.size);
    bool letter = false;
    for (Character next = at(k); is_alnum(next.kind) || is_low(next.kind); next = at(k)) {
      letter = letter || next.kind == Kind::kAlpha;
      k = skip_extenders(k + next.size);
    }
    if (letter) return emit_classified(k);
    if (c.kind == Kind::kSignRun) return run_of(c);
    mark(pos_ + c.size);
  }

  // --- words

  /// The longest of a word, an abbreviation with inner dots, a URL.
  void word() {
    std::uint32_t end = word_end(pos_, pos_);
    if (const std::uint32_t dotted = dotted_end(); dotted > end) end = dotted;
    if (const std::uint32_t url = url_end(); url > end) end = url;
    emit_word(end);
  }

  /// The type of most words is plain to see: letters, and nothing that makes an address.
  void emit_word(std::uint32_t end) {
    const std::string_view form = text_.substr(pos_, end - pos_);
    if (at(pos_).kind != Kind::kAlpha) return number(end);
    const auto in_address = [](char c) { return kInAddress[static_cast<unsigned char>(c)]; };
    if (std::any_of(form.begin(), form.end(), in_address)) return emit_classified(end);
    emit(end, TokenType::kWord);
  }

  void number(std::uint32_t end) {
    const bool plain = std::all_of(text_.begin() + pos_, text_.begin() + end, is_ascii_digit);
    plain ? emit(end, TokenType::kNumber) : emit_classified(end);
  }

  /// $Elt $More* from `k` on; `begin` if none begins there.
  std::uint32_t word_end(std::uint32_t begin, std::uint32_t k) const {
    std::uint32_t end = begin;
    bool digit = false;  // the character before, extenders aside
    for (Character c = at(k); c.size > 0; c = at(k)) {
      if (is_ascii_letter(text_[k])) k = letters_end(text_, k + 1, end_) - 1;
      if (is_alnum(c.kind)) {
        digit = c.kind == Kind::kDigit;
        end = k = skip_extenders(k + c.size);
        continue;
      }
      const std::uint32_t next = link_end(k, c, digit);
      if (next == k || end == begin) break;
      k = next;
    }
    return end;
  }

  /// Behind the apostrophe, hyphen, low lines or separator at `k`, if the word goes on there; else
  /// `k`.
  std::uint32_t link_end(std::uint32_t k, Character c, bool digit) const {
    std::uint32_t next = skip_extenders(k + c.size);
    if (is_low(c.kind)) {
      for (Character low = at(next); is_low(low.kind); low = at(next))
        next = skip_extenders(next + low.size);
    }
    const Kind behind = at(next).kind;
    const bool goes_on = (is_apostrophe(c.kind) && behind == Kind::kAlpha) ||
                         ((is_hyphen(c.kind) || is_low(c.kind)) && is_alnum(behind)) ||
                         (is_separator(c.kind) && digit && behind == Kind::kDigit);
    return goes_on ? next : k;
  }

  /// $Dotted and what may follow it: "U.S.", "p.m.", "a.k.a", "U.S.-led", "J.Smith"; `pos_` if
  /// none.
  std::uint32_t dotted_end() const {
    std::uint32_t k = pos_;
    unsigned dots = 0;
    for (;;) {
      const Character letter = at(k);
      if (letter.kind != Kind::kAlpha) break;
      const std::uint32_t dot = skip_extenders(k + letter.size);
      if (!is_byte(dot, '.')) return dots > 0 ? word_end(k, k) : pos_;
      k = skip_extenders(dot + 1);
      ++dots;
    }
    if (dots < 2) return pos_;
    const Character c = at(k);
    if (!is_apostrophe(c.kind) && !is_hyphen(c.kind)) return k;
    const std::uint32_t next = link_end(k, c, false);
    return next == k ? k : word_end(k, next);
  }

  /// A URL with a scheme, or from "www." or "mailto:"; `pos_` if none.
  std::uint32_t url_end() const {
    const std::uint32_t k = letters_end(text_, pos_, end_);
    if (is_byte(k, ':')) {
      if (is_word("mailto", k)) return url_rest(k + 1);
      return is_byte(k + 1, '/') && is_byte(k + 2, '/') && k > pos_ ? url_rest(k + 3) : pos_;
    }
    return is_byte(k, '.') && is_word("www", k) ? url_rest(k + 1) : pos_;
  }

  /// Whether the letters from `pos_` to `end` are `word`, in any case.
  bool is_word(std::string_view word, std::uint32_t end) const {
    return end - pos_ == word.size() &&
           std::equal(word.begin(), word.end(), text_.begin() + pos_,
                      [](char w, char c) { return w == ascii_lower(c); });
  }

  /// The end of the URL whose scheme ends at `k`: the last place where it may end.
  std::uint32_t url_rest(std::uint32_t k) const {
    std::uint32_t good = pos_;
    while (k < end_) {
      if (text_[k] == '(') {
        std::uint32_t close = k + 1;
        while (const std::uint8_t size = url_character(close)) close += size;
        if (!is_byte(close, ')')) break;
        good = k = close + 1;
        continue;
      }
      const std::uint8_t size = url_character(k);
      if (size == 0) break;
      const bool extends = good == k && is_extender(at(k).kind);
      if (extends || can_end_url(k)) good = k + size;
      k += size;
    }
    return good;
  }

  /// The size of the character at `k` if URLs may hold it, else 0.
  std::uint8_t url_character(std::uint32_t k) const {
    if (k >= end_) return 0;
    if (text_[k] >= 0) return kUrl.inner[byte(k)] ? 1 : 0;
    const Character c = at(k);
    return is_alnum(c.kind) || is_low(c.kind) || is_extender(c.kind) ? c.size : std::uint8_t{0};
  }

  bool can_end_url(std::uint32_t k) const {
    return text_[k] >= 0 ? kUrl.last[byte(k)] : is_alnum(at(k).kind);
  }

  // --- what ICU does

  /// Gives the stretch between white space that holds the character at `pos_` to ICU.
  void rare() {
    std::uint32_t end = pos_;
    while (end < end_ && !is_cut(end)) end += at(end).size;
    while (out_.size() > first_ && out_.back().span.begin >= chunk_) out_.pop_back();
    append_pieces_by_icu(text_, {chunk_, end}, icu_, out_);
    pos_ = chunk_ = end;
  }

  /// Whether the character at `k` is white space that nothing clings to.
  bool is_cut(std::uint32_t k) const {
    const Character c = at(k);
    if (c.kind == Kind::kLineSpace) return true;
    return c.kind == Kind::kSpace && !is_extender(at(k + c.size).kind) &&
           at(k + c.size).kind != Kind::kRare && is_grapheme_boundary(text_, k);
  }

  std::string_view text_;
  const IcuWords& icu_;
  std::vector<Token>& out_;
  std::uint32_t pos_;
  std::uint32_t end_;
  std::uint32_t chunk_;  ///< behind the last white space that nothing clings to
  std::size_t first_ = out_.size();
};

}  // namespace

void append_pieces(std::string_view text, Span part, const IcuWords& icu, std::vector<Token>& out) {
  Scanner(text, part, icu, out).run();
}

}  // namespace tarn::text
