#include "text/joins.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

#include "text/ascii.h"
#include "text/forms.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

/// Reads tokens and writes fewer in place. `next_` is the token being read, `made_` the number
/// written. Each rule looks at the mark at `next_` and either joins and returns true, or leaves all
/// as it was.
class Joiner {
 public:
  Joiner(std::string_view text, const Language& language, std::size_t first,
         std::vector<Token>& tokens)
      : text_(text),
        language_(language),
        tokens_(tokens),
        first_(first),
        next_(first),
        made_(first) {}

  void run() {
    while (next_ < tokens_.size()) {
      copy_words();
      if (next_ < tokens_.size() && !join_at_mark()) tokens_[made_++] = tokens_[next_++];
    }
    tokens_.resize(made_);
  }

 private:
  /// Passes over the words up to the next mark.
  void copy_words() {
    Token* const tokens = tokens_.data();
    const std::size_t size = tokens_.size();
    std::size_t next = next_;
    std::size_t made = made_;
    if (next == made) {
      while (next < size && tokens[next].is_word()) ++next;
      next_ = made_ = next;
      return;
    }
    for (; next < size && tokens[next].is_word(); ++next, ++made) tokens[made] = tokens[next];
    next_ = next;
    made_ = made;
  }

  bool join_at_mark() {
    const std::string_view mark = form(next_);
    switch (mark.front()) {
      case '.':
        return mark.size() == 1 ? join_stop() || join_address() || join_fraction() : join_address();
      case '@':
        return join_address();
      case '&':
        return join_ampersand();
      case '/':
        return join_slash();
      case '#':
        return join_whole() || join_sign();
      case '+':
        return join_whole() || join_address() || join_sign();
      case '%':
        return join_address();
      case '-':
        return join_emoticon() || join_sign();
      case '*':
        return join_whole();
      case '\'':
      case '`':
        return join_whole() || join_year() || join_final_apostrophe();
      case '(':
        ++open_brackets_;
        return false;
      case ')':
        open_brackets_ -= open_brackets_ > 0;
        return false;
      case ':':
      case ';':
      case '=':
      case '<':
      case '^':
      case '\\':
        return join_emoticon();
      default:
        return mark.front() < 0 && join_wide(mark);
    }
  }

  bool join_wide(std::string_view mark) {
    if (mark == "’") return join_whole() || join_year() || join_final_apostrophe();
    if (mark == "‘") return join_year() || note_open_quote();
    if (mark == "−") return join_sign();
    return mark == "¯" && join_emoticon();
  }

  // --- what is around

  std::string_view form(std::size_t k) const { return slice(text_, tokens_[k].span); }
  std::uint32_t begin() const { return tokens_[next_].span.begin; }
  bool has_next(std::size_t ahead = 1) const { return next_ + ahead < tokens_.size(); }
  bool has_last() const { return made_ > first_; }
  const Token& last() const { return tokens_[made_ - 1]; }
  std::string_view last_form() const { return slice(text_, last().span); }

  /// Whether the token before, or the one behind, touches the mark.
  bool touches_last() const { return has_last() && last().span.end == begin(); }
  bool touches_next(std::size_t k) const {
    return k + 1 < tokens_.size() && tokens_[k].span.end == tokens_[k + 1].span.begin;
  }
  bool touches_next() const { return touches_next(next_); }

  /// Whether nothing stands before the mark but white space, or what opens or leads.
  bool stands_free() const {
    if (!touches_last()) return true;
    const char c = text_[begin() - 1];
    constexpr std::string_view kLeads = "([{<\"'$=~/";
    return kLeads.find(c) != std::string_view::npos || text_.substr(0, begin()).ends_with("£") ||
           text_.substr(0, begin()).ends_with("€") || text_.substr(0, begin()).ends_with("“");
  }

  // --- joining

  /// Joins the mark, with `more` tokens behind it, to the token before.
  bool extend_last(std::size_t more) {
    tokens_[made_ - 1].span.end = tokens_[next_ + more].span.end;
    tokens_[made_ - 1].type = classify(last_form());
    next_ += more + 1;
    return true;
  }

  /// Joins the mark and the tokens behind it up to byte `end` to one token.
  bool join_to(std::uint32_t begin_byte, std::uint32_t end) {
    std::size_t k = next_;
    while (k < tokens_.size() && tokens_[k].span.end < end) ++k;
    if (k == tokens_.size() || tokens_[k].span.end != end) return false;
    while (has_last() && last().span.begin >= begin_byte) --made_;
    const Span span{begin_byte, end};
    tokens_[made_++] = {span, classify(slice(text_, span))};
    next_ = k + 1;
    return true;
  }

  // --- rules

  /// Abbreviations of the list, and initials, take their stop with them.
  bool join_stop() {
    if (!touches_last() || last().type != TokenType::kWord) return false;
    const std::string_view word = last_form();
    const WordClasses classes = language_.classes(word);
    if (classes.is_abbreviation() && takes_stop(classes)) return !names_file() && extend_last(0);
    if (touches_next() && tokens_[next_ + 1].is_word()) return false;
    return is_initial(word) && next_is_name() && extend_last(0);
  }

