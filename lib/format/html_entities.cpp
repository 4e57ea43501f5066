#include "format/html_entities.h"

#include <gumbo.h>

namespace tarn {
namespace {

/// Within <textarea> HTML knows references and no tags: gumbo's table of names serves without a tree.
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

}  // namespace

std::string decode_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  const std::string html = wrapped(text);
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
