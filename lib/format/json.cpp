// JSON through simdjson on-demand: it indexes the structure; every scalar is checked here, since
// on-demand leaves what nobody reads unchecked.

#include "format/json.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "format/json_escape.h"
#include "text/utf8.h"

namespace tarn {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int kMaxDepth = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// RFC 8259 section 6.
bool is_number(std::string_view text) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  std::size_t end = skip_digits(text, at);
  if (end == at || (text[at] == '0' && end > at + 1)) return false;
  if (end < text.size() && text[end] == '.') {
    at = end + 1;
    end = skip_digits(text, at);
    if (end == at) return false;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    at = end + 1;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    end = skip_digits(text, at);
    if (end == at) return false;
  }
  return end == text.size();
}

std::string shown_byte(std::string_view source, std::size_t at) {
  if (at >= source.size()) return "the text ends too early";
  const auto byte = static_cast<unsigned char>(source[at]);
  static constexpr char kDigits[] = "0123456789abcdef";
  if (byte >= 0x20 && byte < 0x7F) return std::string("found '") + source[at] + '\'';
  return std::string("found byte 0x") + kDigits[byte >> 4] + kDigits[byte & 15];
}

/// The first raw control character inside of a string.
std::size_t find_control(std::string_view source) {
  bool inside = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (inside && source[i] == '\\') {
      ++i;
    } else if (source[i] == '"') {
      inside = !inside;
    } else if (inside && static_cast<unsigned char>(source[i]) < 0x20) {
      return i;
    }
  }
  return 0;
}

/// Where a text whose last character does not close its first bracket goes wrong: behind the value
/// when there is more, at a bracket that closes another kind, else at its end.
std::size_t find_unbalanced(std::string_view source) {
  bool inside = false;
  int depth = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (inside && c == '\\')
      ++i;
    else if (c == '"')
      inside = !inside;
    else if (inside)
      continue;
    else if (c == '{' || c == '[')
      ++depth;
    else if ((c == '}' || c == ']') && --depth == 0) {
      const std::size_t behind = source.find_first_not_of(" \t\r\n", i + 1);
      return behind == std::string_view::npos ? i : behind;
    }
  }
  return source.size();
}

}  // namespace

struct JsonTree::Walker {
  struct Failure {
    JsonError error;
  };
  ondemand::parser parser;
  std::vector<std::pair<std::string_view, std::uint32_t>> members;  ///< work space
  std::string keys;  ///< JsonTree::keys_ while it grows

  [[noreturn]] static void fail(std::size_t byte, std::string message) {
    throw Failure{JsonError{byte, std::move(message)}};
  }

  void run(JsonTree& tree, std::size_t bytes);
  template <typename Value>
  void value(JsonTree& tree, Value& from, std::uint32_t node, int depth);
  template <typename Value>
  void object(JsonTree& tree, Value& from, std::uint32_t node, int depth);
  template <typename Value>
  void array(JsonTree& tree, Value& from, std::uint32_t node, int depth);
  void scalar(JsonTree& tree, std::string_view token, std::uint32_t node);
  void key(JsonTree& tree, std::string_view raw, std::uint32_t node);
  void refuse_duplicates(JsonTree& tree, std::uint32_t object_node);
  std::size_t separator(const JsonTree& tree, std::size_t at, char bracket) const;
  std::size_t close(const JsonTree& tree, std::size_t at, char bracket) const;
  std::string_view key_view(const JsonTree& tree, const JsonTree::Node& node) const {
    return std::string_view(node.key_escaped ? keys : tree.source_)
        .substr(node.key_begin, node.key_size);
  }
  void broken(const JsonTree& tree, const char* at) const {
    const auto byte = at == nullptr ? size : static_cast<std::size_t>(at - tree.source_.data());
    fail(std::min(byte, size),
         "not valid JSON: " + shown_byte(std::string_view(tree.source_).substr(0, size), byte));
  }
  std::size_t size = 0;
  ondemand::document document;

  /// Unwraps a result of simdjson; a failure is told with the place that was reached.
  template <typename T>
  T unwrap(const JsonTree& tree, simdjson::simdjson_result<T> result) {
    T out;
    const auto error = std::move(result).get(out);
    if (error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT)
      broken(tree,
             tree.source_.data() + find_unbalanced(std::string_view(tree.source_).substr(0, size)));
    if (error != simdjson::SUCCESS) {
      const char* at = nullptr;
      if (document.current_location().get(at) != simdjson::SUCCESS) at = nullptr;
      broken(tree, at);
    }
    return out;
  }
};

