#include "exchange/json_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace tarn::exchange {
namespace {

constexpr std::string_view kWhite = " \t\r\n";

/// Places in the one file of an input, asked for from front to back.
class Places {
 public:
  explicit Places(const Input& input) : input_(input), text_(input.only().text) {
    mark_ = text_.size() - input.only().body().size();
  }

  /// `byte` counts from behind a byte order mark.
  Place at(std::size_t byte) {
    byte = std::min(byte + mark_, text_.size());
    for (; at_ < byte; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      start_ = at_ + 1;
    }
    return {input_.name, line_, byte - start_ + 1};
  }

 private:
  const Input& input_;
  std::string_view text_;
  std::size_t mark_ = 0;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  ///< of the line
  std::uint64_t line_ = 1;
};

/// What is done with an object; false: no more of them are wanted.
using Visit = std::function<bool(JsonView, const Place&)>;

bool visit_value(Places& places, JsonView value, std::size_t start, const Visit& visit) {
  if (value.is(JsonType::kArray)) {
    for (const JsonView item : value) {
      if (!visit_value(places, item, start, visit)) return false;
    }
    return true;
  }
  const Place place = places.at(start + value.byte());
  if (!value.is(JsonType::kObject)) {
    throw ResourceError(place, fmt::format("an object is wanted, found {}", shown(value.type())));
  }
  return visit(value, place);
}

void walk(const Input& input, const Visit& visit) {
  const std::string_view text = input.only().body();
  Places places(input);
  JsonTree tree;
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return;
  const std::size_t line_end = std::min(text.find('\n', first), text.size());
  const bool by_lines = text[first] == '{' && !tree.parse(text.substr(first, line_end - first));
  if (!by_lines) {
    if (const auto error = tree.parse(text)) {
      throw ResourceError(places.at(error->byte), error->message);
    }
    visit_value(places, tree.root(), 0, visit);
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.find_first_not_of(kWhite) != std::string_view::npos) {
      if (const auto error = tree.parse(line)) {
        throw ResourceError(places.at(at + error->byte), error->message);
      }
      if (!visit_value(places, tree.root(), at, visit)) return;
    }
    at = end + 1;
  }
}

}  // namespace

void each_object(const Input& input, const std::function<void(JsonView, const Place&)>& visit) {
  walk(input, [&](JsonView object, const Place& place) {
    visit(object, place);
    return true;
  });
}

bool first_object(const Input& input, const std::function<bool(JsonView)>& test) {
  if (input.is_folder || input.files.empty()) return false;
  const std::string_view text = input.only().body();
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
  bool out = false;
  try {
    walk(input, [&](JsonView object, const Place&) {
      out = test(object);
      return false;
    });
  } catch (const ResourceError&) {
    return false;
  }
  return out;
}

std::string text_of(JsonView value) {
  if (value.is(JsonType::kString)) return value.string();
  if (value.is(JsonType::kNumber)) return std::string(value.raw());
  return {};
}

std::string text_of(JsonView object, std::string_view key) {
  const auto value = object.find(key);
  return value ? text_of(*value) : std::string();
}

std::optional<std::uint64_t> position_of(JsonView object, std::string_view key,
                                         const Place& place) {
  const auto value = object.find(key);
  if (!value || value->is(JsonType::kNull)) return std::nullopt;
  const auto number = value->integer();
  if (!number || *number < 0) {
    throw ResourceError(
        place, fmt::format("'{}' is {}, a whole number from 0 on is wanted", key, value->raw()));
  }
  return static_cast<std::uint64_t>(*number);
}

Code code_of_span(JsonView span, const std::string& coder, const Place& place) {
  Code code;
  code.place = place;
  code.coder = coder;
  code.start = position_of(span, "start", place);
  code.end = position_of(span, "end", place);
  code.label = text_of(span, "label");
  if (!code.start || !code.end || code.label.empty())
    throw ResourceError(place, "a span needs start, end and label");
  return code;
}

bool has_list(JsonView object, std::string_view key) {
  const auto value = object.find(key);
  return value && value->is(JsonType::kArray);
}

std::vector<JsonView> list_of(JsonView object, std::string_view key) {
  std::vector<JsonView> out;
  const auto list = object.find(key);
  if (!list || !list->is(JsonType::kArray)) return out;
  for (const JsonView item : *list) out.push_back(item);
  return out;
}

std::string doc_id_in(JsonView object) {
  std::string out = text_of(object, "doc_id");
  for (const char* const inner : {"meta", "data"}) {
    const auto value = object.find(inner);
    if (out.empty() && value) out = text_of(*value, "doc_id");
  }
  return out;
}

void tell_dropped(CodeFile& out, const Place& place, std::string message) {
  out.told.push_back({Severity::kWarning, place, "dropped", std::move(message)});
}

}  // namespace tarn::exchange
