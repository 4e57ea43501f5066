#include "format/html_strip.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "format/html_entities.h"
#include "format/html_paragraphs.h"

namespace tarn {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// A tag in the source; views into it.
struct Tag {
  std::string name;  ///< lower case; empty for comments, declarations and instructions
  bool is_end = false;
  bool is_empty = false;  ///< "<br/>"
  std::size_t end = 0;    ///< behind the '>'
  std::string_view attributes;
};

/// Reads tags of one document. Tags whose '>' never comes are looked for anew from every '<': a
/// budget keeps that linear, after which quotes no longer hide a '>'.
class TagReader {
 public:
  explicit TagReader(std::string_view html)
      : html_(html), last_(html.rfind('>')), budget_(8 * html.size()) {}

  /// The tag at a '<'; empty when that is only a character.
  std::optional<Tag> read(std::size_t at) {
    std::size_t i = at + 1;
    if (i >= html_.size()) return std::nullopt;
    if (html_.substr(i).starts_with("!--")) return skipped_to("-->", i + 1);
    if (html_[i] == '!' || html_[i] == '?') return skipped_to(">", i);
    Tag tag;
    tag.is_end = html_[i] == '/';
    if (tag.is_end) ++i;
    if (i >= html_.size() || !is_letter(html_[i])) return std::nullopt;
    while (i < html_.size() && !is_html_space(html_[i]) && html_[i] != '>' && html_[i] != '/') {
      tag.name.push_back(lower(html_[i++]));
    }
    const std::size_t end = attributes_end(i);
    // A '<' that no '>' ends: the rest would be lost.
    if (end == std::string_view::npos) return std::nullopt;
    tag.attributes = html_.substr(i, end - i);
    tag.is_empty = html_[end - 1] == '/';
    tag.end = end + 1;
    return tag;
  }

 private:
  Tag skipped_to(std::string_view mark, std::size_t from) const {
    Tag tag;
    const std::size_t found = html_.find(mark, from);
    tag.end = found == std::string_view::npos ? html_.size() : found + mark.size();
    return tag;
  }

  /// The offset of the '>' that ends attributes, quotes respected; npos when there is none.
  std::size_t attributes_end(std::size_t from) {
    if (last_ == std::string_view::npos || from > last_) return std::string_view::npos;
    if (budget_ == 0) return html_.find('>', from);
    char quote = 0;
    bool value = false;  // behind '=': a quote opens only there
    for (std::size_t at = from; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        return at;
      } else if (value && (c == '"' || c == '\'')) {
        quote = c;
      }
      if (!is_html_space(c)) value = c == '=';
    }
    budget_ -= std::min(budget_, html_.size() - from);
    return std::string_view::npos;
  }

  std::string_view html_;
  std::size_t last_;
  std::size_t budget_;
};

/// The value of an attribute, raw.
std::string_view value_of(std::string_view attributes, std::string_view wanted) {
  std::size_t i = 0;
  while (i < attributes.size()) {
    while (i < attributes.size() && (is_html_space(attributes[i]) || attributes[i] == '/')) ++i;
    const std::size_t name = i;
    while (i < attributes.size() && !is_html_space(attributes[i]) && attributes[i] != '=') ++i;
    const std::string_view found = attributes.substr(name, i - name);
    while (i < attributes.size() && is_html_space(attributes[i])) ++i;
    std::string_view value;
    if (i < attributes.size() && attributes[i] == '=') {
      ++i;
      while (i < attributes.size() && is_html_space(attributes[i])) ++i;
      const bool quoted = i < attributes.size() && (attributes[i] == '"' || attributes[i] == '\'');
      const std::size_t begin = quoted ? i + 1 : i;
      if (quoted) {
        i = std::min(attributes.find(attributes[i], begin), attributes.size());
      } else {
        while (i < attributes.size() && !is_html_space(attributes[i])) ++i;
      }
      value = attributes.substr(begin, i - begin);
      if (quoted) ++i;
    }
    const bool same =
        found.size() == wanted.size() && std::equal(found.begin(), found.end(), wanted.begin(),
                                                    [](char a, char b) { return lower(a) == b; });
    if (same) return found.empty() ? std::string_view() : (value.empty() ? found : value);
    if (found.empty()) ++i;
  }
  return {};
}

