#include "lexicon/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/numbers.h"
#include "lexicon/compiled.h"
#include "lexicon/example.h"
#include "lexicon/matcher.h"
#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/utf8.h"

namespace tarn {
namespace {

/// The categories that entries of a layer may have at the top; empty: any.
std::vector<std::string_view> categories_of(std::string_view layer) {
  if (layer == "stance") return {"valence", "affect", "alignment"};
  const bool named_alike = layer == "certainty" || layer == "obligation" || layer == "reflection" ||
                           layer == "engagement";
  if (named_alike) return {layer};
  return {};
}

class Checker {
 public:
  Checker(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter,
          const CheckOptions& options)
      : lexicons_(lexicons), segmenter_(segmenter), options_(options) {}

  Diagnostics check() {
    for (const Lexicon& lexicon : lexicons_) {
      metadata(lexicon);
      sound_.push_back(sound(lexicon));
      for (const LexiconEntry& entry : sound_.back().entries) row(lexicon, entry);
    }
    rivals();
    references();
    lone_entries();
    if (!options_.words.empty()) broad_globs();
    sort_findings(found_);
    return std::move(found_);
  }

 private:
  void add(Severity severity, const Lexicon& lexicon, std::uint32_t line, std::uint32_t column,
           const char* code, std::string message) {
    found_.push_back({severity, {lexicon.file, line, column}, code, std::move(message)});
  }
  void warn(const Lexicon& lexicon, const LexiconEntry& entry, const char* code,
            std::string message) {
    add(Severity::kWarning, lexicon, entry.line, entry.pattern_column, code, std::move(message));
  }

  void metadata(const Lexicon& lexicon) {
    std::set<std::string_view> keys;
    for (const auto& [key, value] : lexicon.metadata) keys.insert(key);
    for (const char* const wanted : {"name", "version"}) {
      if (keys.count(wanted) > 0) continue;
      add(Severity::kWarning, lexicon, 1, 1, "no-metadata",
          fmt::format("'# {}: …' is missing: results name a lexicon by name@version", wanted));
    }
    if (lexicon.entries.empty()) {
      add(Severity::kWarning, lexicon, 1, 1, "no-entries", "the lexicon has no entries");
    }
    for (std::size_t i = 0; i < lexicon.metadata.size(); ++i) {
      const std::string& key = lexicon.metadata[i].first;
      if (key.starts_with("about ")) described(lexicon, key.substr(6), lexicon.metadata_lines[i]);
    }
  }

  void described(const Lexicon& lexicon, std::string_view category, std::uint32_t line) {
    const bool used =
        std::any_of(lexicon.entries.begin(), lexicon.entries.end(),
                    [&](const LexiconEntry& entry) { return is_within(entry.category, category); });
    if (used) return;
    add(Severity::kWarning, lexicon, line, 1, "category-without-entries",
        fmt::format("category '{}' is described and has no entries", category));
  }

  /// The lexicon without the rows that the reader finds at fault.
  Lexicon sound(const Lexicon& lexicon) const {
    Lexicon out = lexicon;
    std::erase_if(out.entries, [&](const LexiconEntry& entry) {
      std::vector<PatternFault> faults;
      parse_pattern(entry.pattern, has_case_flag(entry.flags), segmenter_, faults);
      parse_flags(entry.flags, segmenter_, faults);
      return !faults.empty() || entry.category.empty();
    });
    return out;
  }

  void row(const Lexicon& lexicon, const LexiconEntry& entry) {
    const auto known = categories_of(lexicon.layer);
    const std::string_view top =
        std::string_view(entry.category).substr(0, entry.category.find('.'));
    if (entry.category == kExclusion) {
      if (entry.weight != 1) {
        warn(lexicon, entry, "useless-weight", "an exclusion has no use for a weight");
      }
    } else if (!known.empty() && std::find(known.begin(), known.end(), top) == known.end()) {
      add(Severity::kWarning, lexicon, entry.line, entry.category_column, "strange-category",
          fmt::format("category '{}' in layer {}: wanted {}", entry.category, lexicon.layer,
                      fmt::join(known, ", ")));
    }
  }

  /// Rows of one pattern and the same flags.
  void rivals() {
    using Row = std::pair<const Lexicon*, const LexiconEntry*>;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<Row>> rows;
    for (const Lexicon& lexicon : sound_) {
      for (const LexiconEntry& entry : lexicon.entries) {
        rows[{lexicon.layer, pattern_key(entry.pattern, has_case_flag(entry.flags)),
              flags_key(entry.flags)}]
            .emplace_back(&lexicon, &entry);
      }
    }
    for (const auto& [key, same] : rows) {
      for (std::size_t i = 1; i < same.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (compare(*same[j].first, *same[j].second, *same[i].first, *same[i].second)) break;
        }
      }
    }
  }

