#include "format/html.h"

#include <gumbo.h>

#include <algorithm>
#include <utility>

#include "format/html_paragraphs.h"
#include "format/html_strip.h"

namespace tarn {
namespace {

const GumboNode& as_node(const void* node) { return *static_cast<const GumboNode*>(node); }

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

std::string lower_copy(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

/// The name of an element; `unknown` keeps that of one that HTML does not have.
std::string_view name_of(const GumboNode& node, std::string& unknown) {
  const GumboElement& element = node.v.element;
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  if (piece.data == nullptr) return {};
  gumbo_tag_from_original_text(&piece);
  unknown = lower_copy({piece.data, piece.length});
  return unknown;
}

std::string_view attribute_of(const GumboNode& node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : found->value;
}

HtmlTraits traits_of(const GumboNode& node, std::string& unknown) {
  HtmlTraits traits;
  traits.name = name_of(node, unknown);
  if (node.v.element.attributes.length == 0) return traits;
  traits.classes = attribute_of(node, "class");
  traits.style = attribute_of(node, "style");
  traits.alt = attribute_of(node, "alt");
  traits.user = attribute_of(node, "user");
  traits.hidden = gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr;
  return traits;
}

/// One step of a selector: what an element must have.
struct Compound {
  std::string_view tag;
  std::string_view id;
  std::vector<std::string_view> classes;
  std::vector<std::pair<std::string_view, std::optional<std::string_view>>> attributes;
};

/// Ancestors first.
using Selector = std::vector<Compound>;

std::size_t end_of_name(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of(".#[ ,", at), text.size());
}

Compound read_compound(std::string_view text) {
  Compound out;
  std::size_t i = end_of_name(text, 0);
  out.tag = text.substr(0, i);
  while (i < text.size()) {
    const char mark = text[i++];
    const std::size_t end =
        mark == '[' ? std::min(text.find(']', i), text.size()) : end_of_name(text, i);
    const std::string_view part = text.substr(i, end - i);
    if (mark == '.') out.classes.push_back(part);
    if (mark == '#') out.id = part;
    if (mark == '[') {
      const std::size_t equal = part.find('=');
      if (equal == std::string_view::npos)
        out.attributes.emplace_back(part, std::nullopt);
      else
        out.attributes.emplace_back(part.substr(0, equal), part.substr(equal + 1));
    }
    i = mark == '[' ? end + 1 : end;
  }
  return out;
}

std::vector<Selector> read_selectors(std::string_view text) {
  std::vector<Selector> out(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,"), text.size());
    if (end > 0) out.back().push_back(read_compound(text.substr(0, end)));
    if (end < text.size() && text[end] == ',') out.emplace_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool has_word(std::string_view words, std::string_view wanted) {
  std::size_t at = words.find(wanted);
  for (; at != std::string_view::npos; at = words.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins =
        at == 0 || words[at - 1] == ' ' || words[at - 1] == '\n' || words[at - 1] == '\t';
    const bool ends =
        end == words.size() || words[end] == ' ' || words[end] == '\n' || words[end] == '\t';
    if (begins && ends) return true;
  }
  return false;
}

bool matches(const GumboNode& node, const Compound& wanted) {
  if (!is_element(node)) return false;
  std::string unknown;
  if (!wanted.tag.empty() && name_of(node, unknown) != wanted.tag) return false;
  if (!wanted.id.empty() && attribute_of(node, "id") != wanted.id) return false;
  for (const auto& [name, value] : wanted.attributes) {
    const GumboAttribute* found =
        gumbo_get_attribute(&node.v.element.attributes, std::string(name).c_str());
    if (found == nullptr) return false;
    if (value && *value != found->value && !has_word(found->value, *value)) return false;
  }
  if (wanted.classes.empty()) return true;
  const std::string_view classes = attribute_of(node, "class");
  return std::all_of(wanted.classes.begin(), wanted.classes.end(),
                     [&](std::string_view each) { return has_word(classes, each); });
}

bool matches(const GumboNode& node, const Selector& selector) {
  if (selector.empty() || !matches(node, selector.back())) return false;
  const GumboNode* above = node.parent;
  for (auto wanted = selector.rbegin() + 1; wanted != selector.rend(); ++wanted) {
    while (above != nullptr && !matches(*above, *wanted)) above = above->parent;
    if (above == nullptr) return false;
    above = above->parent;
  }
  return true;
}

bool matches_any(const GumboNode& node, const std::vector<Selector>& selectors) {
  return std::any_of(selectors.begin(), selectors.end(),
                     [&](const Selector& each) { return matches(node, each); });
}

/// Walks a tree without recursion. `enter(node)` says whether to go into an element; `leave(node)`
/// follows for those that were entered.
template <typename Enter, typename Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  struct Open {
    const GumboNode* node;
    unsigned next;
  };
  std::vector<Open> path;
  const auto visit = [&](const GumboNode& node) {
    if (enter(node) && is_element(node)) path.push_back({&node, 0});
  };
  visit(root);
  while (!path.empty()) {
    Open& top = path.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next < children.length) {
      visit(as_node(children.data[top.next++]));
    } else {
      leave(*top.node);
      path.pop_back();
    }
  }
}

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

std::string text_of(const GumboNode& root, const HtmlTextOptions& options) {
  std::vector<Selector> drop;
  for (const std::string_view each : options.drop) {
    for (Selector& selector : read_selectors(each)) drop.push_back(std::move(selector));
  }
  HtmlParagraphs paragraphs(options.newlines);
  std::string unknown;
  const auto enter = [&](const GumboNode& node) {
    if (is_text(node)) {
      paragraphs.text(node.v.text.text);
      return false;
    }
    if (!is_element(node)) return false;
    const HtmlTraits traits = traits_of(node, unknown);
    const HtmlRole role = role_of(traits);
    // The element that was asked for counts, whatever it is.
    if (&node != &root && (role == HtmlRole::kDrop || matches_any(node, drop))) {
      paragraphs.drop(traits.name);
      return false;
    }
    paragraphs.open(traits, role);
    return true;
  };
  const auto leave = [&](const GumboNode& node) {
    const HtmlTraits traits = traits_of(node, unknown);
    paragraphs.close(traits.name, role_of(traits));
  };
  walk(root, enter, leave);
  return paragraphs.finish();
}

/// A parse and the source, which gumbo's tree points into.
class Parsed {
 public:
  explicit Parsed(std::string html) : html_(std::move(html)) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    output_ = gumbo_parse_with_options(&options, html_.data(), html_.size());
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }
  const GumboNode& root() const { return *output_->root; }

