#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/diagnostics.h"

namespace tarn {

/// An attribute of an element.
struct XmlAttribute {
  std::string name;  ///< resolved like an element name; without prefix: the bare name
  std::string value;
  friend bool operator==(const XmlAttribute&, const XmlAttribute&) = default;
};

/// An element with all that is in it, or, where `name` is empty, a run of text.
/// Character data and CDATA sections that touch are one run.
struct XmlNode {
  /// "item" without a namespace; "wp:status" for a namespace of XmlOptions::namespaces, whatever
  /// prefix the document chose; "{URI}status" for any other one.
  std::string name;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlNode> children;
  std::string text;          ///< of a run of text
  std::uint64_t line = 0;    ///< of the start tag, from 1
  std::uint64_t column = 0;  ///< in bytes, from 1

  bool is_text() const { return name.empty(); }

  /// The value of an attribute; empty when it is not there.
  std::optional<std::string_view> attribute(std::string_view wanted) const;

  /// The first direct child of that name; null when there is none.
  const XmlNode* child(std::string_view wanted) const;

  /// All text within, in order.
  std::string content() const;

  /// `content` of the first direct child of that name; empty when there is none.
  std::string child_content(std::string_view wanted) const;
};

/// A namespace that names are resolved to. URIs are compared without scheme, case, numeric path
/// segments (versions, years), and trailing slash, at the end of the URI: "wordpress.org/export"
/// is https://wordpress.org/export/1.2/. A prefix that a document uses without declaring it, and
/// that stands here, is taken for this namespace, with the warning "undeclared-prefix".
struct XmlNamespace {
  std::string_view prefix;
  std::string_view uri;
};

/// How a document is read: names, and limits beyond which it is refused.
struct XmlOptions {
  std::span<const XmlNamespace> namespaces;  ///< must outlive the reading
  std::size_t max_depth = 200;
  std::size_t max_item_bytes = std::size_t{256} << 20;  ///< text of one collected element
  std::string error_hint;  ///< ends the message about a document that is not well-formed
};

/// What to do with an element that begins.
enum class XmlStep { kDescend, kCollect, kSkip };

/// Receives a document as it streams by. Only collected elements are kept in memory, one at a time.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;

  /// An element begins, outside of any collected or skipped one; it has no children yet.
  /// `depth` is 0 for the root.
  virtual XmlStep start(const XmlNode& element, std::size_t depth) = 0;

  /// A collected element is complete.
  virtual void collected(XmlNode&& element, std::size_t depth) = 0;

  /// An element that was descended into ends.
  virtual void end(std::string_view /*name*/, std::size_t /*depth*/) {}
};

/// Streams an XML 1.0 document through a handler; memory is that of one collected element.
/// UTF-8, UTF-16, UTF-32 by their marks, other encodings as declared. Nothing external is opened.
/// Warnings ("undeclared-prefix", "html-entity") go to `warnings`, one a name.
/// Throws ResourceError with the position: not well-formed (cut short included), a DOCTYPE that
/// declares entities, a limit.
void read_xml(ByteSource& source, const XmlOptions& options, XmlHandler& handler,
              Diagnostics& warnings);

/// A whole document as a tree, for small ones: its root element. Throws like `read_xml`.
XmlNode read_xml_tree(ByteSource& source, const XmlOptions& options, Diagnostics& warnings);

/// An element's inside written as HTML, prefixes dropped: to read mixed content such as Atom's
/// xhtml with the HTML reader.
std::string inner_html(const XmlNode& node);

}  // namespace tarn
