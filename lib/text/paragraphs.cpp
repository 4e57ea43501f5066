#include "text/paragraphs.h"

#include <cstddef>
#include <cstdint>

#include "text/characters.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

/// White space at a place of a text: its length in bytes, and how many lines it ends (2: a paragraph).
struct Blank {
  std::uint32_t size = 0;
  std::uint32_t lines = 0;
};

Blank wide_blank_at(std::string_view text, std::size_t k) {
  const std::string_view two = text.substr(k, 2);
  if (two == "\u0085") return {2, 1};
  if (two == "\u00A0") return {2, 0};
  const std::string_view three = text.substr(k, 3);
  if (three == "\u2028") return {3, 1};
  if (three == "\u2029") return {3, 2};
  const bool space = three == "\u1680" || three == "\u202F" || three == "\u205F" ||
                     three == "\u3000" || (three >= "\u2000" && three <= "\u200A");
  return space ? Blank{3, 0} : Blank{};
}

/// Whether the space at `k` belongs to a character beside it: a mark stands on it, or a prepended one
/// takes it in. Then it is no white space.
bool is_taken(std::string_view text, std::size_t k, std::size_t size) {
  const auto clings = [](Kind kind) {
    return kind == Kind::kExtend || kind == Kind::kZwj || kind == Kind::kRare;
  };
  std::size_t next = k + size;
  if (next < text.size() && text[next] < 0) {
    std::size_t behind = next;
    if (clings(CharacterTable::kind(next_code_point(text, behind))) && !is_grapheme_boundary(text, next)) return true;
  }
  return k > 0 && text[k - 1] < 0 && !is_grapheme_boundary(text, k);
}

/// The white space at `k`: size 0 when there is none.
Blank blank_at(std::string_view text, std::size_t k) {
  const char c = text[k];
  if (c == '\n') return {1, 1};
  if (c == '\r') return k + 1 < text.size() && text[k + 1] == '\n' ? Blank{2, 1} : Blank{1, 1};
  if (c == ' ' || c == '\t' || c == '\v' || c == '\f') return {1, 0};
  return c < 0 ? wide_blank_at(text, k) : Blank{};
}

}  // namespace

void append_paragraphs(std::string_view text, std::vector<Span>& out) {
  Span open;             // the paragraph that is being read; empty between two
  std::uint32_t lines = 0;  // ends of line since its last other character
  for (std::size_t k = 0; k < text.size();) {
    const Blank blank = blank_at(text, k);
    if (blank.size > 0 && (blank.lines > 0 || !is_taken(text, k, blank.size))) {
      lines += blank.lines;
      k += blank.size;
      continue;
    }
    const auto at = static_cast<std::uint32_t>(k);
    if (lines > 1 && open.size() > 0) {
      out.push_back(open);
      open = {};
    }
    if (open.size() == 0) open.begin = at;
    open.end = at + 1;
    lines = 0;
    ++k;
  }
  if (open.size() > 0) out.push_back(open);
}

}  // namespace tarn::text
