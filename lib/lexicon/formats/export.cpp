#include "lexicon/formats/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lexicon/flags.h"
#include "lexicon/pattern.h"
#include "text/segmenter.h"

namespace tarn {
namespace {

using Terms = std::vector<std::string>;

/// Spells out a pattern as written: '*' and '?' become kAnyRun and kAnyOne until the end.
class Speller {
 public:
  explicit Speller(std::string_view pattern) : text_(pattern) {}

  Terms spell() { return sequence(); }

  /// What cannot be said in terms; empty if all can.
  const std::string& obstacle() const { return obstacle_; }

 private:
  static Terms joined(const Terms& left, const Terms& right, std::string_view between) {
    Terms out;
    for (const std::string& a : left) {
      for (const std::string& b : right) {
        out.push_back(a.empty() || b.empty() ? a + b : fmt::format("{}{}{}", a, between, b));
      }
    }
    return out;
  }

  bool word_ends() const {
    return at_ >= text_.size() || text_[at_] == ' ' ||
           (depth_ > 0 && (text_[at_] == '|' || text_[at_] == '}'));
  }

  Terms sequence() {
    Terms out{""};
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
      } else if (depth_ > 0 && (text_[at_] == '|' || text_[at_] == '}')) {
        break;
      } else {
        out = joined(out, element(), " ");
      }
    }
    return out;
  }

  Terms element() {
    const std::string_view rest = text_.substr(at_);
    const std::string_view word = rest.substr(0, rest.find_first_of(depth_ > 0 ? " |}" : " "));
    if (word[0] == '{') return group();
    if (word == "_") return refuse(word, "any word (_)");
    if (word.size() > 2 && word[0] == '<' && word.back() == '>') return refuse(word, "a gap");
    if (word.size() > 1 && word[0] == '@') return refuse(word, "a reference to a category");
    return plain_word();
  }

  Terms refuse(std::string_view word, const char* what) {
    obstacle_ = what;
    at_ += word.size();
    return {""};
  }

  Terms group() {
    ++at_;
    ++depth_;
    Terms out;
    for (;;) {
      const Terms alternative = sequence();
      out.insert(out.end(), alternative.begin(), alternative.end());
      if (at_ >= text_.size() || text_[at_++] == '}') break;
    }
    --depth_;
    return out;
  }

  static bool inner(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= '0' && c <= '9') || (byte | 0x20U) - 'a' < 26U || byte >= 0x80 || c == '\'' ||
           c == '*' || c == '?' || c == kAnyRun || c == kAnyOne;
  }

  Terms plain_word() {
    Terms out{""};
    while (!word_ends()) {
      const char c = text_[at_++];
      const bool escaped = c == '\\' && at_ < text_.size();
      const char next = escaped ? text_[at_++] : c;
      const bool hyphen = !escaped && c == '-' && !out[0].empty() && inner(out[0].back()) &&
                          !word_ends() && inner(text_[at_]);
      if (hyphen) {
        out = hyphened(out);
      } else {
        const char mark = !escaped && next == '*'   ? kAnyRun
                          : !escaped && next == '?' ? kAnyOne
                                                    : next;
        for (std::string& term : out) term += mark;
      }
    }
    return out;
  }

  /// A hyphen beside a wildcard that is a whole part is a hyphen alone, as in patterns.
  Terms hyphened(const Terms& words) const {
    const bool bare = is_bare_before(words[0]) || is_bare_behind();
    Terms out;
    for (const std::string& word : words) {
      out.push_back(word + '-');
      if (bare) continue;
      out.push_back(word);
      out.push_back(word + ' ');
    }
    return out;
  }

  static bool is_bare_before(std::string_view word) {
    const std::size_t begin = word.find_last_of("- ") + 1;
    return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(begin), word.end(),
                       [](char c) { return c == kAnyRun || c == kAnyOne; });
  }

  bool is_bare_behind() const {
    std::size_t end = at_;
    while (end < text_.size() && (text_[end] == '*' || text_[end] == '?')) ++end;
    return end > at_ && (end == text_.size() || text_[end] == ' ' || text_[end] == '-' ||
                         text_[end] == '|' || text_[end] == '}');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string obstacle_;
};

