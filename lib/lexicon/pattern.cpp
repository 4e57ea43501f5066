#include "lexicon/pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "lexicon/word_cutter.h"
#include "text/ascii.h"
#include "text/norm.h"

namespace tarn {
namespace {

using Kind = PatternItem::Kind;

using text::is_ascii_digit;

/// Whether a character of a decoded word can stand beside a hyphen inside a word.
bool is_inner(char c) {
  return is_wildcard(c) || is_ascii_digit(c) || text::is_ascii_letter(c) || c < 0 || c == '\'';
}

class Parser {
 public:
  Parser(std::string_view pattern, bool keeps_case, const Segmenter& segmenter,
         std::vector<PatternFault>& faults)
      : text_(pattern), cutter_(segmenter, keeps_case), faults_(faults) {}

  PatternSequence parse() {
    PatternSequence out = sequence(0);
    if (at_ < text_.size()) {
      fault(at_, "bad-brace",
            fmt::format("'{}' outside of {{…}}: write \\{}", text_[at_], text_[at_]));
    }
    if (out.empty() && faults_.empty()) fault(0, "empty-pattern", "the pattern is empty");
    check_gaps(out);
    return out;
  }

 private:
  void fault(std::size_t offset, const char* code, std::string message) {
    faults_.push_back({offset, code, std::move(message)});
  }

  bool at_end_of_word() const {
    return at_ >= text_.size() || text_[at_] == ' ' ||
           (depth_ > 0 && (text_[at_] == '|' || text_[at_] == '}'));
  }

  PatternSequence sequence(int depth) {
    depth_ = depth;
    PatternSequence out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ') {
        ++at_;
      } else if (c == '|' || c == '}') {
        if (depth > 0 || !emoji(out)) break;
      } else {
        element(out);
      }
    }
    return out;
  }