  /// Tells what is wrong with a row beside an earlier one of its pattern; whether there is.
  bool compare(const Lexicon& first_file, const LexiconEntry& first, const Lexicon& file,
               const LexiconEntry& entry) {
    const std::string place = fmt::format("{}:{}", first_file.file, first.line);
    if (first.category == entry.category) {
      if (first.weight == entry.weight) {
        warn(
            file, entry, "duplicate-entry",
            fmt::format("'{}' stands in '{}' already at {}", entry.pattern, entry.category, place));
      } else {
        warn(file, entry, "conflicting-weights",
             fmt::format("'{}' has weight {} here and {} at {}", entry.pattern,
                         format_number(entry.weight), format_number(first.weight), place));
      }
      return true;
    }
    if (first.category == kExclusion || entry.category == kExclusion) {
      warn(file, entry, "conflicting-categories",
           fmt::format("'{}' is '{}' here and '{}' at {}", entry.pattern, entry.category,
                       first.category, place));
      return true;
    }
    // The names of modifiers have dots and no levels.
    const bool levels = file.layer != "modifier";
    if (levels &&
        (is_within(first.category, entry.category) || is_within(entry.category, first.category))) {
      warn(file, entry, "conflicting-categories",
           fmt::format("'{}' is in '{}' here and in '{}' at {}: one holds the other", entry.pattern,
                       entry.category, first.category, place));
      return true;
    }
    return false;
  }

  /// References to nothing, and cycles. Layers that are not here cannot be judged.
  void references() {
    std::set<std::string> layers;
    for (const Lexicon& lexicon : sound_) layers.insert(lexicon.layer);
    std::vector<Lexicon> judged = sound_;
    for (Lexicon& lexicon : judged) {
      const bool whole =
          std::all_of(lexicon.uses.begin(), lexicon.uses.end(),
                      [&](const std::string& used) { return layers.count(used) > 0; });
      if (!whole) std::erase_if(lexicon.entries, refers);
    }
    // Cycles are found once no reference is left that leads nowhere.
    if (add_faults(judged, true)) add_faults(judged, false);
  }

  /// Tells what cannot be compiled and takes those rows out; whether there were any.
  bool add_faults(std::vector<Lexicon>& lexicons, bool first) {
    CompiledLexicons tables;
    Diagnostics faults = compile(lexicons, segmenter_, tables);
    for (Diagnostic& fault : faults) {
      if (!first && fault.code == "unknown-reference") continue;
      fault.place.column = 1;
      for (Lexicon& lexicon : lexicons) {
        std::erase_if(lexicon.entries, [&](const LexiconEntry& entry) {
          return lexicon.file == fault.place.file && entry.line == fault.place.line;
        });
      }
      found_.push_back(std::move(fault));
    }
    return !faults.empty();
  }

  static bool refers(const LexiconEntry& entry) {
    return entry.pattern.find('@') != std::string::npos;
  }

  /// Each entry is tried on a text made for it alone.
  void lone_entries() {
    std::vector<Lexicon> tried = sound_;
    for (Lexicon& lexicon : tried) std::erase_if(lexicon.entries, refers);
    const Matcher matcher(tried, segmenter_);
    Matcher::Scratch scratch;
    for (std::uint32_t number = 0; number < matcher.entries().size(); ++number) {
      try_entry(matcher, number, scratch);
    }
  }

  /// The row of an entry in the lexicon that was read.
  static const LexiconEntry& row_of(const Matcher& matcher, const MatchEntry& entry) {
    const auto& rows = matcher.lexicons()[entry.lexicon].entries;
    return *std::find_if(rows.begin(), rows.end(),
                         [&](const LexiconEntry& row) { return row.line == entry.line; });
  }

  void try_entry(const Matcher& matcher, std::uint32_t number, Matcher::Scratch& scratch) {
    const MatchEntry& entry = matcher.entries()[number];
    const Lexicon& lexicon = matcher.lexicons()[entry.lexicon];
    const LexiconEntry& row = row_of(matcher, entry);
    const std::vector<std::string> texts = examples(row, segmenter_);
    const std::uint32_t none = static_cast<std::uint32_t>(matcher.entries().size());
    std::uint32_t winner = none;
    for (const std::string& text : texts) {
      const std::vector<Hit> hits = hits_of(matcher, entry.layer, text, scratch);
      for (const Hit& hit : hits) {
        if (hit.entry == number) return;
      }
      if (!hits.empty() && winner == none) winner = hits[0].entry;
    }
    if (texts.empty() || !matches_alone(lexicon, row, texts)) {
      return warn(
          lexicon, row, "never-matches",
          fmt::format("'{}' can never match: no text is cut into these tokens", row.pattern));
    }
    if (winner == none) return;
    const MatchEntry& other = matcher.entries()[winner];
    if (!needs_more(row_of(matcher, other), row)) shadowed(matcher, lexicon, row, other);
  }

