#include "archive/clean.h"

#include <algorithm>
#include <array>

#include "archive/strings.h"
#include "format/charset.h"
#include "format/html_entities.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn::archive {
namespace {

bool is_noncharacter(char32_t c) { return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

/// Line ends of all kinds become LF; control characters and noncharacters U+FFFD; a byte order mark
/// within the text, which shows nothing, goes.
std::string without_controls(std::string_view text, Post& post) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    if (c == '\r') {
      if (i >= text.size() || text[i] != '\n') out += '\n';
    } else if (c == '\f' || c == '\v' || c == 0x2028) {
      out += '\n';
    } else if (c == 0x2029) {
      out += "\n\n";
    } else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || is_noncharacter(c)) {
      append_utf8(out, 0xFFFD);
      post.warn("control-characters");
    } else if (c != 0xFEFF) {
      out.append(text, begin, i - begin);
    }
  }
  return out;
}

/// Removes "data:image/png;base64,…" up to the next white space, quote or bracket.
std::string without_data_uris(std::string text, Post& post) {
  std::size_t at = text.find("data:");
  while (at != std::string::npos) {
    const std::size_t end = std::min(text.find_first_of(" \n\t\"'<>)", at), text.size());
    const std::string_view uri = std::string_view(text).substr(at, end - at);
    const std::size_t mark = uri.find(";base64,");
    if (mark == std::string_view::npos || mark > 80) {
      at = text.find("data:", at + 5);
      continue;
    }
    text.erase(at, end - at);
    post.warn("data-uri");
    at = text.find("data:", at);
  }
  return text;
}

std::string_view without_end_space(std::string_view line) {
  for (;;) {
    if (!line.empty() && is_space(line.back())) {
      line.remove_suffix(1);
    } else if (line.ends_with("\xC2\xA0")) {
      line.remove_suffix(2);
    } else {
      return line;
    }
  }
}

std::string joined_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (const std::string_view raw : split(text, '\n')) {
    const std::string_view line = without_end_space(raw);
    if (line.empty()) {
      blank = true;
      continue;
    }
    if (!out.empty()) out += blank ? "\n\n" : "\n";
    out += line;
    blank = false;
  }
  return out;
}

constexpr std::array<std::string_view, 26> kInlineTags = {
    "a",   "abbr", "acronym", "b",    "big",    "br",     "center", "cite", "code",
    "del", "div",  "em",      "font", "h1",     "h2",     "i",      "img",  "ins",
    "p",   "q",    "small",   "span", "strike", "strong", "sub",    "sup"};

/// The end of the tag that begins at `at`, for tags that titles have; `at` when there is none.
std::size_t tag_end(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') ++i;
  const std::size_t begin = i;
  while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]))) ++i;
  const std::string name = lower(text.substr(begin, i - begin));
  const bool known = name == "u" || name == "s" || name == "tt" ||
                     std::find(kInlineTags.begin(), kInlineTags.end(), name) != kInlineTags.end();
  if (!known || i >= text.size() || (text[i] != '>' && text[i] != '/' && !is_space(text[i])))
    return at;
  const std::size_t end = text.find('>', i);
  return end == std::string_view::npos ? at : end + 1;
}

std::string without_tags(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '<' ? tag_end(text, i) : i;
    if (end == i) {
      out += text[i++];
      continue;
    }
    const std::string_view tag = text.substr(i, end - i);
    if (starts_with_text(tag, "<br") || starts_with_text(tag, "<p") || starts_with_text(tag, "</p"))
      out += ' ';
    i = end;
  }
  return out;
}

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

std::string as_one_line(std::string_view text) {
  std::string out;
  const std::string spaced = replaced(text, "\xC2\xA0", " ");
  for (const std::string_view word : split_words(spaced)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace

std::string clean_text(std::string_view text, Post& post) {
  std::string out = without_controls(text, post);
  if (mend_c1(out)) post.warn("c1-mended");
  return nfc(joined_lines(without_data_uris(std::move(out), post)));
}

std::string clean_title(std::string_view title, bool is_text, Post& post) {
  std::string out(title);
  if (!is_text) {
    out = decode_entities(without_tags(out));
    const std::string again = decode_entities(out);
    if (count_of(again, '<') == count_of(out, '<')) out = again;
  }
  return as_one_line(clean_text(out, post));
}

}  // namespace tarn::archive
