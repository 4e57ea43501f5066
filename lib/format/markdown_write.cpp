#include "format/markdown_write.h"

#include "text/printable.h"

namespace tarn {

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text, "\n\t")) {
    if (c == '\n' || c == '\t') {
      out += ' ';
    } else if (c == '@') {
      out += "@\u200B";  // GitHub would tell a person of it
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (std::string_view("\\`*_[]|#~>").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

}  // namespace tarn