HtmlTraits traits_of(const Tag& tag) {
  HtmlTraits traits;
  traits.name = tag.name;
  traits.classes = value_of(tag.attributes, "class");
  traits.style = value_of(tag.attributes, "style");
  traits.alt = value_of(tag.attributes, "alt");
  traits.user = value_of(tag.attributes, "user");
  traits.hidden = !value_of(tag.attributes, "hidden").empty();
  return traits;
}

/// Elements whose content is no HTML.
constexpr std::array<std::string_view, 10> kRawText = {"iframe", "noembed", "noframes", "noscript",
                                                       "script", "style",   "textarea", "title",
                                                       "xml",    "xmp"};
bool is_raw_text(std::string_view name) {
  return std::binary_search(kRawText.begin(), kRawText.end(), name);
}

/// Elements that the next one of their kind, or the end of their parent, closes.
constexpr std::array<std::string_view, 15> kSelfClosing = {
    "a", "colgroup", "dd", "dt",    "li", "lj",    "o:p", "option",
    "p", "tbody",    "td", "tfoot", "th", "thead", "tr"};
bool closes_itself(std::string_view name) {
  return is_void_element(name) ||
         std::binary_search(kSelfClosing.begin(), kSelfClosing.end(), name);
}

class Stripper {
 public:
  Stripper(std::string_view html, const HtmlTextOptions& options)
      : html_(html), tags_(html), paragraphs_(options.newlines) {}

  std::string run() {
    std::size_t text = 0;
    for (std::size_t i = html_.find('<'); i != std::string_view::npos; i = html_.find('<', i)) {
      const std::optional<Tag> tag = tags_.read(i);
      if (!tag) {
        ++i;
        continue;
      }
      add_text(html_.substr(text, i - text));
      take(*tag);
      i = std::min(tag->end, html_.size());
      if (raw_end_ > i) i = raw_end_;
      text = i;
    }
    add_text(html_.substr(std::min(text, html_.size())));
    return paragraphs_.finish();
  }

 private:
  void add_text(std::string_view run) {
    if (dropped_.empty() && !run.empty()) paragraphs_.text(decode_entities(run));
  }

  void take(const Tag& tag) {
    if (tag.name.empty()) return;
    if (!dropped_.empty()) return take_dropped(tag);
    const HtmlTraits traits = traits_of(tag);
    const HtmlRole role = role_of(traits);
    if (role == HtmlRole::kDrop) paragraphs_.drop(tag.name);
    if (tag.is_end) {
      paragraphs_.close(tag.name, role == HtmlRole::kDrop ? HtmlRole::kInline : role);
    } else if (role != HtmlRole::kDrop) {
      paragraphs_.open(traits, role);
    } else if (is_raw_text(tag.name) && !tag.is_empty) {
      skip_raw(tag);
    } else if (!is_void_element(tag.name) && !tag.is_empty) {
      dropped_ = tag.name;
      nested_ = 1;
    }
  }

  /// Within a dropped element only its own kind counts.
  void take_dropped(const Tag& tag) {
    if (tag.name != dropped_ || tag.is_empty) return;
    nested_ += tag.is_end ? -1 : 1;
    if (nested_ == 0) dropped_.clear();
  }

  void skip_raw(const Tag& tag) {
    const std::string mark = "</" + tag.name;
    std::size_t i = tag.end;
    for (;; ++i) {
      i = html_.find("</", i);
      if (i == std::string_view::npos) break;
      const std::string_view there = html_.substr(i, mark.size());
      if (std::equal(there.begin(), there.end(), mark.begin(), mark.end(),
                     [](char a, char b) { return lower(a) == b; })) {
        break;
      }
    }
    raw_end_ = i == std::string_view::npos ? html_.size() : i;
  }

  std::string_view html_;
  TagReader tags_;
  HtmlParagraphs paragraphs_;
  std::string dropped_;  ///< the element that is left out
  int nested_ = 0;
  std::size_t raw_end_ = 0;
};

/// Copies a tag, its data: URIs emptied.
void append_tag(std::string& out, std::string_view tag) {
  for (;;) {
    const std::size_t at = tag.find("data:");
    if (at == std::string_view::npos || at == 0 || (tag[at - 1] != '"' && tag[at - 1] != '\''))
      break;
    const std::size_t end = tag.find(tag[at - 1], at);
    if (end == std::string_view::npos) break;
    out += tag.substr(0, at);
    tag.remove_prefix(end);
  }
  out += tag;
}

