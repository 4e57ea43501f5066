#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn {

/// Why a text is no acceptable JSON: the byte offset and the reason.
struct JsonError {
  std::size_t byte = 0;
  std::string message;
};

/// The types of values.
enum class JsonType : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

/// "null", "a boolean", "a number", "a string", "an array", "an object": for messages.
std::string_view shown(JsonType type);

class JsonTree;

/// One value of a JsonTree. Lives as long as the tree is neither parsed into again nor moved.
class JsonView {
 public:
  JsonType type() const;
  bool is(JsonType wanted) const { return type() == wanted; }

  /// The value as it stands in the source: number spelling, escapes and inner white space are kept.
  std::string_view raw() const;

  /// The name of the member that holds this value, unescaped; empty outside of an object.
  std::string_view key() const;

  /// The byte offset in the source: of the value, and of its key.
  std::size_t byte() const;

  /// The value of a string, unescaped. REQUIRES kString.
  std::string string() const;
  void append_string(std::string& out) const;

  /// A number that is whole and fits; empty for all else ("1.0" and "1e2" are not whole).
  std::optional<std::int64_t> integer() const;

  /// Any number, rounded to double; empty for other types.
  std::optional<double> number() const;

  /// REQUIRES kBoolean.
  bool boolean() const;

  /// Members or elements, in order: for (JsonView child : view).
  class Iterator {
   public:
    Iterator(const JsonTree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    JsonView operator*() const { return JsonView(tree_, node_); }
    Iterator& operator++();
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const JsonTree* tree_;
    std::uint32_t node_;
  };
  Iterator begin() const;
  Iterator end() const;
  /// Number of members or elements.
  std::size_t size() const;

  /// The member of an object; empty when it has none of that name, or is no object.
  std::optional<JsonView> find(std::string_view key) const;

 private:
  friend class JsonTree;
  JsonView(const JsonTree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
  const JsonTree* tree_;
  std::uint32_t node_;
};

/// One JSON text, strictly checked as a whole (RFC 8259; in addition no duplicate key in any
/// object, no lone surrogate, depth at most 64), as a flat tree of views into its source. Numbers
/// keep their spelling and may have any length.
class JsonTree {
 public:
  JsonTree();
  ~JsonTree();
  JsonTree(JsonTree&&) noexcept;
  JsonTree& operator=(JsonTree&&) noexcept;

  /// Parses a text of less than 4 GiB, reusing memory. On failure says why and where.
  std::optional<JsonError> parse(std::string_view json);

  /// REQUIRES that parse succeeded.
  JsonView root() const { return JsonView(this, 0); }
  const std::string& source() const { return source_; }

 private:
  friend class JsonView;
  friend class JsonView::Iterator;
  struct Node {
    std::uint32_t begin = 0;  ///< of the value in source_
    std::uint32_t end = 0;
    std::uint32_t key_begin = 0;  ///< of the key in source_, or in keys_ when key_escaped
    std::uint32_t key_size = 0;
    std::uint32_t next = 0;  ///< the node behind this one and all its children
    std::uint32_t children = 0;
    JsonType type = JsonType::kNull;
    bool key_escaped = false;
    bool escaped = false;  ///< a string with escapes
  };
  struct Walker;
  std::string source_;
  std::string keys_;  ///< keys that had escapes, unescaped
  std::vector<Node> nodes_;
  std::unique_ptr<Walker> walker_;
};

/// Appends a string as JSON: quotes, backslashes and control characters escaped, all else as UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// `append_json_string` into a new string.
std::string json_string(std::string_view text);

}  // namespace tarn
