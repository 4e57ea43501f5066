#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "format/xml.h"

namespace tarn {

/// Resolves the prefixes of a document as XmlNode::name says: a stack of declarations, the
/// innermost last.
class XmlNames {
 public:
  explicit XmlNames(std::span<const XmlNamespace> known);

  /// An element at `depth` declares a prefix ("" for the default).
  void declare(std::string_view prefix, std::string_view uri, std::size_t depth);

  /// The element at `depth` ends, and its declarations with it.
  void leave(std::size_t depth);

  /// The resolved name of an element, good until the next call; says through `undeclared` that its
  /// prefix was not declared.
  const std::string& element(std::string_view name, bool& undeclared);

  /// The same for an attribute; without a prefix it has no namespace.
  std::string attribute(std::string_view name, bool& undeclared) const;

 private:
  struct Scope {
    std::string prefix;
    std::string space;  ///< "wp:", "", or "{URI}"
    std::size_t depth;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::string shown_space(std::string_view uri) const;
  std::string resolved(std::string_view prefix, std::string_view local, bool& undeclared) const;

  std::vector<std::pair<std::string, std::string>> known_;  ///< prefix, URI as it is compared
  std::vector<Scope> scopes_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> cache_;
};

}  // namespace tarn
