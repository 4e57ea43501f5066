#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

/// What line ends in the source of running text mean.
enum class HtmlNewlines : std::uint8_t {
  kSpace,       ///< nothing, as in HTML
  kParagraphs,  ///< a blank line parts paragraphs
  kBreaks,      ///< also, a line end is a line break
};

/// What of an HTML text is kept, and how.
struct HtmlTextOptions {
  HtmlNewlines newlines = HtmlNewlines::kSpace;
  /// Elements to leave out beyond those that never hold a post's words: selectors as of
  /// HtmlNode::all.
  std::span<const std::string_view> drop;
};

/// The words of an HTML text.
struct HtmlText {
  /// Paragraphs parted by blank lines; a line break is a newline. Paragraphs of block quotes begin,
  /// each line, with "> ".
  std::string text;
  /// Nested or large beyond what a parser should be given: tags were stripped one by one.
  bool degraded = false;
};

/// The words of an HTML fragment or document as a reader sees them: entities replaced, blocks as
/// paragraphs, inline elements without word breaks. Scripts, styles, forms, code blocks, embeds and
/// widgets are left out, captions stay. Linear in the size. REQUIRES valid UTF-8.
HtmlText html_to_text(std::string_view html, const HtmlTextOptions& options = {});

class HtmlDocument;

/// An element of a document; lives as long as it.
class HtmlNode {
 public:
  /// The name of the element in lower case.
  std::string_view name() const;
  /// The value of an attribute; empty when it is not there.
  std::optional<std::string_view> attribute(std::string_view wanted) const;
  bool has_class(std::string_view wanted) const;

  /// Descendants that a selector matches, in document order. A selector is "tag", ".class", "#id",
  /// "[attribute]",
  /// "[attribute=value]" or some of these together; with spaces between, ancestors come first;
  /// commas part alternatives.
  std::vector<HtmlNode> all(std::string_view selector) const;
  std::optional<HtmlNode> first(std::string_view selector) const;

  /// Child elements.
  std::vector<HtmlNode> children() const;
  std::optional<HtmlNode> parent() const;

  /// The text within, as `html_to_text` has it.
  std::string text(const HtmlTextOptions& options = {}) const;

  /// All characters within as they stand, those of scripts too.
  std::string raw_text() const;

  friend bool operator==(const HtmlNode&, const HtmlNode&) = default;
  /// An identity, for look-up; its order means nothing.
  const void* id() const { return node_; }

 private:
  friend class HtmlDocument;
  explicit HtmlNode(const void* node) : node_(node) {}
  const void* node_;
};

/// A parsed page.
class HtmlDocument {
 public:
  /// REQUIRES valid UTF-8. Linear for pages within the guard; for others there is no tree.
  explicit HtmlDocument(std::string_view html);
  ~HtmlDocument();
  HtmlDocument(const HtmlDocument&) = delete;
  HtmlDocument& operator=(const HtmlDocument&) = delete;

  /// The element <html>; empty when the page is nested or large beyond the guard.
  std::optional<HtmlNode> root() const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

/// Whether a fragment has elements that make paragraphs or lines, without which blank lines are all
/// it has.
bool has_block_tags(std::string_view html);

}  // namespace tarn
