#include "text/paragraphs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "text/characters.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

bool is_white(Kind kind) { return kind == Kind::kSpace || kind == Kind::kLineSpace; }

/// A character that may stand on a space, or take one in.
bool clings(Kind kind) {
  return kind == Kind::kExtend || kind == Kind::kZwj || kind == Kind::kRare;
}

class Reader {
 public:
  explicit Reader(std::string_view text)
      : text_(text),
        only_line_feeds_(!has("\r") && !has("\u0085") && !has("\u2028") && !has("\u2029")) {}

  void read(std::vector<Span>& out) const {
    std::size_t begin = skip_white(0);
    while (begin < text_.size()) {
      const std::size_t end = paragraph_end(begin);
      const Span found{static_cast<std::uint32_t>(begin),
                       static_cast<std::uint32_t>(trimmed(begin, end))};
      out.push_back(found);
      begin = skip_white(end);
    }
  }

 private:
  bool has(std::string_view mark) const { return text_.find(mark) != std::string_view::npos; }

  /// The number of lines that the character at `k` ends, 2 for a paragraph separator; its size.
  unsigned lines_at(std::size_t k, std::size_t& size) const {
    size = 1;
    if (text_[k] == '\n') return 1;
    if (text_[k] == '\r') {
      size = text_.substr(k, 2) == "\r\n" ? 2 : 1;
      return 1;
    }
    if (text_[k] >= 0) return 0;
    std::size_t next = k;
    const char32_t c = next_code_point(text_, next);
    size = next - k;
    return c == 0x2029 ? 2 : c == 0x85 || c == 0x2028;
  }

  /// The first end of line from `k` on, or the end of the text.
  std::size_t line_end(std::size_t k) const {
    if (only_line_feeds_) return std::min(text_.find('\n', k), text_.size());
    for (std::size_t size = 0; k < text_.size(); k += size) {
      if (lines_at(k, size) > 0) break;
    }
    return k;
  }

  /// The end of line, two lines or more, that parts the paragraph that begins at `k` from the next.
  std::size_t paragraph_end(std::size_t k) const {
    for (;;) {
      const std::size_t end = line_end(k);
      unsigned lines = 0;
      for (k = end; k < text_.size() && is_white_at(k);) {
        std::size_t size = 0;
        lines += lines_at(k, size);
        k += size;
      }
      if (lines > 1 || k == text_.size()) return end;
    }
  }

  bool is_white_at(std::size_t k) const {
    std::size_t next = k;
    if (!is_white(CharacterTable::kind(next_code_point(text_, next)))) return false;
    // A space with a mark on it is no white space.
    if (next == text_.size() || text_[next] >= 0) return true;
    std::size_t behind = next;
    return !clings(CharacterTable::kind(next_code_point(text_, behind))) ||
           is_grapheme_boundary(text_, next);
  }

  std::size_t skip_white(std::size_t k) const {
    while (k < text_.size() && is_white_at(k)) next_code_point(text_, k);
    return k;
  }

  /// `end` without the white space before it.
  std::size_t trimmed(std::size_t begin, std::size_t end) const {
    while (end > begin) {
      std::size_t last = end - 1;
      while ((static_cast<unsigned char>(text_[last]) & 0xC0) == 0x80) --last;
      // Nor is one that a prepended character takes in.
      if (!is_white_at(last) || !is_grapheme_boundary(text_, last)) break;
      end = last;
    }
    return end;
  }

  std::string_view text_;
  bool only_line_feeds_;
};

}  // namespace

void append_paragraphs(std::string_view text, std::vector<Span>& out) { Reader(text).read(out); }

}  // namespace tarn::text
