#include "format/xml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <set>
#include <utility>

#include "format/charset.h"
#include "format/html_entities.h"
#include "format/source.h"
#include "format/xml_names.h"
#include "format/xml_write.h"

namespace tarn {
namespace {

constexpr int kChunkBytes = 64 << 10;

/// One run of expat over a source. What callbacks throw is kept and thrown again outside of C.
class Reading {
 public:
  Reading(ByteSource& source, const XmlOptions& options, XmlHandler& handler, Diagnostics& warnings)
      : source_(source),
        options_(options),
        handler_(handler),
        warnings_(warnings),
        names_(options.namespaces),
        parser_(XML_ParserCreate("UTF-8"), &XML_ParserFree) {
    if (!parser_) throw ResourceError("no memory for an XML parser");
    XML_Parser parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &on_start, &on_end);
    XML_SetCharacterDataHandler(parser, &on_text);
    XML_SetEntityDeclHandler(parser, &on_entity);
    XML_SetSkippedEntityHandler(parser, &on_skipped);
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
    // Names and attributes are hashed with this salt: any fixed one keeps runs alike.
    XML_SetHashSalt(parser, 0x7461726EUL);
  }

  void run() {
    for (bool last = false; !last;) {
      void* buffer = XML_GetBuffer(parser_.get(), kChunkBytes);
      if (buffer == nullptr) throw ResourceError("no memory for an XML document");
      const std::size_t got = source_.read(static_cast<char*>(buffer), kChunkBytes);
      last = got == 0;
      const XML_Status status = XML_ParseBuffer(parser_.get(), static_cast<int>(got), last);
      if (thrown_) std::rethrow_exception(thrown_);
      if (status == XML_STATUS_ERROR) fail_parse(last);
    }
  }

