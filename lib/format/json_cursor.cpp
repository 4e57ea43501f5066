// A pull parser. Strings are scanned many bytes at a time; keys are compared by 64-bit hashes, so
// that an object's members cost a few comparisons each and no memory of their own.

#include "format/json_cursor.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "base/numbers.h"
#include "format/json_escape.h"
#include "format/json_scan.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr std::size_t kMaxDepth = 64;
/// Objects with more members than this are checked for duplicates when they end.
constexpr std::size_t kCompareAtOnce = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void JsonCursor::fail(std::size_t byte, std::string message) const {
  throw JsonFailure{JsonError{byte, std::move(message)}};
}

void JsonCursor::unexpected(const char* wanted) const {
  if (at_ >= end_)
    fail(end_, std::string("not valid JSON: the text ends where ") + wanted + " is wanted");
  fail(at_, std::string("not valid JSON: ") + wanted + " is wanted");
}

void JsonCursor::reset(std::string_view json) {
  copy_.reserve(json.size() + kPadding);
  copy_.assign(json);
  copy_.append(kPadding, '\0');
  data_ = copy_.data();
  at_ = 0;
  end_ = json.size();
  first_ = true;
  levels_.clear();
  keys_.clear();
  if (!simdjson::validate_utf8(json.data(), json.size()))
    fail(first_invalid_utf8(json).value_or(0), "invalid UTF-8");
}

JsonType JsonCursor::peek() {
  skip_space();
  switch (current()) {
    case '{':
      return JsonType::kObject;
    case '[':
      return JsonType::kArray;
    case '"':
      return JsonType::kString;
    case 't':
    case 'f':
      return JsonType::kBoolean;
    case 'n':
      return JsonType::kNull;
    default:
      break;
  }
  if (!is_digit(current()) && current() != '-') unexpected("a value");
  return JsonType::kNumber;
}

void JsonCursor::enter(char bracket, const char* wanted) {
  skip_space();
  if (current() != bracket) {
    const JsonType found = peek();
    fail(at_, std::string(wanted) + " is wanted, found " + std::string(shown(found)));
  }
  if (levels_.size() >= kMaxDepth) fail(at_, "nested more than 64 deep");
  levels_.push_back({keys_.size(), 0});
  ++at_;
  first_ = true;
}

bool JsonCursor::leave() {
  const std::size_t first = levels_.back().first_key;
  if (keys_.size() - first > kCompareAtOnce) {
    const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, keys_.end());
    if (std::adjacent_find(begin, keys_.end()) != keys_.end())
      fail(at_, "duplicate key in the object that ends here");
  }
  keys_.resize(first);
  levels_.pop_back();
  ++at_;
  first_ = false;
  return false;
}

bool JsonCursor::next_member(std::string_view& key) {
  if (!next('}')) return false;
  if (current() != '"') unexpected("a key");
  const std::size_t byte = at_;
  bool escaped = false;
  key = scan_string(escaped);
  if (escaped) {
    key_.clear();
    unescape(key, key_);
    key_.reserve(key_.size() + kPadding);
    key = key_;
  }
  remember(key, byte);
  skip_space();
  if (current() != ':') unexpected("':'");
  ++at_;
  return true;
}

void JsonCursor::remember(std::string_view key, std::size_t byte) {
  const std::uint64_t value = json_scan::hash(key.data(), key.size());
  Level& level = levels_.back();
  const std::uint64_t bit = std::uint64_t{1} << (value >> 58U);
  // Only keys whose bit was set already can be there twice.
  if ((level.seen & bit) != 0 && keys_.size() - level.first_key <= kCompareAtOnce) {
    for (std::size_t i = level.first_key; i < keys_.size(); ++i) {
      if (keys_[i] == value) fail(byte, "duplicate key " + json_string(key));
    }
  }
  level.seen |= bit;
  keys_.push_back(value);
}

std::string_view JsonCursor::scan_string(bool& escaped) {
  const char* const begin = data_ + at_ + 1;
  const char* at = begin;
  escaped = false;
  for (;;) {
    at = json_scan::find_special(at);
    if (*at == '"') break;
    const auto byte = static_cast<std::size_t>(at - data_);
    if (byte >= end_) fail(end_, "not valid JSON: a string has no end");
    if (*at != '\\') fail(byte, "a control character in a string must be escaped");
    escaped = true;
    at = data_ + escape(byte, nullptr);
  }
  at_ = static_cast<std::size_t>(at - data_) + 1;
  return {begin, static_cast<std::size_t>(at - begin)};
}

std::size_t JsonCursor::escape(std::size_t at, std::string* out) const {
  if (at + 1 >= end_) fail(end_, "not valid JSON: a string has no end");
  std::string ignored;
  if (const auto error = read_escape({data_, end_}, at, out != nullptr ? *out : ignored))
    fail(error->at, std::string("not valid JSON: ") + error->message);
  return at;
}

void JsonCursor::unescape(std::string_view inside, std::string& out) const {
  std::size_t at = static_cast<std::size_t>(inside.data() - data_);
  const std::size_t end = at + inside.size();
  while (at < end) {
    const std::string_view rest(data_ + at, end - at);
    const std::size_t plain = std::min(rest.find('\\'), rest.size());
    out.append(rest, 0, plain);
    at += plain;
    if (at < end) at = escape(at, &out);
  }
}

