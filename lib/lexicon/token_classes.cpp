#include "lexicon/token_classes.h"

#include <algorithm>
#include <bit>

namespace tarn {
namespace {

/// Longer ends of a glob are cut: the rest is compared with the whole glob.
constexpr std::size_t kLongestEnd = 31;

constexpr std::string_view kWildcards("\x01\x02", 2);

TokenType glob_type(TokenType type) { return type == TokenType::kNumber ? TokenType::kWord : type; }

}  // namespace

void GlobIndex::Ends::add(std::string_view end, char outermost, std::uint32_t glob) {
  const std::uint32_t number = index.add(end);
  if (number == globs.size()) globs.emplace_back();
  globs[number].push_back(glob);
  lengths[static_cast<unsigned char>(outermost)] |= 1U << end.size();
}

std::uint32_t GlobIndex::Ends::lengths_of(std::string_view form, char outermost) const {
  const std::uint32_t all = lengths[static_cast<unsigned char>(outermost)];
  return form.size() >= kLongestEnd ? all : all & ((2U << form.size()) - 1);
}

void GlobIndex::add(const TokenTest& test, std::uint32_t token_class) {
  const auto number = static_cast<std::uint32_t>(globs_.size());
  globs_.push_back({test.form, test.type, token_class});
  const std::string_view form = test.form;
  const std::size_t prefix = form.find_first_of(kWildcards);
  const std::size_t suffix = form.size() - form.find_last_of(kWildcards) - 1;
  if (prefix > 0) {
    prefixes_.add(form.substr(0, std::min(prefix, kLongestEnd)), form.front(), number);
  } else if (suffix > 0) {
    const std::size_t size = std::min(suffix, kLongestEnd);
    suffixes_.add(form.substr(form.size() - size), form.back(), number);
  } else {
    others_.push_back(number);
  }
}

void GlobIndex::try_all(const std::vector<std::uint32_t>& globs, std::string_view form,
                        TokenType type, std::vector<std::uint32_t>& out) const {
  for (const std::uint32_t number : globs) {
    const Glob& glob = globs_[number];
    if (glob.type == type && glob_matches(glob.form, form)) out.push_back(glob.token_class);
  }
}

void GlobIndex::find(std::string_view form, TokenType type, std::vector<std::uint32_t>& out) const {
  type = glob_type(type);
  if (form.empty()) return try_all(others_, form, type, out);
  for (std::uint32_t left = prefixes_.lengths_of(form, form.front()); left != 0; left &= left - 1) {
    const auto size = static_cast<std::size_t>(std::countr_zero(left));
    const std::uint32_t prefix = prefixes_.index.find(form.substr(0, size));
    if (prefix != StringIndex::kNone) try_all(prefixes_.globs[prefix], form, type, out);
  }
  for (std::uint32_t left = suffixes_.lengths_of(form, form.back()); left != 0; left &= left - 1) {
    const auto size = static_cast<std::size_t>(std::countr_zero(left));
    const std::uint32_t suffix = suffixes_.index.find(form.substr(form.size() - size));
    if (suffix != StringIndex::kNone) try_all(suffixes_.globs[suffix], form, type, out);
  }
  try_all(others_, form, type, out);
}

std::uint32_t TokenClasses::add(Tests& tests, std::string_view key) {
  const std::uint32_t number = tests.keys.add(key);
  if (number == tests.classes.size()) tests.classes.push_back(size_++);
  return tests.classes[number];
}

std::uint32_t TokenClasses::add(const TokenTest& test) {
  if (!test.glob) return add_word(test.form, test.keeps_case);
  std::string key(1, test.keeps_case ? 'c' : 'n');
  key += static_cast<char>('a' + static_cast<int>(test.type));
  key += test.form;
  const std::uint32_t before = size_;
  const std::uint32_t token_class = add(all_globs_, key);
  if (token_class == before) (test.keeps_case ? cased_globs_ : globs_).add(test, token_class);
  return token_class;
}

std::uint32_t TokenClasses::add_word(std::string_view form, bool keeps_case) {
  return add(keeps_case ? cased_words_ : words_, form);
}

void TokenClasses::find_word(const Tests& words, std::string_view form,
                             std::vector<std::uint32_t>& out) {
  const std::uint32_t number = words.keys.find(form);
  if (number != StringIndex::kNone) out.push_back(words.classes[number]);
}

void TokenClasses::find(std::string_view form, std::string_view norm, TokenType type,
                        std::vector<std::uint32_t>& out) const {
  out.clear();
  find_word(words_, norm, out);
  globs_.find(norm, type, out);
  if (cased_words_.keys.size() > 0 || !cased_globs_.empty()) {
    const std::string cased = cased_norm(form);
    find_word(cased_words_, cased, out);
    cased_globs_.find(cased, type, out);
  }
  std::sort(out.begin(), out.end());
}

}  // namespace tarn
