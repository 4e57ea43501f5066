// The stack of open elements of the HTML standard (13.2.4.2), as far as it takes to know its
// height. An end tag takes an element away only where every parser does; else elements stay that a
// parser has closed, which is safe. Elements that a document has but one of, and those that never
// stand within their like without another element between, are not followed.

#include "format/html_depth.h"

#include <algorithm>
#include <array>

#include "format/html_paragraphs.h"

namespace tarn {
namespace {

template <std::size_t kSize>
using Names = std::array<std::string_view, kSize>;

template <std::size_t kSize>
bool has(const Names<kSize>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

constexpr Names<12> kNotFollowed = {"a",     "body", "colgroup", "head", "html",  "option",
                                    "tbody", "td",   "tfoot",    "th",   "thead", "tr"};

/// Those that are open when an element around them ends are opened again behind it.
constexpr Names<13> kFormatting = {"b", "big",   "code",   "em",     "font", "i", "nobr",
                                   "s", "small", "strike", "strong", "tt",   "u"};

/// End tags do not reach across these.
constexpr Names<10> kBarriers = {"applet", "caption", "frameset", "marquee", "math",
                                 "object", "select",  "svg",      "table",   "template"};

constexpr Names<4> kUncertain = {"frameset", "math", "select", "svg"};

/// Elements of SVG and MathML that hold HTML.
constexpr Names<9> kIntegration = {
    "annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"};

/// Their end tags close all that is open within them.
constexpr Names<32> kBlocks = {
    "address", "applet", "article", "aside",   "blockquote", "button",     "caption",  "center",
    "details", "dir",    "div",     "dl",      "fieldset",   "figcaption", "figure",   "footer",
    "h",       "header", "hgroup",  "listing", "marquee",    "menu",       "nav",      "object",
    "ol",      "pre",    "section", "select",  "summary",    "table",      "template", "ul"};

/// A paragraph ends before them.
constexpr Names<33> kEndParagraphs = {
    "address", "article", "aside", "blockquote", "center",   "dd",         "details",
    "dir",     "div",     "dl",    "dt",         "fieldset", "figcaption", "figure",
    "footer",  "form",    "h",     "header",     "hgroup",   "li",         "listing",
    "main",    "menu",    "nav",   "ol",         "p",        "plaintext",  "pre",
    "section", "summary", "table", "ul",         "xmp"};

/// The "special" elements of the standard: the end tags of others do not reach across them.
constexpr Names<52> kSpecial = {
    "address",  "applet",     "article", "aside",     "blockquote", "button",   "caption",
    "center",   "dd",         "details", "dir",       "div",        "dl",       "dt",
    "fieldset", "figcaption", "figure",  "footer",    "form",       "frameset", "h",
    "header",   "hgroup",     "iframe",  "isindex",   "li",         "listing",  "main",
    "marquee",  "math",       "menu",    "nav",       "noembed",    "noframes", "noscript",
    "object",   "ol",         "p",       "plaintext", "pre",        "script",   "section",
    "select",   "style",      "summary", "svg",       "table",      "template", "textarea",
    "title",    "ul",         "xmp"};

/// Headings close each other.
std::string_view kind_of(std::string_view name) {
  const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return is_heading ? name.substr(0, 1) : name;
}

}  // namespace

void HtmlDepth::start(const HtmlTag& tag) {
  if (too_deep_) return;
  const std::string_view name = kind_of(tag.name);
  if (is_foreign()) {
    if (!tag.is_self_closing) push(name);
    return;
  }
  if (has(kNotFollowed, name)) return;
  if (name == "li") close_item("li", "li");
  if (name == "dd" || name == "dt") close_item("dd", "dt");
  if (has(kEndParagraphs, name)) end("p");
  if (!is_void_element(name)) push(name);
}

void HtmlDepth::end(std::string_view full_name) {
  if (too_deep_) return;
  const std::string_view name = kind_of(full_name);
  const bool is_item = name == "li";
  std::size_t index = open_.size();
  bool crosses = false;  // an element that the end tags of most others do not reach across
  while (index > 0 && open_[index - 1] != name) {
    const std::string_view above = open_[--index];
    if (name == "table" ? above == "template" : has(kBarriers, above)) return;
    if (is_item && (above == "ol" || above == "ul")) return;
    if (name == "p" && above == "button") return;
    crosses = crosses || has(kSpecial, above);
  }
  if (index == 0) return;
  const bool is_block =
      has(kBlocks, name) || name == "p" || is_item || name == "dd" || name == "dt";
  if (name == "form" || (crosses && has(kFormatting, name))) return remove(index - 1);
  if (crosses && !is_block) return;
  pop_to(index - 1);
}

/// Whether a parser follows the rules of XML here, and closes "<a/>".
bool HtmlDepth::is_foreign() const {
  if (uncertain_ == 0) return false;
  for (std::size_t i = open_.size(); i > 0; --i) {
    if (open_[i - 1] == "svg" || open_[i - 1] == "math") return true;
    if (has(kIntegration, open_[i - 1])) return false;
  }
  return false;
}

void HtmlDepth::push(std::string_view name) {
  if (open_.size() >= limit_) {
    too_deep_ = true;
    return;
  }
  open_.emplace_back(name);
  uncertain_ += has(kUncertain, name) ? 1 : 0;
}

void HtmlDepth::remove(std::size_t index) {
  uncertain_ -= has(kUncertain, open_[index]) ? 1 : 0;
  open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));
}

/// Closes the element at `index` and those within it.
void HtmlDepth::pop_to(std::size_t index) {
  remove(index);
  for (std::size_t i = open_.size(); i > index; --i) {
    if (!has(kFormatting, open_[i - 1])) remove(i - 1);
  }
}

/// Before an item another one ends, if only these stand between.
void HtmlDepth::close_item(std::string_view name, std::string_view other) {
  for (std::size_t i = open_.size(); i > 0; --i) {
    const std::string_view above = open_[i - 1];
    if (above == name || above == other) return pop_to(i - 1);
    if (has(kSpecial, above) && above != "address" && above != "div" && above != "p") return;
  }
}

}  // namespace tarn
