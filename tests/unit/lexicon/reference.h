#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lexicon/flags.h"
#include "lexicon/helpers.h"
#include "lexicon/lexicon.h"
#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/segmenter.h"

namespace tarn::test {

/// The rules of matching in the most obvious way: every entry is tried at every token by recursion
/// over its pattern; no trie, no classes, no cache. What the fast matcher is compared with.
class ReferenceMatcher {
 public:
  explicit ReferenceMatcher(const std::vector<Lexicon>& lexicons) {
    for (std::size_t i = 0; i < lexicons.size(); ++i) {
      for (const LexiconEntry& row : lexicons[i].entries) add(lexicons, i, row);
    }
    settle_strata();
  }

  /// "layer first-end category+category" of each hit, sorted.
  std::vector<std::string> hits(std::string_view text, const Segmentation& units) {
    text_ = text;
    std::vector<std::string> out;
    for (const Sentence& sentence : units.sentences) {
      tokens_.assign(units.tokens.begin() + sentence.first_token,
                     units.tokens.begin() + sentence.end_token);
      candidates_.clear();
      for (std::size_t stratum = 0; stratum <= highest_; ++stratum) {
        below_ = settled(stratum);
        for (const Entry& entry : entries_) {
          if (entry.stratum == stratum) find(entry);
        }
      }
      for (const Candidate& hit : settled(highest_ + 1)) {
        out.push_back(shown(hit, sentence.first_token));
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  struct Entry {
    std::size_t number = 0;
    std::string layer;
    bool all = false;
    std::set<std::string> uses;
    PatternSequence pattern;
    EntryFlags flags;
    std::vector<std::string> labels;
    std::size_t stratum = 0;
  };
  struct Candidate {
    std::size_t first = 0;
    std::size_t end = 0;
    bool literal = false;
    const Entry* entry = nullptr;
  };
  struct Path {
    std::size_t at = 0;
    bool literal = true;
  };

  void add(const std::vector<Lexicon>& lexicons, std::size_t lexicon, const LexiconEntry& row) {
    const Lexicon& file = lexicons[lexicon];
    std::vector<PatternFault> faults;
    Entry entry;
    entry.all = file.overlap_all;
    entry.uses.insert(file.uses.begin(), file.uses.end());
    entry.flags = parse_flags(row.flags, segmenter_, faults);
    entry.pattern = parse_pattern(row.pattern, entry.flags.keeps_case, segmenter_, faults);
    std::vector<std::string> layers = entry.flags.layers;
    if (layers.empty() || row.category != kExclusion) layers = {file.layer};
    for (const std::string& layer : layers) {
      const bool loaded = std::any_of(lexicons.begin(), lexicons.end(),
                                      [&](const Lexicon& other) { return other.layer == layer; });
      if (!loaded) continue;
      entry.layer = layer;
      const auto key = std::tuple(
          layer, entry.all ? lexicon + 1 : 0, row.category == kExclusion,
          pattern_key(row.pattern, entry.flags.keeps_case), flags_key(row.flags),
          row.pattern.find('@') == std::string::npos ? std::set<std::string>{} : entry.uses);
      const auto [known, is_new] = keys_.try_emplace(key, entries_.size());
      if (is_new) {
        entry.number = entries_.size();
        entries_.push_back(entry);
      }
      std::vector<std::string>& labels = entries_[known->second].labels;
      if (row.category != kExclusion &&
          std::find(labels.begin(), labels.end(), row.category) == labels.end()) {
        labels.push_back(row.category);
      }
    }
  }

  static bool has_category(const Entry& entry, const std::string& category) {
    return std::any_of(entry.labels.begin(), entry.labels.end(), [&](const std::string& label) {
      return label == category || label.starts_with(category + '.');
    });
  }

  static bool sees(const Entry& entry, const Entry& other) {
    return other.layer == entry.layer || entry.uses.count(other.layer) > 0;
  }

  static void categories_of(const PatternSequence& items, std::set<std::string>& out) {
    for (const PatternItem& item : items) {
      if (item.kind == PatternItem::Kind::kCategory) out.insert(item.category);
      for (const PatternSequence& alternative : item.alternatives) categories_of(alternative, out);
    }
  }

  /// Raises strata until each entry stands above what it refers to: no cycles are given.
  void settle_strata() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Entry& entry : entries_) {
        std::set<std::string> categories;
        categories_of(entry.pattern, categories);
        for (const std::string& category : categories) {
          std::set<std::string> layers;
          for (const Entry& other : entries_) {
            if (sees(entry, other) && has_category(other, category)) layers.insert(other.layer);
          }
          for (const Entry& other : entries_) {
            const bool waits = other.layer == entry.layer ? has_category(other, category)
                                                          : layers.count(other.layer) > 0;
            if (!waits || entry.stratum > other.stratum) continue;
            entry.stratum = other.stratum + 1;
            changed = true;
          }
        }
        highest_ = std::max(highest_, entry.stratum);
      }
    }
  }