void JsonCursor::need_string() {
  skip_space();
  if (current() != '"') fail(at_, "a string is wanted, found " + std::string(shown(peek())));
}

std::string_view JsonCursor::string(std::string& buffer) {
  need_string();
  bool escaped = false;
  const std::string_view inside = scan_string(escaped);
  if (!escaped) return inside;
  buffer.clear();
  unescape(inside, buffer);
  return buffer;
}

std::uint64_t JsonCursor::string_length() {
  need_string();
  bool escaped = false;
  const std::string_view inside = scan_string(escaped);
  std::uint64_t length = json_scan::code_points(inside);
  if (!escaped) return length;
  std::size_t at = static_cast<std::size_t>(inside.data() - data_);
  const std::size_t end = at + inside.size();
  while (true) {
    const std::string_view rest(data_ + at, end - at);
    const std::size_t plain = rest.find('\\');
    if (plain == std::string_view::npos) return length;
    const std::size_t behind = escape(at + plain, nullptr);
    length -= behind - (at + plain) - 1;
    at = behind;
  }
}

std::string_view JsonCursor::scan_number() {
  if (peek() != JsonType::kNumber)
    fail(at_, "a number is wanted, found " + std::string(shown(peek())));
  const std::size_t begin = at_;
  const auto digits = [this] {
    const std::size_t from = at_;
    while (is_digit(current())) ++at_;
    return at_ - from;
  };
  if (current() == '-') ++at_;
  const std::size_t whole = at_;
  const std::size_t count = digits();
  bool good = count > 0 && (data_[whole] != '0' || count == 1);
  if (good && current() == '.') {
    ++at_;
    good = digits() > 0;
  }
  if (good && (current() == 'e' || current() == 'E')) {
    ++at_;
    if (current() == '+' || current() == '-') ++at_;
    good = digits() > 0;
  }
  if (!good) fail(begin, "not valid JSON: bad number");
  return {data_ + begin, at_ - begin};
}

std::uint64_t JsonCursor::natural() {
  skip_space();
  const std::size_t begin = at_;
  std::uint64_t value = 0;
  while (is_digit(current()) && at_ - begin < 18) {
    value = value * 10 + static_cast<std::uint64_t>(current() - '0');
    ++at_;
  }
  const std::size_t digits = at_ - begin;
  const bool whole =
      !is_digit(current()) && current() != '.' && current() != 'e' && current() != 'E';
  if (digits > 0 && whole && (digits == 1 || data_[begin] != '0')) return value;
  at_ = begin;
  fail(begin, "a whole number from 0 is wanted, found " + std::string(scan_number()));
}

std::int64_t JsonCursor::units() {
  skip_space();
  // The usual spelling, at most four decimals, is exact without a detour by floating point.
  const std::size_t begin = at_;
  const bool negative = current() == '-';
  std::size_t at = begin + (negative ? 1 : 0);
  const std::size_t whole = at;
  std::int64_t value = 0;
  const auto digits = [&](std::size_t most) {
    const std::size_t from = at;
    while (is_digit(data_[at]) && at - from < most) value = value * 10 + (data_[at++] - '0');
    return at - from;
  };
  const std::size_t before = digits(12);
  bool plain = before > 0 && (before == 1 || data_[whole] != '0');
  std::size_t decimals = 0;
  if (data_[at] == '.') {
    ++at;
    decimals = digits(4);
    plain = plain && decimals > 0;
  }
  if (plain && !is_digit(data_[at]) && data_[at] != '.' && data_[at] != 'e' && data_[at] != 'E') {
    at_ = at;
    for (std::size_t i = decimals; i < 4; ++i) value *= 10;
    return negative ? -value : value;
  }
  const std::string_view text = scan_number();
  const auto number = parse_decimal(text);
  if (!number || *number > 9e14 || *number < -9e14)
    fail(begin, "a number of reasonable size is wanted, found " + std::string(text));
  return to_units(*number);
}

void JsonCursor::skip_word(std::string_view word) {
  if (std::string_view(data_ + at_, end_ - at_).substr(0, word.size()) != word)
    unexpected("a value");
  at_ += word.size();
}

bool JsonCursor::boolean() {
  if (peek() != JsonType::kBoolean)
    fail(at_, "a boolean is wanted, found " + std::string(shown(peek())));
  const bool value = current() == 't';
  skip_word(value ? "true" : "false");
  return value;
}

bool JsonCursor::take_null() {
  if (peek() != JsonType::kNull) return false;
  skip_word("null");
  return true;
}

std::string_view JsonCursor::skip() {
  const JsonType type = peek();
  const std::size_t begin = at_;
  std::string_view key;
  bool escaped = false;
  switch (type) {
    case JsonType::kNull:
      take_null();
      break;
    case JsonType::kBoolean:
      boolean();
      break;
    case JsonType::kNumber:
      scan_number();
      break;
    case JsonType::kString:
      scan_string(escaped);
      break;
    case JsonType::kArray:
      enter_array();
      while (next_element()) skip();
      break;
    case JsonType::kObject:
      enter_object();
      while (next_member(key)) skip();
      break;
  }
  return {data_ + begin, at_ - begin};
}

void JsonCursor::finish() {
  skip_space();
  if (at_ < end_) fail(at_, "not valid JSON: more text behind the value");
}

}  // namespace tarn