/// Elements for which HTML has no rules but nesting. Sorted.
constexpr std::array<std::string_view, 43> kPlainElements = {
    "a",      "abbr",   "acronym", "b",   "big", "blockquote", "br", "center",     "cite",
    "code",   "dd",     "del",     "div", "dl",  "dt",         "em", "figcaption", "figure",
    "font",   "h1",     "h2",      "h3",  "h4",  "h5",         "h6", "hr",         "i",
    "img",    "ins",    "li",      "ol",  "p",   "q",          "s",  "small",      "span",
    "strike", "strong", "sub",     "sup", "u",   "ul",         "wbr"};

/// Follows the tags of a document to see whether it is plain.
class PlainCheck {
 public:
  bool holds() const { return holds_ && open_.empty(); }
  void fail() { holds_ = false; }

  void take(const Tag& tag, std::string_view source) {
    if (!holds_) return;
    if (tag.name.empty()) {
      // A comment may also end in "--!>"; that is left to the parser.
      if (source.find("--!>") != std::string_view::npos) fail();
      return;
    }
    const auto* found = std::lower_bound(kPlainElements.begin(), kPlainElements.end(), tag.name);
    const bool known = found != kPlainElements.end() && *found == tag.name;
    const bool odd =
        tag.attributes.find('<') != std::string_view::npos ||
        (tag.name == "img" && value_of(tag.attributes, "alt").find('&') != std::string_view::npos);
    if (!known || odd) return fail();
    if (is_void_element(tag.name)) {
      if (tag.is_end) fail();
    } else if (!tag.is_end) {
      if (tag.is_empty) fail();
      // Links, and formatting around blocks, nest in trees of their own.
      if (tag.name == "a" && links_++ > 0) fail();
      open_.push_back(*found);
    } else if (open_.empty() || open_.back() != tag.name) {
      fail();
    } else {
      if (tag.name == "a") --links_;
      open_.pop_back();
    }
  }

 private:
  bool holds_ = true;
  int links_ = 0;
  std::vector<std::string_view> open_;
};

bool is_dropped_element(std::string_view name) {
  HtmlTraits traits;
  traits.name = name;
  return role_of(traits) == HtmlRole::kDrop;
}

}  // namespace

std::string strip_tags(std::string_view html, const HtmlTextOptions& options) {
  return Stripper(html, options).run();
}

HtmlScan scan_html(std::string_view html) {
  HtmlScan scan;
  TagReader tags(html);
  PlainCheck plain;
  scan.html.reserve(html.size());
  std::size_t depth = 0;
  std::size_t text = 0;
  for (std::size_t i = html.find('<'); i != std::string_view::npos; i = html.find('<', i)) {
    const std::optional<Tag> tag = tags.read(i);
    if (!tag) {
      ++i;
      if (i < html.size() && (is_letter(html[i]) || html[i] == '/')) plain.fail();
      continue;
    }
    plain.take(*tag, html.substr(i, tag->end - i));
    scan.html += html.substr(text, i - text);
    append_tag(scan.html, html.substr(i, tag->end - i));
    i = text = std::min(tag->end, html.size());
    if (tag->name.empty()) continue;
    if (tag->is_empty && !tag->is_end && !is_void_element(tag->name) &&
        is_dropped_element(tag->name)) {
      scan.html += "</" + tag->name + '>';
      continue;
    }
    if (!closes_itself(tag->name)) {
      if (!tag->is_end) scan.depth = std::max(scan.depth, ++depth);
      if (tag->is_end && depth > 0) --depth;
    }
    HtmlTraits traits;
    traits.name = tag->name;
    const HtmlRole role = role_of(traits);
    scan.has_blocks = scan.has_blocks || role == HtmlRole::kBlock || role == HtmlRole::kBreak ||
                      role == HtmlRole::kQuote;
  }
  scan.html += html.substr(std::min(text, html.size()));
  if (html.find('\0') != std::string_view::npos) std::erase(scan.html, '\0');
  scan.is_plain = plain.holds();
  return scan;
}

bool has_block_tags(std::string_view html) {
  return html.find('<') != std::string_view::npos && scan_html(html).has_blocks;
}

}  // namespace tarn
