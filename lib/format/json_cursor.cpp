// A pull parser. Strings are scanned eight bytes at a time; keys are compared by 64-bit hashes, so
// that an object's members cost a few comparisons each and no memory of their own.

#include "format/json_cursor.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "base/numbers.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr std::size_t kMaxDepth = 64;
/// Objects with more members than this are checked for duplicates when they end.
constexpr std::size_t kCompareAtOnce = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::uint64_t load(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Marks bytes of `word` that are '"', '\\' or below 0x20. The lowest mark is exact; higher ones
/// may be false, and so may be all if the machine is big-endian: the caller looks at each byte
/// then.
std::uint64_t special_bytes(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t slash = word ^ (kOnes * '\\');
  return (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) |
          ((word - kOnes * 0x20) & ~word)) &
         kHigh;
}

std::uint64_t hash(std::string_view key) {
  std::uint64_t value = key.size() * 0x9e3779b97f4a7c15U;
  std::size_t at = 0;
  for (; at + 8 <= key.size(); at += 8) {
    value = (value ^ load(key.data() + at)) * 0xbf58476d1ce4e5b9U;
    value ^= value >> 29U;
  }
  std::uint64_t tail = 0;
  for (; at < key.size(); ++at) tail = tail << 8U | static_cast<unsigned char>(key[at]);
  value = (value ^ tail) * 0x94d049bb133111ebU;
  return value ^ value >> 31U;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The four hexadecimal digits at `text`, or -1.
int hex4(std::string_view text) {
  if (text.size() < 4) return -1;
  int value = 0;
  for (const char c : text.substr(0, 4)) {
    const int digit = hex_digit(c);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

std::string_view plain_escape(char c) {
  switch (c) {
    case '"':
      return "\"";
    case '\\':
      return "\\";
    case '/':
      return "/";
    case 'b':
      return "\b";
    case 'f':
      return "\f";
    case 'n':
      return "\n";
    case 'r':
      return "\r";
    case 't':
      return "\t";
    default:
      return {};
  }
}

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
  data_ = json.data();
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
  levels_.push_back(keys_.size());
  ++at_;
  first_ = true;
}

bool JsonCursor::leave() {
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(levels_.back());
  if (keys_.end() - begin > static_cast<std::ptrdiff_t>(kCompareAtOnce)) {
    std::sort(begin, keys_.end());
    if (std::adjacent_find(begin, keys_.end()) != keys_.end())
      fail(at_, "duplicate key in the object that ends here");
  }
  keys_.resize(levels_.back());
  levels_.pop_back();
  ++at_;
  first_ = false;
  return false;
}

/// Passes over a comma, or leaves at the bracket.
bool JsonCursor::next(char bracket) {
  skip_space();
  if (current() == bracket) return leave();
  if (!first_) {
    if (current() != ',') unexpected(bracket == '}' ? "',' or '}'" : "',' or ']'");
    ++at_;
    skip_space();
  }
  first_ = false;
  return true;
}

bool JsonCursor::next_element() { return next(']'); }

bool JsonCursor::next_member(std::string_view& key) {
  if (!next('}')) return false;
  if (current() != '"') unexpected("a key");
  const std::size_t byte = at_;
  bool escaped = false;
  key = scan_string(escaped);
  if (escaped) {
    key_.clear();
    unescape(key, key_);
    key = key_;
  }
  remember(key, byte);
  skip_space();
  if (current() != ':') unexpected("':'");
  ++at_;
  return true;
}

void JsonCursor::remember(std::string_view key, std::size_t byte) {
  const std::uint64_t value = hash(key);
  const std::size_t first = levels_.back();
  if (keys_.size() - first <= kCompareAtOnce) {
    for (std::size_t i = first; i < keys_.size(); ++i) {
      if (keys_[i] == value) fail(byte, "duplicate key " + json_string(key));
    }
  }
  keys_.push_back(value);
}

std::size_t JsonCursor::find_special(std::size_t from) const {
  while (from + 8 <= end_) {
    const std::uint64_t marks = special_bytes(load(data_ + from));
    if (marks != 0) break;
    from += 8;
  }
  while (from < end_) {
    const auto c = static_cast<unsigned char>(data_[from]);
    if (c == '"' || c == '\\' || c < 0x20) return from;
    ++from;
  }
  return end_;
}

std::string_view JsonCursor::scan_string(bool& escaped) {
  const std::size_t begin = at_ + 1;
  std::size_t at = begin;
  escaped = false;
  for (;;) {
    at = find_special(at);
    if (at >= end_) fail(end_, "not valid JSON: a string has no end");
    if (data_[at] == '"') break;
    if (data_[at] != '\\') fail(at, "a control character in a string must be escaped");
    escaped = true;
    at = escape(at, nullptr);
  }
  at_ = at + 1;
  return {data_ + begin, at - begin};
}

std::size_t JsonCursor::escape(std::size_t at, std::string* out) const {
  const std::string_view rest(data_ + at, end_ - at);
  if (rest.size() < 2) fail(end_, "not valid JSON: a string has no end");
  if (rest[1] != 'u') {
    const std::string_view plain = plain_escape(rest[1]);
    if (plain.empty()) fail(at, "not valid JSON: no such escape");
    if (out != nullptr) out->append(plain);
    return at + 2;
  }
  const int first = hex4(rest.substr(2));
  if (first < 0) fail(at, "not valid JSON: a \\u escape needs four hexadecimal digits");
  auto code_point = static_cast<char32_t>(first);
  std::size_t size = 6;
  if (first >= 0xD800 && first <= 0xDFFF) {
    const bool pair = first < 0xDC00 && rest.size() >= 12 && rest[6] == '\\' && rest[7] == 'u';
    const int second = pair ? hex4(rest.substr(8)) : -1;
    if (second < 0xDC00 || second > 0xDFFF)
      fail(at, "not valid JSON: a lone surrogate is no character");
    code_point = static_cast<char32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
    size = 12;
  }
  if (out != nullptr) append_utf8(*out, code_point);
  return at + size;
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

std::string_view JsonCursor::string(std::string& buffer) {
  if (peek() != JsonType::kString)
    fail(at_, "a string is wanted, found " + std::string(shown(peek())));
  bool escaped = false;
  const std::string_view inside = scan_string(escaped);
  if (!escaped) return inside;
  buffer.clear();
  unescape(inside, buffer);
  return buffer;
}

std::uint64_t JsonCursor::string_length() {
  if (peek() != JsonType::kString)
    fail(at_, "a string is wanted, found " + std::string(shown(peek())));
  bool escaped = false;
  const std::string_view inside = scan_string(escaped);
  // Every code point has one byte that is no continuation byte.
  std::uint64_t length = 0;
  for (const char c : inside) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
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
  const std::string_view text = scan_number();
  std::uint64_t value = 0;
  bool good = text.size() <= 18;
  for (const char c : text) {
    good = good && is_digit(c);
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (!good) fail(at_ - text.size(), "a whole number from 0 is wanted, found " + std::string(text));
  return value;
}

std::int64_t JsonCursor::units() {
  const std::string_view text = scan_number();
  // The usual spelling, at most four decimals, is exact without a detour by floating point.
  const bool negative = text.front() == '-';
  const std::string_view digits = text.substr(negative ? 1 : 0);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t decimals = point < digits.size() ? digits.size() - point - 1 : 0;
  bool plain = decimals <= 4 && point <= 12;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c == '.') continue;
    plain = plain && is_digit(c);
    if (plain) value = value * 10 + (c - '0');
  }
  if (plain) {
    for (std::size_t i = decimals; i < 4; ++i) value *= 10;
    return negative ? -value : value;
  }
  const auto number = parse_decimal(text);
  if (!number || *number > 9e14 || *number < -9e14)
    fail(at_ - text.size(), "a number of reasonable size is wanted, found " + std::string(text));
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
