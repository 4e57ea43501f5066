#include "stance/marks.h"

namespace tarn::stance {
namespace {

/// Whether white space stands on both sides of a token.
bool is_spaced(const std::vector<Token>& tokens, std::uint32_t index) {
  return index > 0 && index + 1 < tokens.size() &&
         tokens[index - 1].span.end < tokens[index].span.begin &&
         tokens[index].span.end < tokens[index + 1].span.begin;
}

}  // namespace

Mark mark_of(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index) {
  const Token& token = tokens[index];
  if (token.is_word()) return Mark::kWord;
  const std::string_view form = slice(text, token.span);
  switch (form.front()) {
    case ',':
      return Mark::kComma;
    case '?':
      return Mark::kQuestion;
    case ';':
    case ':':
    case '(':
    case ')':
      return token.type == TokenType::kPunctuation ? Mark::kBreak : Mark::kOther;
    case '-':
      return form.size() > 1 || is_spaced(tokens, index) ? Mark::kBreak : Mark::kOther;
    case '.':
    case '!':
      return Mark::kBreak;
    default:
      break;
  }
  // En dash, em dash, horizontal bar, ellipsis; a run of them begins alike.
  const bool breaks = form.starts_with("\u2013") || form.starts_with("\u2014") ||
                      form.starts_with("\u2015") || form.starts_with("\u2026");
  return breaks ? Mark::kBreak : Mark::kOther;
}

}  // namespace tarn::stance