 private:
  std::string html_;
  GumboOutput* output_;
};

}  // namespace

HtmlText html_to_text(std::string_view html, const HtmlTextOptions& options) {
  HtmlText out;
  if (html.find_first_of("<&") == std::string_view::npos) {
    HtmlParagraphs paragraphs(options.newlines);
    paragraphs.text(html);
    out.text = paragraphs.finish();
    return out;
  }
  HtmlScan scan = scan_html(html);
  out.degraded = !scan.is_within_limits;
  const bool strips = out.degraded || (scan.is_plain && options.drop.empty());
  out.text = strips ? strip_tags(scan.html, options)
                    : text_of(Parsed(std::move(scan.html)).root(), options);
  return out;
}

struct HtmlDocument::Tree {
  explicit Tree(std::string html) : parsed(std::move(html)) {}
  Parsed parsed;
};

HtmlDocument::HtmlDocument(std::string_view html) {
  HtmlScan scan = scan_html(html);
  if (scan.is_within_limits) tree_ = std::make_unique<Tree>(std::move(scan.html));
}

HtmlDocument::~HtmlDocument() = default;

std::optional<HtmlNode> HtmlDocument::root() const {
  if (!tree_) return std::nullopt;
  return HtmlNode(&tree_->parsed.root());
}

std::string_view HtmlNode::name() const {
  const GumboNode& node = as_node(node_);
  if (node.v.element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(node.v.element.tag);
  GumboStringPiece piece = node.v.element.original_tag;
  if (piece.data == nullptr) return {};
  gumbo_tag_from_original_text(&piece);
  return {piece.data, piece.length};
}

std::optional<std::string_view> HtmlNode::attribute(std::string_view wanted) const {
  const GumboAttribute* found =
      gumbo_get_attribute(&as_node(node_).v.element.attributes, std::string(wanted).c_str());
  if (found == nullptr) return std::nullopt;
  return found->value;
}

bool HtmlNode::has_class(std::string_view wanted) const {
  return has_word(attribute_of(as_node(node_), "class"), wanted);
}

std::vector<HtmlNode> HtmlNode::all(std::string_view selector) const {
  const std::vector<Selector> wanted = read_selectors(selector);
  std::vector<HtmlNode> out;
  walk(
      as_node(node_),
      [&](const GumboNode& node) {
        if (&node != node_ && is_element(node) && matches_any(node, wanted))
          out.push_back(HtmlNode(&node));
        return is_element(node);
      },
      [](const GumboNode&) {});
  return out;
}

std::optional<HtmlNode> HtmlNode::first(std::string_view selector) const {
  const std::vector<HtmlNode> found = all(selector);
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<HtmlNode> HtmlNode::children() const {
  std::vector<HtmlNode> out;
  const GumboVector& children = as_node(node_).v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    if (is_element(as_node(children.data[i]))) out.push_back(HtmlNode(children.data[i]));
  }
  return out;
}

std::optional<HtmlNode> HtmlNode::parent() const {
  const GumboNode* above = as_node(node_).parent;
  if (above == nullptr || !is_element(*above)) return std::nullopt;
  return HtmlNode(above);
}

std::string HtmlNode::text(const HtmlTextOptions& options) const {
  return text_of(as_node(node_), options);
}

std::string HtmlNode::raw_text() const {
  std::string out;
  walk(
      as_node(node_),
      [&](const GumboNode& node) {
        if (is_text(node)) out += node.v.text.text;
        return is_element(node);
      },
      [](const GumboNode&) {});
  return out;
}

}  // namespace tarn