  std::string_view form(std::size_t at) const { return slice(text_, tokens_[at].span); }

  bool is_inner_mark(std::size_t at) const {
    const std::string mark = norm(form(at));
    if (mark == "'") return true;
    if (mark != "-") return false;
    return (at > 0 && tokens_[at - 1].span.end == tokens_[at].span.begin) ||
           (at + 1 < tokens_.size() && tokens_[at].span.end == tokens_[at + 1].span.begin);
  }

  static bool fits_glob(std::string_view glob, std::string_view text) {
    if (glob.empty()) return text.empty();
    if (glob[0] == kAnyRun) {
      return fits_glob(glob.substr(1), text) || (!text.empty() && fits_glob(glob, text.substr(1)));
    }
    if (text.empty()) return false;
    if (glob[0] != kAnyOne && glob[0] != text[0]) return false;
    std::size_t size = 1;
    while (glob[0] == kAnyOne && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
      ++size;
    }
    return fits_glob(glob.substr(1), text.substr(size));
  }

  bool fits(const TokenTest& test, std::size_t at) const {
    const std::string text = test.keeps_case ? cased_norm(form(at)) : norm(form(at));
    if (!test.glob) return text == test.form;
    const TokenType type = tokens_[at].is_word() ? TokenType::kWord : tokens_[at].type;
    return type == test.type && fits_glob(test.form, text);
  }

  /// The places where a token behind `at` may be: `at` itself, and behind marks inside of words.
  std::vector<std::size_t> next_places(std::size_t at) const {
    std::vector<std::size_t> out{at};
    while (at < tokens_.size() && is_inner_mark(at)) out.push_back(++at);
    return out;
  }

  std::vector<Path> after(const PatternItem& item, Path path, bool first) const {
    std::vector<Path> out;
    if (item.kind == PatternItem::Kind::kGroup) {
      for (const PatternSequence& alternative : item.alternatives) {
        const auto more = after(alternative, path, first);
        out.insert(out.end(), more.begin(), more.end());
      }
      return out;
    }
    if (item.kind == PatternItem::Kind::kGap) return after_gap(item, path);
    for (const std::size_t at : first ? std::vector{path.at} : next_places(path.at)) {
      if (at >= tokens_.size()) continue;
      if (item.kind == PatternItem::Kind::kToken && fits(item.test, at)) {
        out.push_back({at + 1, path.literal && !item.test.glob});
      } else if (item.kind == PatternItem::Kind::kAnyWord && tokens_[at].is_word()) {
        out.push_back({at + 1, false});
      } else if (item.kind == PatternItem::Kind::kCategory) {
        for (const Candidate& hit : below_) {
          if (hit.first == at && sees(*seeker_, *hit.entry) &&
              has_category(*hit.entry, item.category)) {
            out.push_back({hit.end, false});
          }
        }
      }
    }
    return out;
  }

  std::vector<Path> after_gap(const PatternItem& gap, Path path) const {
    std::vector<Path> out;
    for (std::size_t words = 0;; ++words) {
      if (words >= gap.least) out.push_back({path.at, false});
      if (words == gap.most) return out;
      while (path.at < tokens_.size() && is_inner_mark(path.at)) ++path.at;
      if (path.at >= tokens_.size() || !tokens_[path.at].is_word()) return out;
      ++path.at;
    }
  }

