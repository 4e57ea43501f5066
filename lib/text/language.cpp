#include "text/language.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>

#include "text/ascii.h"

namespace tarn::text {
namespace {

struct List {
  std::string_view language;
  std::string_view words;
};

constexpr List kLists[] = {
#include "abbreviation_lists.inc"
};

constexpr std::size_t kLongest = 16;  // longer words are in no class

/// In lower case.
unsigned char first_byte(std::string_view form) {
  return static_cast<unsigned char>(ascii_lower(form.front()));
}

unsigned class_of(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kNames = {"title", "number", "inner", "end",
                                                             "last",  "start",  "whole"};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  assert(found != kNames.end());
  return 1U << (found - kNames.begin());
}

/// Whether a form of the text can be the form of the list: its capitals must be there.
bool fits(std::string_view listed, std::string_view form) {
  return std::equal(listed.begin(), listed.end(), form.begin(), form.end(),
                    [](char l, char f) { return l == f || l == ascii_lower(f); });
}

}  // namespace

Language::Language(std::string_view name) {
  const auto* list = std::find_if(std::begin(kLists), std::end(kLists),
                                  [&](const List& one) { return one.language == name; });
  assert(list != std::end(kLists));
  std::string_view rest = list->words;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    add_line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return first_byte(a.form) < first_byte(b.form); });
  for (const Entry& entry : entries_) ++begins_[first_byte(entry.form) + 1U];
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::sort(whole_.begin(), whole_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
}

std::span<const std::string_view> Language::names() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, std::size(kLists)> names;
    for (std::size_t k = 0; k < names.size(); ++k) names[k] = kLists[k].language;
    return names;
  }();
  return kNames;
}

void Language::add_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (line.empty() || line.front() == '#' || colon == std::string_view::npos) return;
  const unsigned bits = class_of(line.substr(0, colon));
  line.remove_prefix(colon + 1);
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    if (word.empty()) continue;
    assert(word.size() <= kLongest);
    if (bits == static_cast<unsigned>(WordClass::kWhole)) {
      whole_.emplace_back(word);
    } else {
      entries_.push_back({std::string(word), key_of(word), bits});
    }
  }
}

Language::Key Language::key_of(std::string_view form) {
  std::array<char, sizeof(Key)> bytes{};
  std::transform(form.begin(), form.end(), bytes.begin(), ascii_lower);
  Key key;
  std::memcpy(&key, bytes.data(), bytes.size());
  return key;
}

WordClasses Language::classes(std::string_view form) const {
  if (form.empty() || form.size() > kLongest) return WordClasses();
  const Key key = key_of(form);
  unsigned bits = 0;
  const unsigned first = first_byte(form);
  for (std::size_t k = begins_[first]; k < begins_[first + 1]; ++k) {
    if (entries_[k].key == key && fits(entries_[k].form, form)) bits |= entries_[k].bits;
  }
  return WordClasses(bits);
}

std::size_t Language::whole_at(std::string_view text, std::size_t begin) const {
  for (const std::string& form : whole_) {
    std::size_t k = begin;
    std::size_t matched = 0;
    // A curly apostrophe is as good as a straight one.
    while (matched < form.size() && k < text.size()) {
      const bool curly = form[matched] == '\'' && text.substr(k, 3) == "\u2019";
      if (!curly && form[matched] != ascii_lower(text[k])) break;
      k += curly ? 3 : 1;
      ++matched;
    }
    if (matched == form.size()) return k - begin;
  }
  return 0;
}

}  // namespace tarn::text
