#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/numbers.h"
#include "format/json.h"

namespace tarn {

/// Appends JSON to a string, a few bytes at a time, fast: pieces are gathered in a buffer of the
/// writer's own. The string has all of them once the writer is flushed or gone, and must not be
/// touched before.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out), at_(buffer_) {}
  ~JsonWriter() { flush(); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  /// Text that is JSON as it stands.
  template <std::size_t N>
  void literal(const char (&json)[N]) {
    static_assert(N - 1 <= kShort);
    make_room(N - 1);
    std::memcpy(at_, json, N - 1);
    at_ += N - 1;
  }
  void raw(std::string_view json) {
    if (json.size() > kShort) return append(json);
    make_room(kShort);
    std::memcpy(at_, json.data(), json.size());
    at_ += json.size();
  }

  void whole(std::uint64_t value) {
    make_room(kShort);
    at_ = std::to_chars(at_, at_ + kShort, value).ptr;
  }

  /// By the rule of `append_number`, 4 decimals. REQUIRES a finite value.
  void number(double value) {
    if (std::fabs(value) >= kMostAsUnits) return append(format_number(value));
    make_room(kShort);
    at_ = write_units(at_, to_units(value));
  }

  /// A string with its quotes, escaped. REQUIRES valid UTF-8.
  void string(std::string_view text) {
    if (text.size() + 2 > kShort) return append(json_string(text));
    make_room(kShort);
    if (copy_plain(text, at_ + 1)) {
      *at_ = '"';
      at_ += text.size() + 1;
      *at_++ = '"';
    } else {
      append(json_string(text));
    }
  }

  void flush() {
    out_.append(buffer_, static_cast<std::size_t>(at_ - buffer_));
    at_ = buffer_;
  }

 private:
  static constexpr std::size_t kSize = 2048;
  static constexpr std::size_t kShort = 128;
  static constexpr double kMostAsUnits = 1e9;
  static constexpr std::uint64_t kPlain = 0x2121212121212121U;  ///< '!', which needs no escapes

  /// Whether one of eight bytes is a control character, a quote or a backslash.
  static bool needs_escapes(std::uint64_t bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    const auto below = [](std::uint64_t value, std::uint64_t limit) {
      return (value - kOnes * limit) & ~value;
    };
    const std::uint64_t found = below(bytes, 0x20) | below(bytes ^ kOnes * '"', 1) |
                                below(bytes ^ kOnes * '\\', 1);
    return (found & kOnes * 0x80) != 0;
  }
  /// Copies a text to `to` if no byte of it needs escapes; else what stands there is worth nothing.
  static bool copy_plain(std::string_view text, char* to) {
    const char* from = text.data();
    std::uint64_t bytes = kPlain;
    if (text.size() < sizeof bytes) {
      std::memcpy(&bytes, from, text.size());
      std::memcpy(to, from, text.size());
      return !needs_escapes(bytes);
    }
    const char* const last = from + text.size() - sizeof bytes;
    bool found = false;
    for (; from < last; from += sizeof bytes, to += sizeof bytes) {
      std::memcpy(&bytes, from, sizeof bytes);
      std::memcpy(to, &bytes, sizeof bytes);
      found |= needs_escapes(bytes);
    }
    std::memcpy(&bytes, last, sizeof bytes);
    std::memcpy(to - (from - last), &bytes, sizeof bytes);
    return !(found || needs_escapes(bytes));
  }

  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(buffer_ + kSize - at_) < bytes) flush();
  }
  void append(std::string_view json) {
    flush();
    out_ += json;
  }

  std::string& out_;
  char* at_;
  char buffer_[kSize];
};

/// Writes one object, member by member; what `key` begins must be followed by one value.
class JsonObject {
 public:
  explicit JsonObject(JsonWriter& out) : out_(out) { out_.literal("{"); }

  /// Begins a member of a name that needs no escapes.
  template <std::size_t N>
  JsonWriter& key(const char (&name)[N]) {
    begin();
    out_.literal("\"");
    out_.literal(name);
    out_.literal("\":");
    return out_;
  }
  /// Begins a member of any name.
  JsonWriter& key(std::string_view name) {
    begin();
    out_.string(name);
    out_.literal(":");
    return out_;
  }

  template <std::size_t N>
  JsonObject& whole(const char (&name)[N], std::uint64_t value) {
    key(name).whole(value);
    return *this;
  }
  template <std::size_t N>
  JsonObject& number(const char (&name)[N], double value) {
    key(name).number(value);
    return *this;
  }
  template <std::size_t N>
  JsonObject& text(const char (&name)[N], std::string_view value) {
    key(name).string(value);
    return *this;
  }
  template <std::size_t N>
  JsonObject& boolean(const char (&name)[N], bool value) {
    key(name).raw(value ? "true" : "false");
    return *this;
  }
  void close() { out_.literal("}"); }

 private:
  void begin() {
    if (!first_) out_.literal(",");
    first_ = false;
  }

  JsonWriter& out_;
  bool first_ = true;
};

}  // namespace tarn
