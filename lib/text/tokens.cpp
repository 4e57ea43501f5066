#include "text/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cassert>

#include "text/ascii.h"
#include "text/forms.h"
#include "text/utf8.h"

namespace tarn {
namespace {

/// What the code points of a form are, as far as its type depends on it.
struct Contents {
  UChar32 first = 0;
  bool letter = false;
  bool digit = false;
  bool emoji = false;
};

bool is_letter(UChar32 c) {
  return u_isalpha(c) || u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_ALETTER;
}

bool is_digit(UChar32 c) {
  const std::int8_t category = u_charType(c);
  return category == U_DECIMAL_DIGIT_NUMBER || category == U_OTHER_NUMBER ||
         u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_NUMERIC;
}

/// A pictograph shown as emoji by itself, an emoji variation selector, a keycap, a flag.
bool is_emoji(UChar32 c) {
  if (c < 0x203C) return false;
  return c == 0xFE0F || c == 0x20E3 || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR);
}

Contents contents_of(std::string_view form) {
  Contents found;
  for (std::size_t k = 0; k < form.size();) {
    const bool is_first = k == 0;
    const auto c = static_cast<UChar32>(next_code_point(form, k));
    if (is_first) found.first = c;
    const bool pictograph = c > 0xFF && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
    found.emoji = found.emoji || is_emoji(c);
    found.letter = found.letter || (!pictograph && is_letter(c));
    found.digit = found.digit || (!pictograph && is_digit(c));
  }
  return found;
}

}  // namespace

std::string_view name_of(TokenType type) {
  switch (type) {
    case TokenType::kWord:
      return "word";
    case TokenType::kNumber:
      return "number";
    case TokenType::kPunctuation:
      return "punctuation";
    case TokenType::kSymbol:
      return "symbol";
    case TokenType::kEmoji:
      return "emoji";
    case TokenType::kUrl:
      return "url";
    case TokenType::kHandle:
      return "handle";
  }
  assert(false);
  return "";
}

TokenType classify(std::string_view form) {
  if (std::all_of(form.begin(), form.end(), text::is_ascii_letter)) return TokenType::kWord;
  if (std::all_of(form.begin(), form.end(), text::is_ascii_digit)) return TokenType::kNumber;
  if (text::is_address(form)) return TokenType::kUrl;
  if (text::is_emoticon(form)) return TokenType::kEmoji;
  const Contents found = contents_of(form);
  const bool sign =
      found.first == '#' || found.first == '@' || found.first == 0xFF03 || found.first == 0xFF20;
  if (sign && found.letter) return TokenType::kHandle;
  if (found.emoji && !found.letter) return TokenType::kEmoji;
  if (found.letter) return TokenType::kWord;
  if (found.digit) return TokenType::kNumber;
  return u_ispunct(found.first) ? TokenType::kPunctuation : TokenType::kSymbol;
}

}  // namespace tarn