  /// Whether the winner has a condition that the row lacks: elsewhere the row may come through.
  static bool needs_more(const LexiconEntry& winner, const LexiconEntry& row) {
    const auto own = split(row.flags, ' ');
    const auto theirs = split(winner.flags, ' ');
    return std::any_of(theirs.begin(), theirs.end(), [&](std::string_view flag) {
      return !flag.empty() && !flag.starts_with("layers=") &&
             std::find(own.begin(), own.end(), flag) == own.end();
    });
  }

  std::vector<Hit> hits_of(const Matcher& matcher, std::uint32_t layer, const std::string& text,
                           Matcher::Scratch& scratch) {
    segmenter_.segment(text, units_);
    matcher.match(text, units_, scratch, matches_);
    return matches_.by_layer[layer];
  }

  bool matches_alone(const Lexicon& lexicon, const LexiconEntry& row,
                     const std::vector<std::string>& texts) {
    Lexicon alone;
    alone.layer = lexicon.layer;
    alone.entries = {row};
    if (row.category == kExclusion) alone.entries[0].category.assign(1, 'x');
    std::vector<Lexicon> lexicons;
    lexicons.push_back(std::move(alone));
    drop_layers(lexicons[0].entries[0]);
    const Matcher matcher(std::move(lexicons), segmenter_);
    Matcher::Scratch scratch;
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
      return !hits_of(matcher, 0, text, scratch).empty();
    });
  }

  /// An exclusion of other layers is looked for in its own.
  static void drop_layers(LexiconEntry& row) {
    std::string kept;
    for (const std::string_view flag : split(row.flags, ' ')) {
      if (!flag.starts_with("layers=")) kept += fmt::format("{} ", flag);
    }
    row.flags = kept;
  }

  void shadowed(const Matcher& matcher, const Lexicon& lexicon, const LexiconEntry& row,
                const MatchEntry& winner) {
    const std::string& file = matcher.lexicons()[winner.lexicon].file;
    warn(lexicon, row, winner.exclusion() ? "shadowed-by-exclusion" : "shadowed",
         fmt::format("'{}' never counts: {} '{}' at {}:{} always wins", row.pattern,
                     winner.exclusion() ? "the exclusion" : "the entry", winner.pattern, file,
                     winner.line));
  }

  void broad_globs() {
    for (const Lexicon& lexicon : sound_) {
      for (const LexiconEntry& entry : lexicon.entries) {
        const bool glob = entry.pattern.find_first_of("*?") != std::string::npos;
        if (glob && entry.category != kExclusion) broad(lexicon, entry);
      }
    }
  }

  void broad(const Lexicon& lexicon, const LexiconEntry& entry) {
    std::vector<PatternFault> faults;
    const PatternSequence items =
        parse_pattern(entry.pattern, has_case_flag(entry.flags), segmenter_, faults);
    // Beside other words a glob may be as wide as it likes.
    if (items.size() != 1 || items[0].kind != PatternItem::Kind::kToken) return;
    std::vector<std::string_view> caught;
    const std::string folded = pattern_key(items[0].test.form, false);
    for (const std::string& word : options_.words) {
      if (glob_matches(folded, word)) caught.push_back(word);
    }
    if (caught.size() <= options_.most_words) return;
    const std::size_t size = caught.size();
    caught.resize(std::min<std::size_t>(size, 5));
    warn(lexicon, entry, "broad-glob",
         fmt::format("'{}' catches {} words: {} …", entry.pattern, size, fmt::join(caught, ", ")));
  }

  const std::vector<Lexicon>& lexicons_;
  const Segmenter& segmenter_;
  const CheckOptions& options_;
  std::vector<Lexicon> sound_;
  Diagnostics found_;
  Segmentation units_;
  Matches matches_;
};

}  // namespace

Diagnostics check_lexicons(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter,
                           const CheckOptions& options) {
  return Checker(lexicons, segmenter, options).check();
}

std::vector<std::string> sorted_words(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::string> words_of_lines(std::string_view text) {
  std::vector<std::string> words;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && !first_invalid_utf8(line)) words.push_back(norm(line));
  }
  return sorted_words(std::move(words));
}

void sort_findings(Diagnostics& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
}

}  // namespace tarn
