#include "lexicon/compiled.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "lexicon/pattern.h"
#include "text/segmenter.h"

namespace tarn {
namespace {

bool has_reference(const PatternSequence& items) {
  return std::any_of(items.begin(), items.end(), [](const PatternItem& item) {
    return item.kind == PatternItem::Kind::kCategory ||
           std::any_of(item.alternatives.begin(), item.alternatives.end(), has_reference);
  });
}

class Compiler {
 public:
  Compiler(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter)
      : lexicons_(lexicons), segmenter_(segmenter) {}

  Diagnostics compile(CompiledLexicons& out) {
    collect_layers();
    std::size_t rows = 0;
    for (const Lexicon& lexicon : lexicons_) rows += lexicon.entries.size();
    out_.entries.reserve(rows);
    out_.checks.reserve(rows);
    patterns_.reserve(rows);
    for (std::uint32_t i = 0; i < lexicons_.size(); ++i) {
      for (const LexiconEntry& entry : lexicons_[i].entries) add_row(i, entry);
    }
    find_references();
    std::vector<std::uint32_t> rules;
    for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
      if (patterns_[i].refers()) rules.push_back(i);
    }
    std::vector<std::uint32_t> strata;
    if (faults_.empty()) {
      for (const std::uint32_t rule : rules) strata.push_back(stratum_of(rule));
    }
    if (!faults_.empty()) return std::move(faults_);
    for (std::size_t i = 0; i < rules.size(); ++i) insert_rule(rules[i], strata[i]);
    out = std::move(out_);
    return {};
  }

 private:
  /// The pattern of an entry.
  struct Pattern {
    PatternSequence items;  ///< only when it refers to categories: it waits for all entries
    std::uint32_t lexicon = 0;
    std::vector<std::uint32_t> references;
    bool refers() const { return !items.empty(); }
  };
  /// A place in a trie that one way of spelling a pattern has led to.
  struct Front {
    std::uint32_t node = 0;
    bool literal = true;  ///< all steps to there are words
  };
  static constexpr std::uint32_t kOpen = 0xFFFFFFFF;
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFE;

  void fault(std::uint32_t lexicon, std::uint32_t line, const char* code, std::string message) {
    faults_.push_back(
        {Severity::kError, {lexicons_[lexicon].file, line, 0}, code, std::move(message)});
  }

  void collect_layers() {
    std::set<std::string> names;
    for (const Lexicon& lexicon : lexicons_) names.insert(lexicon.layer);
    out_.layers.assign(names.begin(), names.end());
  }

  std::size_t layer(std::string_view name) const {
    const auto found = std::find(out_.layers.begin(), out_.layers.end(), name);
    return static_cast<std::size_t>(found - out_.layers.begin());
  }

  void add_row(std::uint32_t lexicon, const LexiconEntry& row) {
    std::vector<PatternFault> faults;
    PatternSequence items;
    if (!is_plain_pattern(row.pattern)) {
      items = parse_pattern(row.pattern, has_case_flag(row.flags), segmenter_, faults);
    }
    const EntryFlags flags = parse_flags(row.flags, segmenter_, faults);
    for (const PatternFault& f : faults) fault(lexicon, row.line, f.code.c_str(), f.message);
    if (!faults.empty()) return;
    if (flags.layers.empty() || row.category != kExclusion) {
      return add_entry(lexicon, row, flags, std::move(items), layer(lexicons_[lexicon].layer));
    }
    for (const std::string& name : flags.layers) {
      const std::size_t number = layer(name);
      if (number < out_.layers.size()) add_entry(lexicon, row, flags, items, number);
    }
  }

  /// Rows with one key are one entry.
  std::string key_of(std::uint32_t lexicon, const LexiconEntry& row, std::string_view pattern,
                     bool refers, std::size_t layer) const {
    std::string key(1, row.category == kExclusion ? '!' : '+');
    key += static_cast<char>('0' + layer);
    if (lexicons_[lexicon].overlap_all) key += std::to_string(lexicon);
    if (!row.flags.empty()) (key += '\t') += flags_key(row.flags);
    if (refers) key += fmt::format("\t@{}", fmt::join(lexicons_[lexicon].uses, " "));
    return (key += '\t') += pattern;
  }

