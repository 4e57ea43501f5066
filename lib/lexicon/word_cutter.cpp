#include "lexicon/word_cutter.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/norm.h"

namespace tarn {

bool is_plain_word(std::string_view word) {
  bool letter = false;  // the character before
  for (const char c : word) {
    const bool is_letter = text::is_ascii_letter(c);
    if (!is_letter && (c != '\'' || !letter)) return false;
    letter = is_letter;
  }
  return letter;
}

bool is_one_token(std::string_view word) {
  bool inner = false;  // the character before: a letter or wildcard
  bool letters = false;
  for (const char c : word) {
    const bool is_letter = text::is_ascii_letter(c);
    if (!is_letter && !is_wildcard(c) && (c != '\'' || !inner)) return false;
    inner = c != '\'';
    letters = letters || is_letter;
  }
  return inner && letters;
}

std::vector<std::string> hyphen_spellings(std::string_view word) {
  std::vector<std::string> out{""};
  for (const char c : word) {
    if (c != kHyphen) {
      for (std::string& spelling : out) spelling += c;
      continue;
    }
    std::vector<std::string> next;
    for (const std::string& spelling : out) {
      for (const char* const joint : {"-", "", " "}) next.push_back(spelling + joint);
    }
    out = std::move(next);
  }
  return out;
}

void settle_hyphens(std::string& word) {
  std::size_t begin = 0;
  while (begin <= word.size()) {
    const std::size_t end = std::min(word.find_first_of("\x03-", begin), word.size());
    if (std::all_of(word.begin() + static_cast<std::ptrdiff_t>(begin),
                    word.begin() + static_cast<std::ptrdiff_t>(end), is_wildcard)) {
      if (begin > 0) word[begin - 1] = '-';
      if (end < word.size()) word[end] = '-';
    }
    begin = end + 1;
  }
}

bool WordCutter::cut(std::string_view word, PatternSequence& out) {
  if (is_one_token(word)) {
    out.push_back(item(word, TokenType::kWord));
    return true;
  }
  // A wildcard stands for letters: a letter in its place makes the tokenizer cut as in texts.
  probe_ = word;
  std::replace_if(probe_.begin(), probe_.end(), is_wildcard, 'x');
  segmenter_.segment(probe_, units_);
  for (const Token& token : units_.tokens) {
    PatternItem made = item(slice(word, token.span), token.type);
    if (std::all_of(made.test.form.begin(), made.test.form.end(), is_wildcard)) return false;
    out.push_back(std::move(made));
  }
  return !units_.tokens.empty();
}

bool WordCutter::is_emoji(std::string_view word) {
  segmenter_.segment(word, units_);
  return units_.tokens.size() == 1 && units_.tokens[0].type == TokenType::kEmoji &&
         units_.tokens[0].span.size() == word.size();
}

PatternItem WordCutter::item(std::string_view form, TokenType type) const {
  PatternItem made;
  made.test.glob = std::any_of(form.begin(), form.end(), is_wildcard);
  made.test.form = keeps_case_ ? cased_norm(form) : norm(form);
  made.test.keeps_case = keeps_case_;
  if (made.test.glob && type != TokenType::kNumber) made.test.type = type;
  return made;
}

}  // namespace tarn