/// Wants a comma or the bracket to stand behind a value: simdjson takes a string for a key if a
/// colon does, even where it is a value. Gives the place.
std::size_t JsonTree::Walker::separator(const JsonTree& tree, std::size_t at, char bracket) const {
  while (at < size && is_space(tree.source_[at])) ++at;
  const bool good = at < size && (tree.source_[at] == ',' || tree.source_[at] == bracket);
  if (!good) broken(tree, tree.source_.data() + at);
  return at;
}

std::size_t JsonTree::Walker::close(const JsonTree& tree, std::size_t at, char bracket) const {
  while (at < size && is_space(tree.source_[at])) ++at;
  if (at >= size || tree.source_[at] != bracket) broken(tree, tree.source_.data() + at);
  return at + 1;
}

void JsonTree::Walker::scalar(JsonTree& tree, std::string_view token, std::uint32_t index) {
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  const auto begin = static_cast<std::size_t>(token.data() - tree.source_.data());
  Node& node = tree.nodes_[index];
  node.begin = static_cast<std::uint32_t>(begin);
  node.end = static_cast<std::uint32_t>(begin + token.size());
  if (token.empty()) broken(tree, tree.source_.data() + begin);
  if (token[0] == '"') {
    node.type = JsonType::kString;
    // The token runs to the next structural character: anything but space behind the quote is bad.
    if (token.size() < 2 || token.back() != '"') fail(begin, "not valid JSON: bad string");
    const std::string_view inside = token.substr(1, token.size() - 2);
    node.escaped = std::memchr(inside.data(), '\\', inside.size()) != nullptr;
    if (node.escaped) {
      std::string ignored;
      if (const auto error = unescape(inside, ignored))
        fail(begin + 1 + error->at, std::string("not valid JSON: ") + error->message);
    }
  } else if (token == "true" || token == "false") {
    node.type = JsonType::kBoolean;
  } else if (token == "null") {
    node.type = JsonType::kNull;
  } else if (is_number(token)) {
    node.type = JsonType::kNumber;
  } else {
    fail(begin, "not valid JSON: " +
                    (is_digit(token[0]) || token[0] == '-'
                         ? "bad number"
                         : shown_byte(std::string_view(tree.source_).substr(0, size), begin)));
  }
}

void JsonTree::Walker::key(JsonTree& tree, std::string_view raw, std::uint32_t index) {
  Node& node = tree.nodes_[index];
  const auto begin = static_cast<std::size_t>(raw.data() - tree.source_.data());
  node.key_begin = static_cast<std::uint32_t>(begin);
  node.key_size = static_cast<std::uint32_t>(raw.size());
  if (raw.find('\\') == std::string_view::npos) return;
  const std::size_t from = keys.size();
  if (const auto error = unescape(raw, keys))
    fail(begin + error->at, std::string("not valid JSON: ") + error->message);
  node.key_escaped = true;
  node.key_begin = static_cast<std::uint32_t>(from);
  node.key_size = static_cast<std::uint32_t>(keys.size() - from);
}