  /// `items` are empty for a plain pattern.
  void add_entry(std::uint32_t lexicon, const LexiconEntry& row, const EntryFlags& flags,
                 PatternSequence items, std::size_t layer) {
    const bool refers = has_reference(items);
    const std::string pattern = pattern_key(row.pattern, flags.keeps_case);
    const std::uint32_t number = keys_.add(key_of(lexicon, row, pattern, refers, layer));
    if (number == out_.entries.size()) {
      MatchEntry entry;
      entry.pattern = row.pattern;
      entry.lexicon = lexicon;
      entry.line = row.line;
      entry.layer = static_cast<std::uint32_t>(layer);
      entry.open = flags.open;
      out_.entries.push_back(std::move(entry));
      out_.checks.push_back(check_of(flags, lexicons_[lexicon].overlap_all));
      out_.checks.back().layer = static_cast<std::uint32_t>(layer);
      if (items.empty()) {
        insert_words(number, pattern, flags.keeps_case);
      } else if (!refers) {
        insert(number, items, trie_of(0));
        items.clear();
      }
      patterns_.push_back({std::move(items), lexicon, {}});
    }
    if (row.category != kExclusion) add_label(number, row);
  }

  void add_label(std::uint32_t entry, const LexiconEntry& row) {
    std::vector<std::uint32_t>& labels = out_.checks[entry].labels;
    const std::uint32_t label = labels_.add(row.category);
    if (std::find(labels.begin(), labels.end(), label) != labels.end()) return;
    labels.push_back(label);
    out_.entries[entry].labels.push_back({row.category, row.weight});
  }

  EntryCheck check_of(const EntryFlags& flags, bool keep_all) {
    EntryCheck check;
    check.not_initial = flags.not_initial;
    check.keep_all = keep_all;
    check.first_context = static_cast<std::uint32_t>(out_.contexts.size());
    for (const ContextTest& test : flags.context) {
      out_.contexts.push_back({test.before, test.negated, context_test(test.any)});
    }
    check.end_context = static_cast<std::uint32_t>(out_.contexts.size());
    return check;
  }

  /// The number of the test whether a token is one of some words.
  std::uint32_t context_test(const std::vector<TokenTest>& words) {
    std::set<std::uint32_t> classes;
    for (const TokenTest& word : words) classes.insert(out_.classes.add(word));
    const auto [known, is_new] = context_tests_.try_emplace(
        classes, static_cast<std::uint32_t>(context_tests_.size()));
    for (const std::uint32_t token_class : classes) {
      if (!is_new) break;
      out_.context_tests = known->second + 1;
      if (out_.tests.size() <= token_class) out_.tests.resize(token_class + std::size_t{1});
      out_.tests[token_class].push_back(known->second);
    }
    return known->second;
  }

  void find_references() {
    for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
      if (patterns_[i].refers()) find_references(i, patterns_[i].items);
    }
    reference_strata_.assign(out_.references.size(), kUnknown);
  }

  void find_references(std::uint32_t entry, const PatternSequence& items) {
    for (const PatternItem& item : items) {
      for (const PatternSequence& sequence : item.alternatives) find_references(entry, sequence);
      if (item.kind != PatternItem::Kind::kCategory) continue;
      patterns_[entry].references.push_back(reference(entry, item.category));
    }
  }

  std::set<std::uint32_t> layers_seen(std::uint32_t entry) const {
    std::set<std::uint32_t> seen{out_.entries[entry].layer};
    for (const std::string& name : lexicons_[patterns_[entry].lexicon].uses) {
      const std::size_t number = layer(name);
      if (number < out_.layers.size()) seen.insert(static_cast<std::uint32_t>(number));
    }
    return seen;
  }

