#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn {
namespace {

std::size_t code_point_size(std::string_view text, std::size_t offset) {
  std::size_t end = offset + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - offset;
}

}  // namespace

// The last `*` takes as little as it can and one character more at each failure: what earlier
// stars took need not be looked at again.
bool glob_matches(std::string_view glob, std::string_view text) {
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == kAnyRun) {
      star = g++;
      star_text = t;
    } else if (g < glob.size() && glob[g] == kAnyOne) {
      ++g;
      t += code_point_size(text, t);
    } else if (g < glob.size() && glob[g] == text[t]) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      star_text += code_point_size(text, star_text);
      t = star_text;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == kAnyRun) ++g;
  return g == glob.size();
}

std::string cased_norm(std::string_view form) {
  std::string out;
  // Joiners are part of an emoji and of no word.
  const bool emoji = norm(form).find("\u200D") != std::string::npos;
  for (std::size_t i = 0; i < form.size();) {
    if (static_cast<unsigned char>(form[i]) < 0x80) {
      out += form[i++];
      continue;
    }
    const std::size_t size = code_point_size(form, i);
    const std::string_view character = form.substr(i, size);
    // Marks fold to ASCII or to nothing; letters with case are kept as they are.
    const std::string folded = norm(character);
    const bool mark = (folded.empty() && !emoji) || folded == "'" || folded == "-";
    out += mark ? std::string_view(folded) : character;
    i += size;
  }
  return out;
}

}  // namespace tarn