  std::vector<Path> after(const PatternSequence& items, Path path, bool first) const {
    std::vector<Path> paths{path};
    for (const PatternItem& item : items) {
      std::vector<Path> next;
      for (const Path& from : paths) {
        const auto more = after(item, from, first);
        next.insert(next.end(), more.begin(), more.end());
      }
      paths = std::move(next);
      first = false;
    }
    return paths;
  }

  void find(const Entry& entry) {
    seeker_ = &entry;
    for (std::size_t first = 0; first < tokens_.size(); ++first) {
      for (const Path& path : after(entry.pattern, {first, true}, true)) {
        if (flags_hold(entry.flags, first, path.at)) {
          candidates_.push_back({first, path.at, path.literal, &entry});
        }
      }
    }
  }

  bool flags_hold(const EntryFlags& flags, std::size_t first, std::size_t end) const {
    if (flags.not_initial &&
        std::none_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                     [](const Token& token) { return token.is_word(); })) {
      return false;
    }
    for (const ContextTest& test : flags.context) {
      const std::size_t at = test.before ? word_before(first) : word_behind(end);
      const bool fit =
          at < tokens_.size() && std::any_of(test.any.begin(), test.any.end(),
                                             [&](const TokenTest& word) { return fits(word, at); });
      if (fit == test.negated) return false;
    }
    return true;
  }

  std::size_t word_before(std::size_t first) const {
    while (first > 0 && is_inner_mark(first - 1)) --first;
    return first > 0 && tokens_[first - 1].is_word() ? first - 1 : tokens_.size();
  }

  std::size_t word_behind(std::size_t end) const {
    while (end < tokens_.size() && is_inner_mark(end)) ++end;
    return end < tokens_.size() && tokens_[end].is_word() ? end : tokens_.size();
  }

  static bool overlap(const Candidate& a, const Candidate& b) {
    return a.entry->layer == b.entry->layer && a.entry->all == b.entry->all && a.first < b.end &&
           b.first < a.end;
  }

  /// Whether `candidate` may stand beside the hits accepted before it.
  static bool acceptable(const Candidate& candidate, const std::vector<Candidate>& accepted) {
    const bool exclusion = candidate.entry->labels.empty();
    std::set<std::string> missing(candidate.entry->labels.begin(), candidate.entry->labels.end());
    for (const Candidate& other : accepted) {
      if (!overlap(candidate, other)) continue;
      const bool other_exclusion = other.entry->labels.empty();
      if (!candidate.entry->all || exclusion != other_exclusion) return false;
      if (other.first == candidate.first && other.end == candidate.end) {
        // Two ways to one hit are one hit.
        if (other.entry == candidate.entry) return false;
        for (const std::string& label : other.entry->labels) missing.erase(label);
      }
    }
    return exclusion || !missing.empty();
  }

  /// The hits that entries below a stratum would make.
  std::vector<Candidate> settled(std::size_t stratum) const {
    std::vector<Candidate> sorted;
    for (const Candidate& candidate : candidates_) {
      if (candidate.entry->stratum < stratum) sorted.push_back(candidate);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Candidate& a, const Candidate& b) {
      const std::size_t a_size = a.end - a.first;
      const std::size_t b_size = b.end - b.first;
      return std::tuple(b_size, a.first, !a.literal, a.entry->number) <
             std::tuple(a_size, b.first, !b.literal, b.entry->number);
    });
    std::vector<Candidate> accepted;
    for (const Candidate& candidate : sorted) {
      if (acceptable(candidate, accepted)) accepted.push_back(candidate);
    }
    return accepted;
  }

  static std::string shown(const Candidate& hit, std::size_t offset) {
    std::string labels;
    for (const std::string& label : hit.entry->labels)
      labels += (labels.empty() ? "" : "+") + label;
    return hit.entry->layer + ' ' + std::to_string(offset + hit.first) + '-' +
           std::to_string(offset + hit.end) + ' ' + (labels.empty() ? "!" : labels);
  }

  using Key =
      std::tuple<std::string, std::size_t, bool, std::string, std::string, std::set<std::string>>;
  const Segmenter& segmenter_ = segmenter();
  std::vector<Entry> entries_;
  std::map<Key, std::size_t> keys_;
  std::size_t highest_ = 0;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<Candidate> candidates_;
  std::vector<Candidate> below_;
  const Entry* seeker_ = nullptr;
};

}  // namespace tarn::test