  std::uint32_t reference(std::uint32_t entry, const std::string& category) {
    const std::set<std::uint32_t> layers = layers_seen(entry);
    const std::uint32_t own = out_.entries[entry].layer;
    const auto [known, is_new] = reference_numbers_.try_emplace(
        fmt::format("{}\t{}\t{}", own, fmt::join(layers, " "), category), out_.references.size());
    if (is_new) make_reference(entry, category, {layers.begin(), layers.end()});
    return static_cast<std::uint32_t>(known->second);
  }

  void make_reference(std::uint32_t entry, const std::string& category,
                      const std::vector<std::uint32_t>& layers) {
    CategoryReference made;
    made.entries.resize(out_.entries.size());
    std::set<std::uint32_t> found;
    for (std::size_t i = 0; i < out_.entries.size(); ++i) {
      const MatchEntry& other = out_.entries[i];
      if (std::find(layers.begin(), layers.end(), other.layer) == layers.end()) continue;
      made.entries[i] = std::any_of(
          other.labels.begin(), other.labels.end(),
          [&](const EntryLabel& label) { return is_within(label.category, category); });
      if (made.entries[i]) found.insert(other.layer);
    }
    if (found.empty()) {
      fault(patterns_[entry].lexicon, out_.entries[entry].line, "unknown-reference",
            fmt::format("'@{}': no loaded lexicon of layer {} has that category", category,
                        layer_names(layers)));
    }
    made.layers.assign(found.begin(), found.end());
    out_.references.push_back(std::move(made));
    reference_owner_.push_back(entry);
  }

  std::string layer_names(const std::vector<std::uint32_t>& layers) const {
    std::vector<std::string> names;
    names.reserve(layers.size());
    for (const std::uint32_t number : layers) names.push_back(out_.layers[number]);
    return fmt::format("{}", fmt::join(names, ", "));
  }

  std::uint32_t stratum_of(std::uint32_t entry) {
    std::uint32_t stratum = 0;
    for (const std::uint32_t reference : patterns_[entry].references) {
      const std::uint32_t below = stratum_of_reference(reference, entry);
      if (below == kOpen) return 0;
      stratum = std::max(stratum, below + 1);
    }
    if (stratum >= kMostStrata) {
      fault(patterns_[entry].lexicon, out_.entries[entry].line, "rules-too-deep",
            fmt::format("rules refer to rules more than {} deep", kMostStrata));
    }
    return stratum;
  }

  /// The highest stratum of the entries that a reference waits for; kOpen in a cycle.
  std::uint32_t stratum_of_reference(std::uint32_t reference, std::uint32_t from) {
    std::uint32_t& known = reference_strata_[reference];
    if (known == kOpen) {
      fault(patterns_[from].lexicon, out_.entries[from].line, "cycle",
            fmt::format("'{}' refers to itself through its categories",
                        out_.entries[from].pattern));
      return kOpen;
    }
    if (known != kUnknown) return known;
    known = kOpen;
    std::uint32_t highest = 0;
    const std::uint32_t own = out_.entries[reference_owner_[reference]].layer;
    const CategoryReference& target = out_.references[reference];
    for (std::uint32_t i = 0; i < out_.entries.size() && faults_.empty(); ++i) {
      const std::uint32_t layer = out_.entries[i].layer;
      const bool waits = layer == own ? bool{target.entries[i]}
                                      : std::find(target.layers.begin(), target.layers.end(),
                                                  layer) != target.layers.end();
      if (waits) highest = std::max(highest, stratum_of(i));
    }
    return reference_strata_[reference] = highest;
  }

  /// The trie of a stratum.
  PatternTrie& trie_of(std::uint32_t stratum) {
    if (out_.tries.size() <= stratum) {
      out_.tries.resize(stratum + 1);
      out_.references_of.resize(stratum + 1);
    }
    return out_.tries[stratum];
  }

