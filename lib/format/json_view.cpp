// What a parsed tree says of its values.

#include <cassert>

#include "base/numbers.h"
#include "format/json.h"
#include "format/json_escape.h"

namespace tarn {

std::string_view shown(JsonType type) {
  switch (type) {
    case JsonType::kNull:
      return "null";
    case JsonType::kBoolean:
      return "a boolean";
    case JsonType::kNumber:
      return "a number";
    case JsonType::kString:
      return "a string";
    case JsonType::kArray:
      return "an array";
    case JsonType::kObject:
      return "an object";
  }
  return "";
}

JsonType JsonView::type() const { return tree_->nodes_[node_].type; }

std::string_view JsonView::raw() const {
  const auto& node = tree_->nodes_[node_];
  return std::string_view(tree_->source_).substr(node.begin, node.end - node.begin);
}

std::string_view JsonView::key() const {
  const auto& node = tree_->nodes_[node_];
  return std::string_view(node.key_escaped ? tree_->keys_ : tree_->source_)
      .substr(node.key_begin, node.key_size);
}

std::size_t JsonView::byte() const { return tree_->nodes_[node_].begin; }

void JsonView::append_string(std::string& out) const {
  assert(is(JsonType::kString));
  const std::string_view inside = raw().substr(1, raw().size() - 2);
  if (tree_->nodes_[node_].escaped)
    unescape(inside, out);
  else
    out.append(inside);
}

std::string JsonView::string() const {
  std::string out;
  append_string(out);
  return out;
}

std::optional<std::int64_t> JsonView::integer() const {
  return is(JsonType::kNumber) ? parse_integer(raw()) : std::nullopt;
}

std::optional<double> JsonView::number() const {
  return is(JsonType::kNumber) ? parse_decimal(raw()) : std::nullopt;
}

bool JsonView::boolean() const {
  assert(is(JsonType::kBoolean));
  return raw() == "true";
}

JsonView::Iterator& JsonView::Iterator::operator++() {
  node_ = tree_->nodes_[node_].next;
  return *this;
}

JsonView::Iterator JsonView::begin() const { return {tree_, node_ + 1}; }
JsonView::Iterator JsonView::end() const { return {tree_, tree_->nodes_[node_].next}; }
std::size_t JsonView::size() const { return tree_->nodes_[node_].children; }

std::optional<JsonView> JsonView::find(std::string_view wanted) const {
  if (!is(JsonType::kObject)) return std::nullopt;
  for (const JsonView member : *this)
    if (member.key() == wanted) return member;
  return std::nullopt;
}

}  // namespace tarn
