#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/json.h"

namespace tarn {

/// What a JsonCursor throws on JSON that is not acceptable; its caller turns it into a value.
struct JsonFailure {
  JsonError error;
};

/// Reads one JSON text from front to back without building anything, and checks all of it as
/// JsonTree does (RFC 8259, valid UTF-8, no duplicate key, no lone surrogate, depth at most 64):
/// for tools that need few of the values of many large records. All functions throw JsonFailure.
///
///     JsonCursor json(line);
///     json.enter_object();
///     while (json.next_member(key)) key == "n" ? sum += json.integer() : json.skip();
///     json.finish();
class JsonCursor {
 public:
  /// The text is copied: views that the functions give live until the next reset.
  explicit JsonCursor(std::string_view json) { reset(json); }
  JsonCursor() = default;
  JsonCursor(const JsonCursor&) = delete;
  JsonCursor& operator=(const JsonCursor&) = delete;

  /// Starts with another text, keeping memory.
  void reset(std::string_view json);

  /// The type of the value that stands next, by its first character.
  JsonType peek();

  /// Enters an object or array; wants one to stand next.
  void enter_object() { enter('{', "an object"); }
  void enter_array() { enter('[', "an array"); }

  /// Moves to the value of the next member, or leaves the object and returns false. `key` lives
  /// until the next call.
  bool next_member(std::string_view& key);

  /// Moves to the next element, or leaves the array and returns false.
  bool next_element() { return next(']'); }

  /// The string that stands next: a view into the source, or into `buffer` if it has escapes.
  std::string_view string(std::string& buffer);

  /// The code points of the string that stands next, which is passed over.
  std::uint64_t string_length();

  /// The number that stands next; wants a whole one that is >= 0.
  std::uint64_t natural();

  /// The number that stands next in whole units of 1e-4, rounded half away from zero.
  std::int64_t units();

  /// The boolean that stands next.
  bool boolean();

  /// True if null stands next, which is passed over.
  bool take_null();

  /// Passes over the next value, checking it; gives its text.
  std::string_view skip();

  /// Passes over the next value without a look at it. REQUIRES that peek was called, and that the
  /// caller knows the value to be of so many bytes, and good.
  void pass(std::size_t bytes) { at_ += bytes; }

  /// Wants nothing but white space behind the value.
  void finish();

  /// The byte offset reached.
  std::size_t byte() const { return at_; }

  /// The text; behind it zeros may be read.
  std::string_view source() const { return {data_, end_}; }

  [[noreturn]] void fail(std::size_t byte, std::string message) const;

 private:
  /// Readable zeros behind the text, so that nobody need look for its end before looking at a byte.
  static constexpr std::size_t kPadding = 32;

  /// The keys of an object that is open.
  struct Level {
    std::size_t first_key = 0;  ///< where they begin in keys_
    std::uint64_t seen = 0;     ///< a bit for each of their hashes
  };

  char current() const { return data_[at_]; }
  void skip_space() {
    while (data_[at_] == ' ' || data_[at_] == '\t' || data_[at_] == '\n' || data_[at_] == '\r')
      ++at_;
  }
  void enter(char bracket, const char* wanted);
  bool leave();
  /// Passes over a comma, or leaves at the bracket.
  bool next(char bracket) {
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
  [[noreturn]] void unexpected(const char* wanted) const;
  /// Passes over a string; the view is what stands between the quotes.
  std::string_view scan_string(bool& escaped);
  void need_string();
  /// Checks the escape at `at`, appends what it means, gives the place behind it.
  std::size_t escape(std::size_t at, std::string* out) const;
  void unescape(std::string_view inside, std::string& out) const;
  void remember(std::string_view key, std::size_t byte);
  std::string_view scan_number();
  void skip_word(std::string_view word);

  std::string copy_;  ///< the text and the padding
  const char* data_ = nullptr;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool first_ = true;                ///< nothing read yet in the innermost object or array
  std::vector<Level> levels_;        ///< the open objects and arrays
  std::vector<std::uint64_t> keys_;  ///< hashes of the keys of the open objects
  std::string key_;                  ///< a key that had escapes
};

}  // namespace tarn
