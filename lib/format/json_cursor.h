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
  /// `json` must outlive the cursor, or its next reset.
  explicit JsonCursor(std::string_view json) { reset(json); }
  JsonCursor() = default;

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
  bool next_element();

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

  /// Wants nothing but white space behind the value.
  void finish();

  /// The byte offset reached.
  std::size_t byte() const { return at_; }

  [[noreturn]] void fail(std::size_t byte, std::string message) const;

 private:
  char current() const { return at_ < end_ ? data_[at_] : '\0'; }
  void skip_space() {
    while (at_ < end_ &&
           (data_[at_] == ' ' || data_[at_] == '\t' || data_[at_] == '\n' || data_[at_] == '\r')) {
      ++at_;
    }
  }
  void enter(char bracket, const char* wanted);
  bool leave();
  bool next(char bracket);
  [[noreturn]] void unexpected(const char* wanted) const;
  /// Passes over a string; the view is what stands between the quotes.
  std::string_view scan_string(bool& escaped);
  std::size_t find_special(std::size_t from) const;
  /// Checks the escape at `at`, appends what it means, gives the place behind it.
  std::size_t escape(std::size_t at, std::string* out) const;
  void unescape(std::string_view inside, std::string& out) const;
  void remember(std::string_view key, std::size_t byte);
  std::string_view scan_number();
  void skip_word(std::string_view word);

  const char* data_ = nullptr;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool first_ = true;                ///< nothing read yet in the innermost object or array
  std::vector<std::size_t> levels_;  ///< where the keys of each open level begin in keys_
  std::vector<std::uint64_t> keys_;  ///< hashes of the keys of the open objects
  std::string key_;                  ///< a key that had escapes
};

}  // namespace tarn
