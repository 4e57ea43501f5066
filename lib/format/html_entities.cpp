#include "format/html_entities.h"

#include <gumbo.h>

#include <algorithm>
#include <array>

namespace tarn {
namespace {

/// Within <textarea> HTML knows references and no tags: gumbo's table of names serves without a
/// tree.
std::string wrapped(std::string_view text) {
  // The newline is the one that HTML drops behind the tag.
  std::string out = "<textarea>\n";
  out.reserve(text.size() + 32);
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else {
      out.push_back(c);
    }
  }
  return out;
}

const GumboNode* find_textarea(const GumboNode* node) {
  while (node != nullptr && node->type == GUMBO_NODE_ELEMENT) {
    if (node->v.element.tag == GUMBO_TAG_TEXTAREA) return node;
    const GumboVector& children = node->v.element.children;
    if (children.length == 0) return nullptr;
    node = static_cast<const GumboNode*>(children.data[children.length - 1]);
  }
  return nullptr;
}

/// The references that nearly all texts have none but; anything else is left to gumbo.
struct Common {
  std::string_view reference;
  std::string_view character;
};
constexpr std::array<Common, 14> kCommon = {{{"&amp;", "&"},
                                             {"&nbsp;", "\xC2\xA0"},
                                             {"&lt;", "<"},
                                             {"&gt;", ">"},
                                             {"&quot;", "\""},
                                             {"&#39;", "'"},
                                             {"&#039;", "'"},
                                             {"&#8217;", "\xE2\x80\x99"},
                                             {"&#8216;", "\xE2\x80\x98"},
                                             {"&#8220;", "\xE2\x80\x9C"},
                                             {"&#8221;", "\xE2\x80\x9D"},
                                             {"&#8211;", "\xE2\x80\x93"},
                                             {"&#8230;", "\xE2\x80\xA6"},
                                             {"&#160;", "\xC2\xA0"}}};

/// Replaces them; false when there is another one.
bool decode_common(std::string_view text, std::string& out) {
  for (;;) {
    const std::size_t at = text.find('&');
    out += text.substr(0, at);
    if (at == std::string_view::npos) return true;
    text.remove_prefix(at);
    const auto* found = std::find_if(kCommon.begin(), kCommon.end(), [&](const Common& each) {
      return text.starts_with(each.reference);
    });
    if (found == kCommon.end()) return false;
    out += found->character;
    text.remove_prefix(found->reference.size());
  }
}

/// Whether a character belongs to a number in hexadecimal or decimal digits.
bool is_digit(char c, bool is_hex) {
  return (c >= '0' && c <= '9') || (is_hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

}  // namespace

std::string without_large_references(std::string_view html) {
  constexpr std::size_t kMostDigits = 7;  // of 1114111
  std::string out;
  for (std::size_t at = html.find("&#"); at != std::string_view::npos; at = html.find("&#")) {
    std::size_t begin = at + 2;
    const bool is_hex = begin < html.size() && (html[begin] == 'x' || html[begin] == 'X');
    begin += is_hex ? 1 : 0;
    const std::size_t digits = std::min(html.find_first_not_of('0', begin), html.size());
    std::size_t end = digits;
    while (end < html.size() && is_digit(html[end], is_hex)) ++end;
    const bool is_large = end - digits > kMostDigits;
    out += html.substr(0, is_large ? at : end);
    // Where a ';' follows it ends this one, too.
    if (is_large) out += html.substr(end).starts_with(';') ? "&#xFFFD" : "&#xFFFD;";
    html.remove_prefix(end);
  }
  return out += html;
}

std::string decode_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string quick;
  if (decode_common(text, quick)) return quick;
  const std::string html = wrapped(without_large_references(text));
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  const GumboNode* area = find_textarea(output->root);
  std::string out;
  if (area != nullptr) {
    const GumboVector& children = area->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) {
        out += child->v.text.text;
      }
    }
  }
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return out;
}

}  // namespace tarn