 private:
  template <typename Act>
  void guarded(Act act) {
    if (thrown_) return;
    try {
      act();
    } catch (...) {
      // An exception must not pass through the C frames of expat.
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  static Reading& self(void* data) { return *static_cast<Reading*>(data); }
  static void on_start(void* data, const char* name, const char** attributes) {
    self(data).guarded([&] { self(data).start(name, attributes); });
  }
  static void on_end(void* data, const char* name) {
    self(data).guarded([&] { self(data).end(name); });
  }
  static void on_text(void* data, const char* text, int size) {
    self(data).guarded([&] { self(data).text({text, static_cast<std::size_t>(size)}); });
  }
  static void on_entity(void* data, const char* name, int, const char*, int, const char*,
                        const char*, const char*, const char*) {
    self(data).guarded([&] {
      self(data).fail("a DOCTYPE that declares the entity '" + std::string(name) +
                      "': entities are refused");
    });
  }
  static void on_skipped(void* data, const char* name, int is_parameter) {
    self(data).guarded([&] {
      if (is_parameter == 0) self(data).entity(name);
    });
  }

  Place place() const {
    XML_Parser parser = parser_.get();
    Place out{source_.name(), XML_GetCurrentLineNumber(parser),
              XML_GetCurrentColumnNumber(parser) + 1};
    // expat counts characters; messages count bytes, where the line's begin is still in the buffer.
    int offset = 0;
    int size = 0;
    const char* context = XML_GetInputContext(parser, &offset, &size);
    if (context == nullptr) return out;
    const std::string_view before(context, static_cast<std::size_t>(std::max(offset, 0)));
    const std::size_t newline = before.rfind('\n');
    const bool from_start =
        XML_GetCurrentByteIndex(parser) == static_cast<XML_Index>(before.size());
    if (newline != std::string_view::npos) out.column = before.size() - newline;
    if (newline == std::string_view::npos && from_start) out.column = before.size() + 1;
    return out;
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw ResourceError(place(), message);
  }

  /// What stands at the position of an error, in words.
  std::string found_there() const {
    int offset = 0;
    int size = 0;
    const char* context = XML_GetInputContext(parser_.get(), &offset, &size);
    if (context == nullptr || offset < 0 || offset >= size) return {};
    const auto byte = static_cast<unsigned char>(context[offset]);
    constexpr std::string_view kHex = "0123456789abcdef";
    const std::string hex = std::string("0x") + kHex[byte >> 4] + kHex[byte & 15];
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
      return "control character " + hex;
    if (byte >= 0x80) return "byte " + hex + " is not valid UTF-8";
    if (byte == '&' || (offset > 0 && context[offset - 1] == '&'))
      return "'&' that begins no reference";
    return {};
  }

  [[noreturn]] void fail_parse(bool at_end) const {
    XML_Parser parser = parser_.get();
    const XML_Error code = XML_GetErrorCode(parser);
    const std::string hint = options_.error_hint.empty() ? "" : "; " + options_.error_hint;
    const bool cut =
        at_end && (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                   code == XML_ERROR_UNCLOSED_CDATA_SECTION || code == XML_ERROR_PARTIAL_CHAR);
    if (cut)
      fail("the document is cut short" + (open_.empty() ? "" : " within <" + open_.back() + ">"));
    std::string message = std::string("not well-formed XML: ") + XML_ErrorString(code);
    if (code == XML_ERROR_UNDEFINED_ENTITY) message = "not well-formed XML: undeclared entity";
    if (code == XML_ERROR_INVALID_TOKEN) {
      const std::string found = found_there();
      if (!found.empty()) message = "not well-formed XML: " + found;
    }
    message +=
        " at byte " + std::to_string(std::max<XML_Index>(XML_GetCurrentByteIndex(parser), 0));
    fail(message + hint);
  }

  void warn_once(const std::string& code, const std::string& message) {
    if (!warned_.insert(code + message).second) return;
    warnings_.push_back({Severity::kWarning, place(), code, message});
  }

  void note_undeclared(const char* raw) {
    const std::string_view name = raw;
    warn_once("undeclared-prefix",
              "the prefix '" + std::string(name.substr(0, name.find(':'))) + "' is not declared");
  }

  void fill(XmlNode& node, const char* raw, const char** attributes) {
    for (const char** at = attributes; *at != nullptr; at += 2) {
      const std::string_view name = at[0];
      if (name == "xmlns") names_.declare("", at[1], depth_);
      if (name.starts_with("xmlns:")) names_.declare(name.substr(6), at[1], depth_);
    }
    bool undeclared = false;
    node.name = names_.element(raw, undeclared);
    if (undeclared) note_undeclared(raw);
    for (const char** at = attributes; *at != nullptr; at += 2) {
      const std::string_view name = at[0];
      if (name == "xmlns" || name.starts_with("xmlns:")) continue;
      undeclared = false;
      node.attributes.push_back({names_.attribute(name, undeclared), at[1]});
      if (undeclared) note_undeclared(at[0]);
    }
    node.line = XML_GetCurrentLineNumber(parser_.get());
    node.column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
  }

  void start(const char* raw, const char** attributes) {
    if (depth_ >= options_.max_depth) {
      fail("elements nested deeper than " + std::to_string(options_.max_depth));
    }
    if (skip_from_) {
      ++depth_;
      return;
    }
    if (!path_.empty()) {
      // The pointers stay good: a vector of children grows only while none of its elements is open.
      XmlNode& child = path_.back()->children.emplace_back();
      fill(child, raw, attributes);
      path_.push_back(&child);
      ++depth_;
      return;
    }
    XmlNode node;
    fill(node, raw, attributes);
    const XmlStep step = handler_.start(node, depth_);
    if (step == XmlStep::kSkip) skip_from_ = depth_;
    if (step == XmlStep::kDescend) open_.push_back(node.name);
    if (step == XmlStep::kCollect) {
      item_ = std::move(node);
      item_bytes_ = 0;
      path_.push_back(&item_);
    }
    ++depth_;
  }

  void end(const char*) {
    --depth_;
    if (skip_from_) {
      if (*skip_from_ == depth_) skip_from_.reset();
    } else if (!path_.empty()) {
      path_.pop_back();
      if (path_.empty()) handler_.collected(std::move(item_), depth_);
    } else {
      handler_.end(open_.back(), depth_);
      open_.pop_back();
    }
    names_.leave(depth_);
  }

  void text(std::string_view run) {
    if (path_.empty()) return;
    item_bytes_ += run.size();
    if (item_bytes_ > options_.max_item_bytes) {
      fail("more than " + std::to_string(options_.max_item_bytes) + " bytes in one <" + item_.name +
           ">");
    }
    std::vector<XmlNode>& children = path_.back()->children;
    if (children.empty() || !children.back().is_text()) children.emplace_back();
    children.back().text += run;
  }

  /// A reference that a DTD, which is not read, would define: HTML's names are understood.
  void entity(const char* name) {
    const std::string reference = '&' + std::string(name) + ';';
    const std::string character = decode_entities(reference);
    if (character == reference) fail("undeclared entity '" + reference + "'");
    warn_once("html-entity", "the entity '" + reference + "' is taken for HTML's");
    text(character);
  }

  ByteSource& source_;
  const XmlOptions& options_;
  XmlHandler& handler_;
  Diagnostics& warnings_;
  XmlNames names_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  std::exception_ptr thrown_;
  std::size_t depth_ = 0;
  std::optional<std::size_t> skip_from_;
  std::vector<std::string> open_;  ///< elements descended into
  std::vector<XmlNode*> path_;     ///< open elements of the collected one
  XmlNode item_;
  std::size_t item_bytes_ = 0;
  std::set<std::string> warned_;
};

class TreeHandler final : public XmlHandler {
 public:
  XmlStep start(const XmlNode&, std::size_t) override { return XmlStep::kCollect; }
  void collected(XmlNode&& element, std::size_t) override { root = std::move(element); }
  XmlNode root;
};

std::string_view local_name(std::string_view name) {
  const std::size_t end = name.find_last_of(":}");
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

/// Depth is bounded by XmlOptions::max_depth.
void append_content(std::string& out, const XmlNode& node) {
  out += node.text;
  for (const XmlNode& child : node.children) append_content(out, child);
}

void append_html(std::string& out, const XmlNode& node) {
  if (node.is_text()) return append_xml_text(out, node.text);
  const std::string_view name = local_name(node.name);
  (out += '<') += name;
  for (const XmlAttribute& attribute : node.attributes) {
    ((out += ' ') += local_name(attribute.name)) += "=\"";
    append_xml_attribute(out, attribute.value);
    out += '"';
  }
  out += '>';
  constexpr std::array<std::string_view, 5> kVoid = {"br", "hr", "img", "input", "wbr"};
  if (node.children.empty() && std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end()) return;
  for (const XmlNode& child : node.children) append_html(out, child);
  ((out += "</") += name) += '>';
}

}  // namespace

std::optional<std::string_view> XmlNode::attribute(std::string_view wanted) const {
  for (const XmlAttribute& each : attributes) {
    if (each.name == wanted) return each.value;
  }
  return std::nullopt;
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const XmlNode& each : children) {
    if (each.name == wanted) return &each;
  }
  return nullptr;
}

std::string XmlNode::content() const {
  std::string out;
  append_content(out, *this);
  return out;
}

std::string XmlNode::child_content(std::string_view wanted) const {
  const XmlNode* found = child(wanted);
  return found != nullptr ? found->content() : std::string();
}

void read_xml(ByteSource& source, const XmlOptions& options, XmlHandler& handler,
              Diagnostics& warnings) {
  PeekSource peeked(source);
  const std::string_view head = peeked.peek(512);
  const std::string mark = charset_of_mark(head);
  const std::string charset = charset_name(mark.empty() ? charset_of_xml(head) : mark);
  if (charset.empty() || charset == "utf-8") {
    Reading(peeked, options, handler, warnings).run();
    return;
  }
  const auto converted = utf8_source(peeked, charset);
  Reading(*converted, options, handler, warnings).run();
}

XmlNode read_xml_tree(ByteSource& source, const XmlOptions& options, Diagnostics& warnings) {
  TreeHandler handler;
  read_xml(source, options, handler, warnings);
  return std::move(handler.root);
}

std::string inner_html(const XmlNode& node) {
  std::string out;
  for (const XmlNode& child : node.children) append_html(out, child);
  return out;
}

}  // namespace tarn
