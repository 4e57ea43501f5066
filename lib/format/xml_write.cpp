#include "format/xml_write.h"

namespace tarn {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void append(std::string& out, std::string_view text, bool is_attribute) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case '\n':
        out += is_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += is_attribute ? "&#9;" : "\t";
        break;
      default: {
        const std::string_view three = text.substr(at, 3);
        if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
          out += kReplacement;
          at += 2;
        } else if (static_cast<unsigned char>(c) < 0x20) {
          out += kReplacement;
        } else {
          out += c;
        }
      }
    }
  }
}

}  // namespace

void append_xml_text(std::string& out, std::string_view text) { append(out, text, false); }
void append_xml_attribute(std::string& out, std::string_view text) { append(out, text, true); }

std::string xml_text(std::string_view text) {
  std::string out;
  append_xml_text(out, text);
  return out;
}

std::string xml_attribute(std::string_view text) {
  std::string out;
  append_xml_attribute(out, text);
  return out;
}

}  // namespace tarn
