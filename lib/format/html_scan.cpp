// A pass over the tags of a document before it is parsed.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "format/html_depth.h"
#include "format/html_entities.h"
#include "format/html_paragraphs.h"
#include "format/html_strip.h"
#include "format/html_tags.h"
#include "text/ascii.h"

namespace tarn {
namespace {

constexpr std::size_t kMaxDepth = 256;       ///< gumbo's time grows with size × depth
constexpr std::size_t kMaxAttributes = 256;  ///< of a tag; its time grows with their square
constexpr std::size_t kMaxBytes = std::size_t{32} << 20;

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

  void take(const HtmlTag& tag, std::string_view source) {
    if (!holds_) return;
    if (tag.name.empty()) {
      // A comment may also end in "--!>" or begin in "</"; that is left to the parser.
      if (source.find("--!>") != std::string_view::npos || source.starts_with("</")) fail();
      return;
    }
    const auto* found = std::lower_bound(kPlainElements.begin(), kPlainElements.end(), tag.name);
    const bool known = found != kPlainElements.end() && *found == tag.name;
    const bool odd = tag.attributes.find('<') != std::string_view::npos ||
                     (tag.name == "img" &&
                      html_attribute(tag.attributes, "alt").find('&') != std::string_view::npos);
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

/// Elements in which a parser sees no tags until their own end tag.
constexpr std::array<std::string_view, 9> kRaw = {
    "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"};

/// Whether a script that ends here may go on for a parser: "<!--<script>" hides an end tag.
bool may_go_on(std::string_view script) {
  const std::size_t comment = script.rfind("<!--");
  return comment != std::string_view::npos && script.find("-->", comment) == std::string_view::npos;
}

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html), tags_(html) {}

  HtmlScan run() {
    scan_.html.reserve(html_.size());
    std::size_t text = 0;
    for (std::size_t i = html_.find('<'); i != std::string_view::npos; i = html_.find('<', i)) {
      const std::optional<HtmlTag> tag = tags_.read(i);
      if (!tag) {
        ++i;
        if (i < html_.size() && (text::is_ascii_letter(html_[i]) || html_[i] == '/')) plain_.fail();
        continue;
      }
      const std::string_view source = html_.substr(i, tag->end - i);
      plain_.take(*tag, source);
      scan_.html += html_.substr(text, i - text);
      append_without_data(scan_.html, source);
      text = tag->end;
      i = tag->name.empty() ? take_declaration(source, tag->end) : take(*tag);
    }
    scan_.html += html_.substr(std::min(text, html_.size()));
    if (tags_.open_attributes() > kMaxAttributes) depth_.give_up();
    scan_.is_plain = plain_.holds();
    scan_.is_within_limits = !depth_.is_too_deep() && scan_.html.size() <= kMaxBytes;
    return std::move(scan_);
  }

 private:
  /// A comment or declaration: in SVG and MathML the text of "<![CDATA[" goes on to its mark.
  std::size_t take_declaration(std::string_view source, std::size_t end) {
    if (depth_.is_uncertain() && source.starts_with("<![CDATA[")) {
      const std::size_t mark = std::min(html_.find("]]>", end - source.size()), html_.size());
      if (mark > end || source.find('<', 1) != std::string_view::npos) depth_.give_up();
    }
    return end;
  }

  /// Gives the place to go on at.
  std::size_t take(const HtmlTag& tag) {
    if (tag.attribute_count > kMaxAttributes) depth_.give_up();
    if (tag.is_end) {
      depth_.end(tag.name);
      note_blocks(tag);
      return tag.end;
    }
    if (tag.is_empty && !is_void_element(tag.name) && is_dropped_element(tag.name)) {
      scan_.html += "</" + tag.name + '>';
      return tag.end;
    }
    note_blocks(tag);
    if (!std::binary_search(kRaw.begin(), kRaw.end(), tag.name)) {
      depth_.start(tag);
      return tag.end;
    }
    const std::size_t end =
        tag.name == "plaintext" ? html_.size() : tags_.raw_end(tag.name, tag.end);
    const std::string_view content = html_.substr(tag.end, end - tag.end);
    const bool is_doubtful = depth_.is_uncertain() || (tag.name == "script" && may_go_on(content));
    if (is_doubtful && content.find('<') != std::string_view::npos) depth_.give_up();
    // What stands behind "text" is copied.
    return end;
  }

  void note_blocks(const HtmlTag& tag) {
    HtmlTraits traits;
    traits.name = tag.name;
    const HtmlRole role = role_of(traits);
    scan_.has_blocks = scan_.has_blocks || role == HtmlRole::kBlock || role == HtmlRole::kBreak ||
                       role == HtmlRole::kQuote;
  }

  std::string_view html_;
  HtmlTagReader tags_;
  PlainCheck plain_;
  HtmlDepth depth_{kMaxDepth};
  HtmlScan scan_;
};

}  // namespace

HtmlScan scan_html(std::string_view html) {
  const bool has_nul = html.find('\0') != std::string_view::npos;
  if (!has_nul && html.find("&#") == std::string_view::npos) return Scanner(html).run();
  std::string clean(html);
  std::erase(clean, '\0');
  clean = without_large_references(clean);
  return Scanner(clean).run();
}

bool has_block_tags(std::string_view html) {
  return html.find('<') != std::string_view::npos && scan_html(html).has_blocks;
}

}  // namespace tarn
