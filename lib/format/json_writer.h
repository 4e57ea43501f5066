#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

#include "base/numbers.h"
#include "format/json.h"
#include "format/json_scan.h"

namespace tarn {

/// A text of which it is known whether JSON needs escapes for it: for what is written many times.
/// The text must outlive the object.
class JsonText {
 public:
  JsonText() = default;
  /// Looks whether it needs escapes.
  JsonText(std::string_view text) : text_(text), plain_(needs_none(text)) {}  // NOLINT: any text
  JsonText(const std::string& text) : JsonText(std::string_view(text)) {}     // NOLINT
  /// REQUIRES a text that needs none.
  static constexpr JsonText plain(std::string_view text) {
    JsonText out;
    out.text_ = text;
    return out;
  }

  operator std::string_view() const { return text_; }  // NOLINT: it is one
  bool empty() const { return text_.empty(); }
  bool is_plain() const { return plain_; }

 private:
  static bool needs_none(std::string_view text) {
    std::uint64_t found = 0;
    for (; text.size() > sizeof found; text.remove_prefix(sizeof found)) {
      found |= marks(text.data(), sizeof found);
    }
    return (found | marks(text.data(), text.size())) == 0;
  }
  /// Not 0 when one of up to eight bytes is a quote, a backslash or below 0x20.
  static std::uint64_t marks(const char* text, std::size_t size) {
    std::uint64_t bytes = 0x2020202020202020U;
    if (size > 0) std::memcpy(&bytes, text, size);
    return json_scan::special_bytes(bytes);
  }

  std::string_view text_;
  bool plain_ = true;
};

/// Appends JSON to a string, a few bytes at a time, fast: pieces are gathered in a buffer of the
/// writer's own. The string has all of them once the writer is flushed or gone, and must not be
/// touched before.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out), at_(buffer_) {}
  /// Memory may be lacking for what is left; what is being thrown already comes first.
  ~JsonWriter() noexcept(false) {
    if (std::uncaught_exceptions() == 0) flush();
  }
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
    at_ = copy(json, at_);
  }

  void whole(std::uint64_t value) {
    make_room(kShort);
    at_ = write_whole(at_, value);
  }

  /// By the rule of `append_number`, 4 decimals. REQUIRES a finite value.
  void number(double value) {
    if (std::fabs(value) >= kMostAsUnits) return append(format_number(value));
    make_room(kShort);
    at_ = write_units(at_, to_units(value));
  }

  /// A number from which others are reckoned: up to 9 decimals, as many as weights of lexicons
  /// have. REQUIRES a finite value.
  void factor(double value) {
    constexpr double kUnits = 1e4;
    if (std::fabs(value) < kMostAsUnits && static_cast<double>(to_units(value)) / kUnits == value)
      return number(value);
    append(format_number(value, 9));
  }

  /// A string with its quotes, escaped. REQUIRES valid UTF-8.
  void string(JsonText text) {
    const std::string_view bytes = text;
    if (bytes.size() + 2 > kShort || !text.is_plain()) return append(json_string(bytes));
    make_room(kShort);
    char* at = at_;
    *at++ = '"';
    at = copy(bytes, at);
    *at++ = '"';
    at_ = at;
  }

  /// The name of a member that needs no escapes, with its colon, and a comma before all but the
  /// first.
  template <std::size_t N>
  void member(const char (&name)[N], bool first) {
    static_assert(N + 3 <= kShort);
    make_room(kShort);
    char* at = at_;
    if (!first) *at++ = ',';
    *at++ = '"';
    std::memcpy(at, name, N - 1);
    at += N - 1;
    *at++ = '"';
    *at++ = ':';
    at_ = at;
  }

  /// Bytes of the string, with those that are still to be flushed.
  std::size_t size() const { return out_.size() + static_cast<std::size_t>(at_ - buffer_); }

  void flush() {
    out_.append(buffer_, static_cast<std::size_t>(at_ - buffer_));
    at_ = buffer_;
  }

 private:
  static constexpr std::size_t kSize = 2048;
  static constexpr std::size_t kShort = 128;
  static constexpr double kMostAsUnits = 1e9;

  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(buffer_ + kSize - at_) < bytes) flush();
  }
  /// Copies a few bytes, faster than a call to a function that could copy many: as two halves that
  /// may overlap. Gives the end of what was written.
  static char* copy(std::string_view bytes, char* to) {
    const std::size_t size = bytes.size();
    const auto halves = [&](auto half) {
      std::memcpy(&half, bytes.data(), sizeof half);
      std::memcpy(to, &half, sizeof half);
      std::memcpy(&half, bytes.data() + size - sizeof half, sizeof half);
      std::memcpy(to + size - sizeof half, &half, sizeof half);
    };
    if (size > 16) {
      std::memcpy(to, bytes.data(), size);
    } else if (size >= 8) {
      halves(std::uint64_t{});
    } else if (size >= 4) {
      halves(std::uint32_t{});
    } else {
      for (std::size_t i = 0; i < size; ++i) to[i] = bytes[i];
    }
    return to + size;
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
    out_.member(name, first_);
    first_ = false;
    return out_;
  }
  /// Begins a member of any name.
  JsonWriter& key(JsonText name) {
    if (!first_) out_.literal(",");
    first_ = false;
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
  JsonObject& factor(const char (&name)[N], double value) {
    key(name).factor(value);
    return *this;
  }
  template <std::size_t N>
  JsonObject& text(const char (&name)[N], JsonText value) {
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
  JsonWriter& out_;
  bool first_ = true;
};

}  // namespace tarn
