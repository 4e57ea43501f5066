// Ghost's two editor formats, as far as words go.

#include "archive/exports.h"
#include "format/markdown.h"
#include "format/xml_write.h"

namespace tarn::archive {
namespace {

std::string text_of(JsonView object, std::string_view key) {
  const std::optional<JsonView> found = object.find(key);
  return found && found->is(JsonType::kString) ? found->string() : std::string();
}

std::string in_tag(std::string_view name, const std::string& content) {
  return '<' + std::string(name) + '>' + content + "</" + std::string(name) + '>';
}

std::string lexical_node(JsonView node);

/// Depth is bounded by the JSON parser (64).
std::string lexical_children(JsonView node) {
  std::string out;
  if (const std::optional<JsonView> children = node.find("children");
      children && children->is(JsonType::kArray)) {
    for (const JsonView child : *children) out += lexical_node(child);
  }
  return out;
}

std::string lexical_node(JsonView node) {
  const std::string type = text_of(node, "type");
  if (type == "text" || type == "extended-text") return xml_text(text_of(node, "text"));
  if (type == "linebreak") return "<br>";
  if (type == "paragraph" || type.ends_with("heading")) return in_tag("p", lexical_children(node));
  if (type.ends_with("quote") || type == "aside")
    return in_tag("blockquote", lexical_children(node));
  if (type == "listitem") return in_tag("li", lexical_children(node));
  if (type == "image" || type == "gallery" || type == "video" || type == "embed")
    return in_tag("figcaption", text_of(node, "caption"));
  if (type == "callout") return in_tag("p", text_of(node, "calloutText"));
  if (type == "toggle") return in_tag("p", text_of(node, "heading")) + text_of(node, "content");
  if (type == "markdown") return markdown_to_html(text_of(node, "markdown"));
  if (type == "html") return text_of(node, "html");
  return lexical_children(node);
}

/// The words of one line of markers: [type, opened, closed, text].
std::string mobiledoc_markers(JsonView markers) {
  std::string out;
  for (const JsonView marker : markers) {
    std::size_t i = 0;
    for (const JsonView part : marker) {
      if (i++ == 3 && part.is(JsonType::kString)) out += xml_text(part.string());
    }
  }
  return out;
}

std::string mobiledoc_card(JsonView card) {
  std::string name;
  std::string out;
  for (const JsonView part : card) {
    if (part.is(JsonType::kString)) name = part.string();
    if (!part.is(JsonType::kObject)) continue;
    if (name == "markdown" || name == "card-markdown")
      out = markdown_to_html(text_of(part, "markdown"));
    else if (name == "html")
      out = text_of(part, "html");
    else if (name != "code")
      out = in_tag("figcaption", text_of(part, "caption"));
  }
  return out;
}

std::string mobiledoc_section(const std::vector<JsonView>& parts,
                              const std::vector<JsonView>& cards) {
  const std::int64_t type = parts.empty() ? 0 : parts[0].integer().value_or(0);
  if (type == 1 && parts.size() > 2) {
    const std::string tag = parts[1].is(JsonType::kString) ? parts[1].string() : "p";
    return in_tag(tag == "blockquote" || tag == "aside" ? "blockquote" : "p",
                  mobiledoc_markers(parts[2]));
  }
  std::string out;
  if (type == 3 && parts.size() > 2) {
    for (const JsonView item : parts[2]) out += in_tag("li", mobiledoc_markers(item));
  }
  if (type == 10 && parts.size() > 1) {
    const std::int64_t index = parts[1].integer().value_or(-1);
    if (index >= 0 && static_cast<std::size_t>(index) < cards.size())
      out = mobiledoc_card(cards[static_cast<std::size_t>(index)]);
  }
  return out;
}

}  // namespace

std::string lexical_to_html(JsonView document) {
  const std::optional<JsonView> root = document.find("root");
  return root ? lexical_children(*root) : std::string();
}

std::string mobiledoc_to_html(JsonView document) {
  std::vector<JsonView> cards;
  if (const auto found = document.find("cards"); found && found->is(JsonType::kArray)) {
    for (const JsonView card : *found) cards.push_back(card);
  }
  std::string out;
  const std::optional<JsonView> sections = document.find("sections");
  if (!sections || !sections->is(JsonType::kArray)) return out;
  for (const JsonView section : *sections) {
    std::vector<JsonView> parts;
    for (const JsonView part : section) parts.push_back(part);
    out += mobiledoc_section(parts, cards);
  }
  return out;
}

}  // namespace tarn::archive