  void insert_rule(std::uint32_t entry, std::uint32_t stratum) {
    PatternTrie& rules = trie_of(stratum);
    for (const std::uint32_t reference : patterns_[entry].references) {
      std::vector<std::uint32_t>& all = out_.references_of[stratum];
      if (std::find(all.begin(), all.end(), reference) == all.end()) all.push_back(reference);
    }
    insert(entry, patterns_[entry].items, rules);
  }

  /// A plain pattern: its key is its words, normalised.
  void insert_words(std::uint32_t entry, std::string_view words, bool keeps_case) {
    PatternTrie& trie = trie_of(0);
    std::uint32_t node = PatternTrie::kRoot;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      node = trie.add_class(node, out_.classes.add_word(words.substr(0, end), keeps_case));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    trie.add_end(node, {entry, true});
  }

  void insert(std::uint32_t entry, const PatternSequence& items, PatternTrie& trie) {
    std::vector<Front> fronts{{PatternTrie::kRoot, true}};
    insert(entry, items, trie, fronts);
    for (const Front& front : fronts) trie.add_end(front.node, {entry, front.literal});
  }

  /// Moves fronts behind the steps of a sequence.
  void insert(std::uint32_t entry, const PatternSequence& steps, PatternTrie& trie,
              std::vector<Front>& fronts) {
    for (const PatternItem& step : steps) {
      switch (step.kind) {
        case PatternItem::Kind::kGroup:
          branch(entry, step, trie, fronts);
          break;
        case PatternItem::Kind::kToken: {
          const std::uint32_t token_class = out_.classes.add(step.test);
          advance(fronts, !step.test.glob,
                  [&](std::uint32_t node) { return trie.add_class(node, token_class); });
          break;
        }
        case PatternItem::Kind::kAnyWord:
          advance(fronts, false, [&](std::uint32_t node) { return trie.add_any_word(node); });
          break;
        case PatternItem::Kind::kGap:
          advance(fronts, false, [&](std::uint32_t node) {
            return trie.add_gap(node, step.least, step.most);
          });
          break;
        case PatternItem::Kind::kCategory: {
          const std::uint32_t number = reference(entry, step.category);
          advance(fronts, false,
                  [&](std::uint32_t node) { return trie.add_reference(node, number); });
          break;
        }
      }
    }
  }

  template <typename Child>
  static void advance(std::vector<Front>& fronts, bool literal, Child child) {
    for (Front& front : fronts) {
      front.node = child(front.node);
      front.literal = front.literal && literal;
    }
  }

  /// One front becomes one for each alternative.
  void branch(std::uint32_t entry, const PatternItem& group, PatternTrie& trie,
              std::vector<Front>& fronts) {
    std::vector<Front> all;
    for (const PatternSequence& alternative : group.alternatives) {
      std::vector<Front> ends = fronts;
      insert(entry, alternative, trie, ends);
      all.insert(all.end(), ends.begin(), ends.end());
    }
    fronts = std::move(all);
  }

  const std::vector<Lexicon>& lexicons_;
  const Segmenter& segmenter_;
  CompiledLexicons out_;
  StringIndex keys_;  ///< numbers are those of the entries
  StringIndex labels_;
  std::vector<Pattern> patterns_;
  std::map<std::set<std::uint32_t>, std::uint32_t> context_tests_;
  std::map<std::string, std::size_t> reference_numbers_;
  std::vector<std::uint32_t> reference_owner_;   ///< an entry of the layer that refers
  std::vector<std::uint32_t> reference_strata_;
  Diagnostics faults_;
};

}  // namespace

bool is_within(std::string_view category, std::string_view parent) {
  return category.starts_with(parent) &&
         (category.size() == parent.size() || category[parent.size()] == '.');
}

Diagnostics compile(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter,
                    CompiledLexicons& out) {
  return Compiler(lexicons, segmenter).compile(out);
}

CompiledLexicons compile(const std::vector<Lexicon>& lexicons, const Segmenter& segmenter) {
  CompiledLexicons out;
  const Diagnostics faults = compile(lexicons, segmenter, out);
  if (!faults.empty()) throw_faults(faults);
  return out;
}

}  // namespace tarn