  /// Whether the stop stands before a common domain or file extension: "inc.com".
  bool names_file() const {
    return touches_next() && is_dotted_name("a." + std::string(form(next_ + 1)));
  }

  bool takes_stop(WordClasses classes) const {
    if (!classes.has(WordClass::kNumber)) return true;
    return has_next() && (tokens_[next_ + 1].type == TokenType::kNumber ||
                          is_ascii_digit(text_[tokens_[next_ + 1].span.begin]));
  }

  static bool is_initial(std::string_view word) {
    return word.size() == 1 && is_ascii_upper(word.front());
  }

  /// Whether a word with a capital that opens no sentence follows the stop. "I." is no initial, but
  /// after a name or another initial.
  bool next_is_name() const {
    if (!has_next() || tokens_[next_ + 1].type != TokenType::kWord) return false;
    const std::string_view next = form(next_ + 1);
    if (!is_ascii_upper(next.front())) return false;
    if (last_form() == "I")
      return made_ > first_ + 1 && is_ascii_upper(slice(text_, tokens_[made_ - 2].span).front());
    return next.size() == 1 || !language_.classes(next).has(WordClass::kStart);
  }

  /// E-mail addresses, hosts and file names: the chain of words that marks join without a space.
  bool join_address() {
    if (begin() < chain_end_) return false;
    if (tokens_[next_].type != TokenType::kHandle && !touches_next()) return false;
    if (!touches_last() || !can_link(last())) return join_file_extension();
    std::uint32_t end = last().span.end;
    for (std::size_t k = next_; k < tokens_.size() && tokens_[k].span.begin == end; ++k) {
      if (!can_link(tokens_[k]) && !is_link(form(k))) break;
      end = tokens_[k].span.end;
    }
    chain_end_ = end;
    const std::uint32_t from = last().span.begin;
    while (end > from && is_link_mark(text_[end - 1])) --end;
    const std::string_view chain = text_.substr(from, end - from);
    const bool mail = chain.find('@') != std::string_view::npos && chain.find('@') > 0;
    if (!mail && !is_dotted_name(chain)) return false;
    return join_to(from, mail ? end : path_end(end));
  }

  static bool can_link(const Token& token) {
    return token.is_word() || token.type == TokenType::kHandle;
  }
  static bool is_link_mark(char c) { return c == '.' || c == '@' || c == '+' || c == '%'; }
  static bool is_link(std::string_view mark) {
    return is_link_mark(mark.front()) && (mark.size() == 1 || mark.front() == '.');
  }