  /// The run of bytes up to a space, or inside of a group up to its marks.
  std::string_view raw_word() const {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != ' ' &&
           !(depth_ > 0 && (text_[end] == '|' || text_[end] == '}'))) {
      ++end;
    }
    return text_.substr(at_, end - at_);
  }

  bool emoji(PatternSequence& out) {
    const std::string_view word = raw_word();
    if (word.empty() || !cutter_.is_emoji(word)) return false;
    out.push_back(cutter_.literal(word));
    at_ += word.size();
    return true;
  }

  void element(PatternSequence& out) {
    const std::string_view word = raw_word();
    if (is_plain_word(word)) {
      out.push_back(cutter_.plain(word));
      at_ += word.size();
      return;
    }
    if (text_[at_] == '{') {
      if (!may_be_emoji(word) || !emoji(out)) group(out);
    } else if (word == "_") {
      PatternItem any;
      any.kind = Kind::kAnyWord;
      out.push_back(any);
      ++at_;
    } else if (word.size() > 1 && word[0] == '<' && is_ascii_digit(word[1])) {
      if (!emoji(out)) gap(word, out);
    } else if (word.size() > 1 && word[0] == '@') {
      category(word, out);
    } else if (!may_be_emoji(word) || !emoji(out)) {
      plain_word(out);
    }
  }

  /// Whether a word may be an emoticon that reads as something else: none is without one of these
  /// characters.
  static bool may_be_emoji(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) {
      return c == ':' || c == ';' || c == '=' || c == '<' || c == '^' || c == '_' || c == '\\' ||
             c < 0;
    });
  }

  void group(PatternSequence& out) {
    const std::size_t opened = at_++;
    const int outer = depth_;
    PatternItem item;
    item.kind = Kind::kGroup;
    for (;;) {
      const std::size_t begin = at_;
      const std::size_t before = faults_.size();
      item.alternatives.push_back(sequence(outer + 1));
      if (at_ >= text_.size()) {
        fault(opened, "bad-brace", "'{' is not closed");
        break;
      }
      if (item.alternatives.back().empty() && faults_.size() == before) {
        fault(begin, "empty-alternative", "an alternative is empty");
      }
      if (text_[at_++] == '}') break;
    }
    depth_ = outer;
    if (!at_end_of_word()) {
      fault(at_, "bad-brace", "{…} stands for whole words: a space is wanted behind it");
    }
    out.push_back(std::move(item));
  }

  void gap(std::string_view word, PatternSequence& out) {
    const std::size_t offset = at_;
    at_ += word.size();
    PatternItem item;
    item.kind = Kind::kGap;
    const char* const end = word.data() + word.size();
    auto [p, error] = std::from_chars(word.data() + 1, end, item.least);
    item.most = item.least;
    if (error == std::errc{} && p != end && *p == '-') {
      const auto second = std::from_chars(p + 1, end, item.most);
      p = second.ptr;
      error = second.ec;
    }
    if (error != std::errc{} || p + 1 != end || *p != '>') {
      fault(offset, "bad-gap", fmt::format("gap '{}': wanted <n> or <m-n>", word));
    } else if (item.most > kLongestGap) {
      fault(offset, "bad-gap", fmt::format("gap '{}' is longer than {} words", word, kLongestGap));
    } else if (item.least > item.most || item.most == 0) {
      fault(offset, "bad-gap", fmt::format("gap '{}' holds no words", word));
    }
    out.push_back(std::move(item));
  }

  void category(std::string_view word, PatternSequence& out) {
    PatternItem item;
    item.kind = Kind::kCategory;
    item.category = word.substr(1);
    if (word == "@!") fault(at_, "bad-reference", "an exclusion cannot be referred to");
    at_ += word.size();
    out.push_back(std::move(item));
  }

  /// Reads a word up to its end: escapes undone, wildcards and hyphens marked.
  std::string decode() {
    std::string out;
    while (!at_end_of_word()) {
      const char c = text_[at_];
      if (c == '\\') {
        if (++at_ == text_.size() || text_[at_] == ' ') {
          fault(at_ - 1, "bad-escape", "'\\' wants a character behind it");
          return out;
        }
        out += text_[at_++];
        continue;
      }
      if (c == '{' || c == '|' || c == '}') {
        fault(at_, "bad-brace", fmt::format("'{}' inside of a word: write \\{}", c, c));
        return out;
      }
      out += c == '*' ? kAnyRun : c == '?' ? kAnyOne : c;
      if (c == '-') hyphen(out);
      ++at_;
    }
    return out;
  }

  void hyphen(std::string& out) const {
    const bool inner = out.size() > 1 && is_inner(out[out.size() - 2]) && at_ + 1 < text_.size() &&
                       (is_inner(text_[at_ + 1]) || text_[at_ + 1] == '*' || text_[at_ + 1] == '?');
    if (inner) out.back() = kHyphen;
  }

  void plain_word(PatternSequence& out) {
    const std::size_t offset = at_;
    const std::size_t before = faults_.size();
    std::string word = decode();
    if (faults_.size() > before) {
      while (!at_end_of_word()) ++at_;
      return;
    }
    settle_hyphens(word);
    const auto hyphens = static_cast<std::size_t>(std::count(word.begin(), word.end(), kHyphen));
    if (hyphens > kMostHyphens) {
      fault(offset, "too-many-spellings",
            fmt::format("more than {} hyphens in one word: write \\-", kMostHyphens));
    } else if (hyphens == 0) {
      if (!cutter_.cut(word, out)) no_token(offset, word);
    } else {
      spelled(offset, word, out);
    }
  }

  void spelled(std::size_t offset, std::string_view word, PatternSequence& out) {
    PatternItem item;
    item.kind = Kind::kGroup;
    for (const std::string& spelling : hyphen_spellings(word)) {
      PatternSequence tokens;
      if (!cutter_.cut(spelling, tokens)) return no_token(offset, word);
      if (std::find(item.alternatives.begin(), item.alternatives.end(), tokens) ==
          item.alternatives.end()) {
        item.alternatives.push_back(std::move(tokens));
      }
    }
    out.push_back(std::move(item));
  }

  void no_token(std::size_t offset, std::string_view word) {
    if (std::any_of(word.begin(), word.end(), is_wildcard)) {
      fault(offset, "bare-wildcard",
            "a wildcard that is a whole token matches everything: write _ for any word, \\* or \\? "
            "for the character");
    } else {
      fault(offset, "never-matches", "the word holds no token: it can never match");
    }
  }

  void check_gaps(const PatternSequence& items) {
    if (items.empty()) return;
    if (ends_with_gap(items.front(), true) || ends_with_gap(items.back(), false)) {
      fault(0, "bad-gap", "a gap wants a word on both of its sides");
    }
    if (count_gaps(items) > kMostGaps) {
      fault(0, "bad-gap", fmt::format("more than {} gaps in one pattern", kMostGaps));
    }
    if (faults_.empty() && count_spellings(items) > kMostSpellings) {
      fault(0, "too-many-spellings",
            fmt::format("the pattern has more than {} spellings", kMostSpellings));
    }
  }

  static bool ends_with_gap(const PatternItem& item, bool front) {
    if (item.kind == Kind::kGap) return true;
    return std::any_of(item.alternatives.begin(), item.alternatives.end(),
                       [front](const PatternSequence& sequence) {
                         return !sequence.empty() &&
                                ends_with_gap(front ? sequence.front() : sequence.back(), front);
                       });
  }

  static std::size_t count_gaps(const PatternSequence& items) {
    std::size_t sum = 0;
    for (const PatternItem& item : items) {
      if (item.kind == Kind::kGap) ++sum;
      std::size_t most = 0;
      for (const PatternSequence& sequence : item.alternatives) {
        most = std::max(most, count_gaps(sequence));
      }
      sum += most;
    }
    return sum;
  }

  static std::size_t count_spellings(const PatternSequence& items) {
    std::size_t product = 1;
    for (const PatternItem& item : items) {
      if (item.kind != Kind::kGroup) continue;
      std::size_t sum = 0;
      for (const PatternSequence& sequence : item.alternatives) sum += count_spellings(sequence);
      product = std::min(product * sum, 2 * kMostSpellings);
    }
    return product;
  }

  std::string_view text_;
  WordCutter cutter_;
  std::vector<PatternFault>& faults_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

