#include "text/norm.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/error.h"
#include "text/utf8.h"

namespace tarn {
namespace {

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) {
    throw ResourceError(std::string("cannot ") + what + ": " + u_errorName(status));
  }
}

const icu::Normalizer2& composer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
  check(status, "load the Unicode normalisation data");
  return *found;
}

const icu::Normalizer2& decomposer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getNFDInstance(status);
  check(status, "load the Unicode normalisation data");
  return *found;
}

icu::StringPiece piece(std::string_view s) {
  return {s.data(), static_cast<std::int32_t>(s.size())};
}

void append_normalized(const icu::Normalizer2& form, std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  form.normalizeUTF8(0, piece(text), sink, nullptr, status);
  check(status, "normalise text");
}

/// What one ASCII character becomes.
constexpr char fold_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
  return c == '`' ? '\'' : c;
}

/// Folds leading ASCII characters, 8 at a time, into `to`; gives their number. Each comparison is
/// told by a carry into the highest bit of its byte.
std::size_t fold_ascii_words(std::string_view form, char* to) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  std::size_t k = 0;
  for (; k + 8 <= form.size(); k += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, form.data() + k, 8);
    const std::uint64_t grave = bytes ^ (kOnes * '`');
    if ((bytes & kHigh) != 0 || ((grave - kOnes) & ~grave & kHigh) != 0) break;
    const std::uint64_t capitals =
        (bytes + kOnes * (0x80 - 'A')) & ~(bytes + kOnes * (0x7F - 'Z')) & kHigh;
    bytes |= capitals >> 2U;
    std::memcpy(to + k, &bytes, 8);
  }
  return k;
}

/// Variants of the apostrophe: grave, acute, modifier letters, quotation marks, prime, full width.
constexpr bool is_apostrophe(char32_t c) {
  return c == U'`' || c == 0xB4 || (c >= 0x2B9 && c <= 0x2BC) || c == 0x2018 || c == 0x2019 ||
         c == 0x201B || c == 0x2032 || c == 0xFF07;
}

/// Variants of the hyphen: hyphen, non-breaking hyphen, minus, small and full width.
constexpr bool is_hyphen(char32_t c) {
  return c == 0x2010 || c == 0x2011 || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}

/// Marks without width: soft hyphen, zero-width space and joiners, marks of direction.
constexpr bool is_zero_width(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF;
}

bool has_pictograph(std::string_view form) {
  for (std::size_t k = 0; k < form.size();) {
    const auto c = static_cast<UChar32>(next_code_point(form, k));
    if (c > 0xFF && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return true;
  }
  return false;
}

/// Folds the variants and drops what has no width.
std::string simplified(std::string_view form) {
  const bool keep_joiners = has_pictograph(form);
  std::string out;
  out.reserve(form.size());
  for (std::size_t k = 0; k < form.size();) {
    const char32_t c = next_code_point(form, k);
    if (is_zero_width(c) && !(keep_joiners && c == 0x200D)) continue;
    if (is_apostrophe(c)) {
      out.push_back('\'');
    } else if (is_hyphen(c)) {
      out.push_back('-');
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

/// Decomposed, folded, composed: the order that makes canonical equivalents equal (Unicode 15,
/// definition D145).
void append_folded(std::string_view text, std::string& out) {
  std::string decomposed;
  append_normalized(decomposer(), text, decomposed);
  std::string folded;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, piece(decomposed), sink, nullptr, status);
  check(status, "fold case");
  append_normalized(composer(), folded, out);
}

/// ASCII and the right single quotation mark, which most text has as its apostrophe. False, with
/// `out` as it was, at the first other character.
bool append_plain(std::string_view form, std::string& out) {
  const std::size_t size = out.size();
  out.resize(size + form.size());
  char* at = out.data() + size;
  std::size_t k = fold_ascii_words(form, at);
  at += k;
  for (; k < form.size(); ++k) {
    if (form[k] >= 0) {
      *at++ = fold_ascii(form[k]);
    } else if (form.substr(k, 3) == "\u2019") {
      *at++ = '\'';
      k += 2;
    } else {
      out.resize(size);
      return false;
    }
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
  return true;
}

/// Drops the stop of an abbreviation, that "Dr." may equal "Dr" and "p.m." "p.m": a final one
/// behind a letter.
void drop_stop(std::string& out, std::size_t begin) {
  if (out.size() < begin + 2 || out.back() != '.') return;
  const char before = out[out.size() - 2];
  if (before < 0 || (before >= 'a' && before <= 'z')) out.pop_back();
}

/// Everything that `append_plain` leaves.
void append_wide(std::string_view form, std::string& out) {
  const std::size_t size = out.size();
  append_folded(simplified(form), out);
  // Folding and composing can give a variant again (U+0149 becomes U+02BC n).
  const std::string once = out.substr(size);
  const std::string again = simplified(once);
  if (again == once) return;
  out.resize(size);
  append_folded(again, out);
}

}  // namespace

void append_norm(std::string_view form, std::string& out) {
  const std::size_t size = out.size();
  if (!append_plain(form, out)) append_wide(form, out);
  drop_stop(out, size);
}

std::string norm(std::string_view form) {
  std::string out;
  append_norm(form, out);
  return out;
}

std::string nfc(std::string_view text) {
  std::string out;
  append_normalized(composer(), text, out);
  return out;
}

bool is_nfc(std::string_view text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return c < 0; })) return true;
  UErrorCode status = U_ZERO_ERROR;
  const bool is = composer().isNormalizedUTF8(piece(text), status) != 0;
  check(status, "check the normalisation of text");
  return is;
}

}  // namespace tarn
