#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tarn::archive {

// Small operations on text whose rules are ASCII's. Views point into what was given.

/// Whether a character is a space, a tab or ends a line.
constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Without white space at the ends.
std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case.
std::string lower(std::string_view text);

/// Equal but for the case of ASCII letters.
bool same_text(std::string_view a, std::string_view b);

/// Whether `text` begins with `prefix`, whatever the case of ASCII letters.
bool starts_with_text(std::string_view text, std::string_view prefix);

/// Parts between separators, as they stand; one empty part for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Runs of what is no white space.
std::vector<std::string_view> split_words(std::string_view text);

/// Lines without their ends (LF, CRLF, CR).
std::vector<std::string_view> split_lines(std::string_view text);

/// Replaces every `from`, which is not empty, by `to`.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

/// What follows the last '/'.
std::string_view base_name(std::string_view path);

/// A base name without the part from its last dot on.
std::string_view stem(std::string_view path);

/// A base name's part from its last dot on, in lower case, with the dot; empty without one.
std::string extension(std::string_view path);

/// The host of a URL in lower case, without user, port and "www."; empty when it has none.
std::string host_of(std::string_view url);

}  // namespace tarn::archive
