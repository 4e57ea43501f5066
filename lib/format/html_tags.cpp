#include "format/html_tags.h"

#include <algorithm>
#include <cstdint>

#include "text/ascii.h"

namespace tarn {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

bool is_same(std::string_view text, std::string_view in_lower_case) {
  return std::equal(text.begin(), text.end(), in_lower_case.begin(), in_lower_case.end(),
                    [](char a, char b) { return text::ascii_lower(a) == b; });
}

/// Follows the attributes of a tag, byte by byte.
class AttributeStates {
 public:
  std::size_t count() const { return count_; }
  bool is_quoted() const { return quote_ != 0; }
  bool is_in_value() const { return state_ == State::kValue; }

  /// Whether `c` is the '>' behind them.
  bool ends_at(char c) {
    if (quote_ != 0) {
      if (c == quote_) {
        quote_ = 0;
        state_ = State::kBetween;
      }
      return false;
    }
    if (c == '>') return true;
    if (is_space(c)) {
      if (state_ == State::kName) state_ = State::kBehindName;
      if (state_ == State::kValue) state_ = State::kBetween;
    } else if (state_ == State::kBeforeValue) {
      state_ = State::kValue;
      if (c == '"' || c == '\'') quote_ = c;
    } else if (state_ != State::kValue) {
      beside_values(c);
    }
    return false;
  }

 private:
  enum class State : std::uint8_t { kBetween, kName, kBehindName, kBeforeValue, kValue };

  void beside_values(char c) {
    if (c == '/') {
      state_ = State::kBetween;
    } else if (c == '=' && state_ != State::kBetween) {
      state_ = State::kBeforeValue;
    } else if (state_ != State::kName) {
      ++count_;
      state_ = State::kName;
    }
  }

  State state_ = State::kBetween;
  char quote_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

std::optional<HtmlTag> HtmlTagReader::read(std::size_t at) {
  std::size_t i = at + 1;
  if (i >= html_.size()) return std::nullopt;
  if (html_.substr(i).starts_with("!--")) return comment(i + 1);
  HtmlTag tag;
  tag.is_end = html_[i] == '/';
  if (tag.is_end) ++i;
  const bool is_name = i < html_.size() && text::is_ascii_letter(html_[i]);
  // What is no tag behind "<!", "<?" and "</" is a comment up to the next '>'.
  if (html_[at + 1] == '!' || html_[at + 1] == '?' || (tag.is_end && !is_name && may_end(i))) {
    const std::size_t end = html_.find('>', i);
    tag.end = end == std::string_view::npos ? html_.size() : end + 1;
    return tag;
  }
  if (!is_name) return std::nullopt;
  while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>' && html_[i] != '/') {
    tag.name.push_back(text::ascii_lower(html_[i++]));
  }
  // A '<' that no '>' ends: the rest would be lost.
  if (!read_attributes(i, tag)) return std::nullopt;
  return tag;
}

/// `from` is at the dashes that begin it. Also "<!-->" is one, and "--!>" ends one.
HtmlTag HtmlTagReader::comment(std::size_t from) const {
  HtmlTag tag;
  tag.end = html_.size();
  for (std::size_t at = html_.find("--", from); at != std::string_view::npos;
       at = html_.find("--", at + 1)) {
    const std::string_view behind = html_.substr(at + 2);
    const bool is_bang = at >= from + 2 && behind.starts_with("!>");
    if (!is_bang && !behind.starts_with('>')) continue;
    tag.end = at + (is_bang ? 4 : 3);
    break;
  }
  return tag;
}

bool HtmlTagReader::read_attributes(std::size_t from, HtmlTag& tag) {
  // Of tags that never end the first one is counted: a parser reads on in it.
  if (!may_end(from) && open_attributes_) return false;
  std::size_t end = from;
  AttributeStates states;
  if (budget_ == 0 && may_end(from)) {
    end = html_.find('>', from);
  } else {
    while (end < html_.size() && !states.ends_at(html_[end])) ++end;
  }
  if (end == html_.size()) {
    budget_ -= std::min(budget_, html_.size() - from);
    if (!open_attributes_) open_attributes_ = states.count();
    return false;
  }
  tag.attributes = html_.substr(from, end - from);
  tag.attribute_count = states.count();
  tag.is_empty = html_[end - 1] == '/';
  tag.is_self_closing = tag.is_empty && !states.is_in_value();
  tag.end = end + 1;
  return true;
}

std::size_t HtmlTagReader::raw_end(std::string_view name, std::size_t from) const {
  for (std::size_t at = html_.find("</", from); at != std::string_view::npos;
       at = html_.find("</", at + 1)) {
    const std::size_t behind = at + 2 + name.size();
    if (!is_same(html_.substr(at + 2, name.size()), name)) continue;
    const char c = behind < html_.size() ? html_[behind] : '>';
    if (c == '>' || c == '/' || is_space(c)) return at;
  }
  return html_.size();
}

void append_without_data(std::string& out, std::string_view tag) {
  if (tag.find("data:") == std::string_view::npos) {
    out += tag;
    return;
  }
  AttributeStates states;
  // Attributes begin behind the name.
  for (std::size_t i = std::min(tag.find_first_of(" \t\n\f\r/>"), tag.size()); i < tag.size();
       ++i) {
    const bool was_quoted = states.is_quoted();
    if (states.ends_at(tag[i]) || was_quoted || !states.is_quoted()) continue;
    const std::size_t end = tag.find(tag[i], i + 1);
    if (end == std::string_view::npos || !tag.substr(i + 1).starts_with("data:")) continue;
    out += tag.substr(0, i + 1);
    tag.remove_prefix(end);
    // At the quote that closes the value.
    states.ends_at(tag[0]);
    i = 0;
  }
  out += tag;
}

std::string_view html_attribute(std::string_view attributes, std::string_view wanted) {
  std::size_t i = 0;
  while (i < attributes.size()) {
    while (i < attributes.size() && (is_space(attributes[i]) || attributes[i] == '/')) ++i;
    const std::size_t name = i;
    while (i < attributes.size() && !is_space(attributes[i]) && attributes[i] != '=') ++i;
    const std::string_view found = attributes.substr(name, i - name);
    while (i < attributes.size() && is_space(attributes[i])) ++i;
    std::string_view value;
    if (i < attributes.size() && attributes[i] == '=') {
      ++i;
      while (i < attributes.size() && is_space(attributes[i])) ++i;
      const bool quoted = i < attributes.size() && (attributes[i] == '"' || attributes[i] == '\'');
      const std::size_t begin = quoted ? i + 1 : i;
      if (quoted) {
        i = std::min(attributes.find(attributes[i], begin), attributes.size());
      } else {
        while (i < attributes.size() && !is_space(attributes[i])) ++i;
      }
      value = attributes.substr(begin, i - begin);
      if (quoted) ++i;
    }
    if (is_same(found, wanted)) {
      return found.empty() ? std::string_view() : (value.empty() ? found : value);
    }
    if (found.empty()) ++i;
  }
  return {};
}

}  // namespace tarn