/// What a format cannot say of a term; empty if it can say all.
const char* obstacle_of(std::string_view term, TermLimits limits) {
  if (!limits.any_one && term.find(kAnyOne) != std::string_view::npos)
    return "'?' for one character";
  const std::size_t run = term.find(kAnyRun);
  if (!limits.any_run_inside && run != std::string_view::npos && run + 1 != term.size()) {
    return "'*' before the end";
  }
  return "";
}

/// Whether a term is an emoticon: no letters, no digits.
bool is_mark(std::string_view term) {
  return std::none_of(term.begin(), term.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte | 0x20U) - 'a' < 26U || byte >= 0x80 || (c >= '0' && c <= '9');
  });
}

std::string written(std::string_view term) {
  std::string out(term);
  std::replace(out.begin(), out.end(), kAnyRun, '*');
  std::replace(out.begin(), out.end(), kAnyOne, '?');
  return out;
}

}  // namespace

void tell_lost(const Lexicon& lexicon, const LexiconEntry& entry, const char* code,
               std::string_view reason, Diagnostics& lost) {
  lost.push_back({Severity::kWarning,
                  {lexicon.file, entry.line, 0},
                  code,
                  fmt::format("{}: '{}': {}", code, entry.pattern, reason)});
}

std::vector<std::string> terms_without_flags(const Lexicon& lexicon, const LexiconEntry& entry,
                                             TermLimits limits, Diagnostics& lost) {
  if (entry.category == kExclusion) {
    tell_lost(lexicon, entry, "dropped", "the format knows no exclusions", lost);
    return {};
  }
  Speller speller(entry.pattern);
  const Terms terms = speller.spell();
  if (!speller.obstacle().empty()) {
    tell_lost(lexicon, entry, "dropped", "the format cannot say " + speller.obstacle(), lost);
    return {};
  }
  Terms out;
  for (const std::string& term : terms) {
    const std::string_view obstacle = obstacle_of(term, limits);
    if (!obstacle.empty()) {
      tell_lost(lexicon, entry, "dropped", fmt::format("the format cannot say {}", obstacle), lost);
      continue;
    }
    const bool wild = term.find('*') != std::string::npos ||
                      (limits.any_one && term.find('?') != std::string::npos);
    if (wild && !(limits.literal_marks && is_mark(term))) {
      tell_lost(lexicon, entry, "weakened",
                "a '*' or '?' that is meant as itself is a wildcard there", lost);
    }
    out.push_back(written(term));
  }
  if (!limits.weights && entry.weight != 1 && !out.empty()) {
    tell_lost(lexicon, entry, "weakened", "the format knows no weights", lost);
  }
  return out;
}

std::vector<std::string> terms_of(const Lexicon& lexicon, const LexiconEntry& entry,
                                  TermLimits limits, Diagnostics& lost) {
  if (!entry.flags.empty() && entry.category != kExclusion) {
    tell_lost(lexicon, entry, "dropped",
              fmt::format("the format cannot say the flags '{}'", entry.flags), lost);
    return {};
  }
  return terms_without_flags(lexicon, entry, limits, lost);
}

std::vector<std::string> categories_in_order(const Lexicon& lexicon) {
  std::vector<std::string> out;
  for (const LexiconEntry& entry : lexicon.entries) {
    if (entry.category == kExclusion) continue;
    if (std::find(out.begin(), out.end(), entry.category) == out.end()) {
      out.push_back(entry.category);
    }
  }
  return out;
}

CategoryTree& CategoryTree::at(std::string_view wanted) {
  CategoryTree* node = this;
  for (const std::string_view part : split(wanted, '.')) {
    const auto child = std::find_if(node->children.begin(), node->children.end(),
                                    [&](const CategoryTree& other) { return other.name == part; });
    if (child != node->children.end()) {
      node = &*child;
      continue;
    }
    CategoryTree made;
    made.name = part;
    made.path = node->path.empty() ? std::string(part) : fmt::format("{}.{}", node->path, part);
    node->children.push_back(std::move(made));
    node = &node->children.back();
  }
  return *node;
}

CategoryTree category_terms(const Lexicon& lexicon, TermLimits limits, Diagnostics& lost) {
  CategoryTree root;
  for (const LexiconEntry& entry : lexicon.entries) {
    const Terms terms = terms_of(lexicon, entry, limits, lost);
    if (terms.empty()) continue;
    std::vector<std::string>& all = root.at(entry.category).terms;
    all.insert(all.end(), terms.begin(), terms.end());
  }
  return root;
}

}  // namespace tarn