void append_product(std::vector<PatternSequence>& out, const std::vector<PatternSequence>& more) {
  std::vector<PatternSequence> product;
  for (const PatternSequence& left : out) {
    for (const PatternSequence& right : more) {
      product.push_back(left);
      product.back().insert(product.back().end(), right.begin(), right.end());
    }
  }
  out = std::move(product);
}

}  // namespace

PatternSequence parse_pattern(std::string_view pattern, bool keeps_case, const Segmenter& segmenter,
                              std::vector<PatternFault>& faults) {
  std::vector<PatternFault> found;
  PatternSequence out = Parser(pattern, keeps_case, segmenter, found).parse();
  faults.insert(faults.end(), found.begin(), found.end());
  return out;
}

PatternSequence parse_word(std::string_view word, bool keeps_case, const Segmenter& segmenter,
                           std::vector<PatternFault>& faults) {
  PatternSequence out;
  if (word == "*") {
    out.emplace_back().test = {std::string(1, kAnyRun), true, false, TokenType::kWord};
    return out;
  }
  std::string decoded(word);
  for (char& c : decoded) c = c == '*' ? kAnyRun : c == '?' ? kAnyOne : c;
  if (!WordCutter(segmenter, keeps_case).cut(decoded, out)) {
    faults.push_back({0, "bad-flag", fmt::format("'{}' is no word", word)});
  }
  return out;
}

std::vector<PatternSequence> spellings(const PatternSequence& pattern) {
  std::vector<PatternSequence> out{{}};
  for (const PatternItem& item : pattern) {
    if (item.kind != Kind::kGroup) {
      for (PatternSequence& sequence : out) sequence.push_back(item);
      continue;
    }
    std::vector<PatternSequence> alternatives;
    for (const PatternSequence& alternative : item.alternatives) {
      for (PatternSequence& sequence : spellings(alternative)) {
        alternatives.push_back(std::move(sequence));
      }
    }
    append_product(out, alternatives);
  }
  return out;
}

bool is_plain_pattern(std::string_view pattern) {
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find(' '), pattern.size());
    if (!is_plain_word(pattern.substr(0, end))) return false;
    if (end == pattern.size()) return true;
    pattern.remove_prefix(end + 1);
  }
  return false;
}

std::string pattern_key(std::string_view pattern, bool keeps_case) {
  std::string squeezed;
  const bool squeeze = pattern.find("  ") != std::string_view::npos || pattern.starts_with(' ') ||
                       pattern.ends_with(' ');
  for (std::size_t i = 0; squeeze && i < pattern.size(); ++i) {
    if (pattern[i] != ' ' || (!squeezed.empty() && squeezed.back() != ' ')) squeezed += pattern[i];
  }
  while (squeeze && !squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
  if (squeeze) pattern = squeezed;
  return keeps_case ? cased_norm(pattern) : norm(pattern);
}

}  // namespace tarn