  /// The end of the path, query or fragment that touches a host at `end`.
  std::uint32_t path_end(std::uint32_t end) const {
    if (end >= text_.size() || (text_[end] != '/' && text_[end] != '?' && text_[end] != '#'))
      return end;
    constexpr std::string_view kInner = "!#$%&'*+,-./:;=?@_~";
    constexpr std::string_view kFinal = "#$%&+-/=@~";
    const auto plain = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); };
    std::uint32_t k = end;
    std::uint32_t good = end;
    while (k < text_.size() &&
           (plain(text_[k]) || kInner.find(text_[k]) != std::string_view::npos)) {
      ++k;
      if (plain(text_[k - 1]) || kFinal.find(text_[k - 1]) != std::string_view::npos) good = k;
    }
    std::size_t token = next_;
    while (token < tokens_.size() && tokens_[token].span.end < good) ++token;
    const bool whole = token < tokens_.size() && tokens_[token].span.end == good;
    return whole ? good : end;
  }

  /// ".doc", ".com" at the beginning of a word.
  bool join_file_extension() {
    if (form(next_) != "." || touches_last() || !touches_next()) return false;
    const std::string_view label = form(next_ + 1);
    if (!is_ascii_lower(label.front()) || !is_dotted_name("a." + std::string(label))) return false;
    return join_to(begin(), tokens_[next_ + 1].span.end);
  }

  /// ".04"
  bool join_fraction() {
    return stands_free() && touches_next() && tokens_[next_ + 1].type == TokenType::kNumber &&
           join_to(begin(), tokens_[next_ + 1].span.end);
  }

  /// "+44", "-5", "#1"
  bool join_sign() {
    return is_one_character(form(next_)) && stands_free() && touches_next() &&
           tokens_[next_ + 1].type == TokenType::kNumber &&
           join_to(begin(), tokens_[next_ + 1].span.end);
  }

  static bool is_one_character(std::string_view form) {
    std::size_t k = 0;
    next_code_point(form, k);
    return k == form.size();
  }

  /// "AT&T", "Q&A", "PG&E's": short, in capitals; or letter & letter.
  bool join_ampersand() {
    if (form(next_).size() != 1 || !touches_last() || !touches_next()) return false;
    const std::string_view left = last_form();
    const std::string_view right = form(next_ + 1);
    const std::string_view core = right.substr(0, right.find_first_of("'\xE2"));
    const bool single = left.size() == 1 && core.size() == 1 && is_ascii_letter(left[0]) &&
                        is_ascii_letter(core[0]);
    return (single || (is_short_capitals(left) && is_short_capitals(core))) && extend_last(1);
  }

  static bool is_short_capitals(std::string_view word) {
    return !word.empty() && word.size() <= 3 &&
           std::all_of(word.begin(), word.end(), is_ascii_upper);
  }

  /// "b/c", "n/a": letter / letter; "w/o", "w/" of the list.
  bool join_slash() {
    if (form(next_) != "/" || !touches_last() || last().span.size() != 1) return false;
    if (made_ > first_ + 1 && tokens_[made_ - 2].span.end == last().span.begin) return false;
    const std::uint32_t from = last().span.begin;
    const std::size_t whole = language_.whole_at(text_, from);
    if (whole > 0 && is_word_end(from + whole) && join_to(from, end_of(from, whole))) return true;
    if (!is_ascii_letter(text_[from]) || !touches_next()) return whole_prefix(from);
    const std::string_view right = form(next_ + 1);
    const bool single = right.size() == 1 && is_ascii_letter(right[0]) && !touches_next(next_ + 1);
    return single ? extend_last(1) : whole_prefix(from);
  }

  /// "w/" before another word.
  bool whole_prefix(std::uint32_t from) {
    const std::string_view prefix = text_.substr(from, 2);
    return language_.whole_at(prefix, 0) == 2 && extend_last(0);
  }

  static std::uint32_t end_of(std::uint32_t from, std::size_t size) {
    return from + static_cast<std::uint32_t>(size);
  }

  /// Whether no letter or digit follows.
  bool is_word_end(std::size_t k) const {
    if (k >= text_.size()) return true;
    const auto c = static_cast<UChar32>(next_code_point(text_, k));
    return !u_isalnum(c);
  }

  /// Forms of class `whole` that begin with this mark ("'tis"), or end with it ("c++", "ol'").
  bool join_whole() {
    if (!touches_last()) {
      const std::size_t size = language_.whole_at(text_, begin());
      return size > 0 && is_word_end(begin() + size) && join_to(begin(), end_of(begin(), size));
    }
    if (last().span.size() > 4 ||
        (made_ > first_ + 1 && tokens_[made_ - 2].span.end == last().span.begin))
      return false;
    const std::uint32_t from = last().span.begin;
    const std::size_t size = language_.whole_at(text_, from);
    return from + size == tokens_[next_].span.end && is_word_end(from + size) && extend_last(0);
  }

  /// "'90s", "’02"
  bool join_year() {
    if (!is_one_character(form(next_)) || touches_last() || !touches_next())
      return note_open_quote();
    const std::string_view year = form(next_ + 1);
    const bool digits = year.size() >= 2 && is_ascii_digit(year[0]) && is_ascii_digit(year[1]);
    const bool tail = year.size() == 2 || (year.size() == 3 && year[2] == 's');
    return digits && tail ? join_to(begin(), tokens_[next_ + 1].span.end) : note_open_quote();
  }

  /// Keeps in mind that a single quotation mark stands open. Never joins.
  bool note_open_quote() {
    if (!touches_last() || form(next_) == "‘") open_quote_ = true;
    return false;
  }

  /// "patients'", "doin'": unless the mark closes a quotation.
  bool join_final_apostrophe() {
    if (!is_one_character(form(next_)) || !touches_last() || touches_next()) return false;
    const std::string_view word = last_form();
    const bool plural = word.size() > 2 && ascii_lower(word.back()) == 's';
    const bool clipped = word.size() > 3 && word.ends_with("in");
    const bool joins = last().type == TokenType::kWord && (plural || clipped) && !open_quote_;
    open_quote_ = false;
    return joins && extend_last(0);
  }

  bool join_emoticon() {
    const std::size_t size = emoticon_at(text_, begin());
    if (size == 0) return false;
    const std::uint32_t end = end_of(begin(), size);
    const char mouth = text_[end - 1];
    const bool bracket = mouth == ')' || mouth == '(';
    if (!is_word_end(end) || (end < text_.size() && text_[end] == '/')) return false;
    if (touches_last() && (!bracket || (mouth == ')' && open_brackets_ > 0))) return false;
    return join_to(begin(), end);
  }

  std::string_view text_;
  const Language& language_;
  std::vector<Token>& tokens_;
  std::size_t first_;
  std::size_t next_;
  std::size_t made_;
  std::uint32_t chain_end_ = 0;  ///< end of the chain that was looked at last
  std::size_t open_brackets_ = 0;
  bool open_quote_ = false;
};

}  // namespace

void join_tokens(std::string_view text, const Language& language, std::size_t first,
                 std::vector<Token>& tokens) {
  Joiner(text, language, first, tokens).run();
}

}  // namespace tarn::text