void JsonTree::Walker::refuse_duplicates(JsonTree& tree, std::uint32_t object_node) {
  members.clear();
  const std::uint32_t end = tree.nodes_[object_node].next;
  for (std::uint32_t i = object_node + 1; i < end; i = tree.nodes_[i].next)
    members.emplace_back(key_view(tree, tree.nodes_[i]), i);
  if (members.size() < 2) return;
  std::pair<std::string_view, std::uint32_t>* twice = nullptr;
  if (members.size() <= 16) {
    for (std::size_t i = 1; i < members.size() && twice == nullptr; ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (members[i].first == members[j].first) twice = &members[i];
  } else {
    std::sort(members.begin(), members.end());
    for (std::size_t i = 1; i < members.size() && twice == nullptr; ++i)
      if (members[i].first == members[i - 1].first) twice = &members[i];
  }
  if (twice != nullptr)
    fail(tree.nodes_[twice->second].begin, "duplicate key " + json_string(twice->first));
}

template <typename Value>
void JsonTree::Walker::object(JsonTree& tree, Value& from, std::uint32_t index, int depth) {
  auto members_of = unwrap<ondemand::object>(tree, from.get_object());
  std::size_t last = tree.nodes_[index].begin + 1;
  std::uint32_t count = 0;
  for (auto result : members_of) {
    auto field = unwrap<ondemand::field>(tree, std::move(result));
    const auto child = static_cast<std::uint32_t>(tree.nodes_.size());
    tree.nodes_.emplace_back();
    const char* start = field.key().raw();
    // The raw key ends at the first quote that no backslash escapes.
    const char* stop = start;
    while (*stop != '"') stop += *stop == '\\' ? 2 : 1;
    key(tree, std::string_view(start, static_cast<std::size_t>(stop - start)), child);
    value(tree, field.value(), child, depth + 1);
    last = separator(tree, tree.nodes_[child].end, '}');
    ++count;
  }
  Node& node = tree.nodes_[index];
  node.children = count;
  node.end = static_cast<std::uint32_t>(close(tree, last, '}'));
  node.next = static_cast<std::uint32_t>(tree.nodes_.size());
  refuse_duplicates(tree, index);
}

template <typename Value>
void JsonTree::Walker::array(JsonTree& tree, Value& from, std::uint32_t index, int depth) {
  auto elements = unwrap<ondemand::array>(tree, from.get_array());
  std::size_t last = tree.nodes_[index].begin + 1;
  std::uint32_t count = 0;
  for (auto result : elements) {
    auto element = unwrap<ondemand::value>(tree, std::move(result));
    const auto child = static_cast<std::uint32_t>(tree.nodes_.size());
    tree.nodes_.emplace_back();
    value(tree, element, child, depth + 1);
    last = separator(tree, tree.nodes_[child].end, ']');
    ++count;
  }
  Node& node = tree.nodes_[index];
  node.children = count;
  node.end = static_cast<std::uint32_t>(close(tree, last, ']'));
  node.next = static_cast<std::uint32_t>(tree.nodes_.size());
}

template <typename Value>
void JsonTree::Walker::value(JsonTree& tree, Value& from, std::uint32_t index, int depth) {
  std::string_view token;
  if constexpr (std::is_same_v<Value, ondemand::document>) {
    token = unwrap<std::string_view>(tree, from.raw_json_token());
  } else {
    token = from.raw_json_token();
  }
  const char first = token.empty() ? '\0' : token[0];
  tree.nodes_[index].begin = static_cast<std::uint32_t>(token.data() - tree.source_.data());
  if (first == '{' || first == '[') {
    if (depth >= kMaxDepth) fail(tree.nodes_[index].begin, "nested more than 64 deep");
    tree.nodes_[index].type = first == '{' ? JsonType::kObject : JsonType::kArray;
    if (first == '{')
      object(tree, from, index, depth);
    else
      array(tree, from, index, depth);
    return;
  }
  scalar(tree, token, index);
  tree.nodes_[index].next = index + 1;
}

void JsonTree::Walker::run(JsonTree& tree, std::size_t bytes) {
  size = bytes;
  keys.clear();
  const std::string_view source(tree.source_.data(), size);
  const auto error = parser.iterate(tree.source_.data(), size, tree.source_.size()).get(document);
  // simdjson gives memory that it cannot have as an error like those of the text.
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error == simdjson::UTF8_ERROR) fail(first_invalid_utf8(source).value_or(0), "invalid UTF-8");
  if (error == simdjson::UNESCAPED_CHARS)
    fail(find_control(source), "a control character in a string must be escaped");
  if (error == simdjson::UNCLOSED_STRING) fail(size, "not valid JSON: a string has no end");
  if (error == simdjson::EMPTY) fail(size, "not valid JSON: the text is empty");
  if (error != simdjson::SUCCESS) fail(0, "not valid JSON");
  tree.nodes_.emplace_back();
  value(tree, document, 0, 0);
  std::size_t end = tree.nodes_[0].end;
  while (end < size && is_space(tree.source_[end])) ++end;
  if (end < size) fail(end, "not valid JSON: more text behind the value");
}

JsonTree::JsonTree() = default;
JsonTree::~JsonTree() = default;
JsonTree::JsonTree(JsonTree&&) noexcept = default;
JsonTree& JsonTree::operator=(JsonTree&&) noexcept = default;

std::optional<JsonError> JsonTree::parse(std::string_view json) {
  if (!walker_) walker_ = std::make_unique<Walker>();
  nodes_.clear();
  // simdjson reads up to 64 bytes past the end.
  source_.reserve(json.size() + simdjson::SIMDJSON_PADDING);
  source_.assign(json);
  source_.append(simdjson::SIMDJSON_PADDING, ' ');
  std::optional<JsonError> failed;
  try {
    walker_->run(*this, json.size());
  } catch (Walker::Failure& failure) {
    failed = std::move(failure.error);
    nodes_.clear();
  }
  keys_ = walker_->keys;
  source_.resize(json.size());
  return failed;
}

void append_json_string(std::string& out, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    switch (byte) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      default:
        (out += "\\u00") += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
  }
  out.append(text, from);
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace tarn
