// One pass over the tokens of a sentence for all lexicons: each token becomes the list of token
// classes it belongs to (looked up once per distinct form, then remembered), the classes walk the
// tries from every token on, and what ends there is a candidate. Candidates are then settled layer
// by layer. Entries that refer to hits (`@category`) have tries of their own, walked when the
// strata below are settled.
#include "lexicon/matcher.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "lexicon/compiled.h"
#include "text/norm.h"

namespace tarn {
namespace {

/// A possible hit; positions are token numbers in the sentence.
struct Candidate {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t entry = 0;
  bool literal = false;

  /// The order in which candidates are accepted; entries are numbered by lexicon and line.
  auto rank() const { return std::tuple(~(end - first), first, !literal, entry); }
};

bool before(const Candidate& a, const Candidate& b) { return a.rank() < b.rank(); }

/// What the matcher knows of a form: its classes, and whether it may stand inside of an entry.
struct FormFacts {
  std::uint64_t class_bits = 0;  ///< PatternTrie::bit_of of all of them
  /// Bits of the classes that a second token must have for an entry of stratum 0 to go on.
  std::uint64_t second_bits = 0;
  std::uint32_t first_class = 0;
  std::uint32_t end_class = 0;
  bool begins = false;  ///< an entry of stratum 0 begins here whatever the second token is
  bool apostrophe = false;
  bool hyphen = false;
};

/// Forms seen, with their facts; forgotten as a whole when full.
struct FormCache {
  static constexpr std::uint32_t kMostForms = 1U << 16U;
  static constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
  static constexpr std::size_t kMostClasses = std::size_t{1} << 20U;
  static constexpr std::size_t kLongestForm = 256;

  StringIndex forms;  ///< type byte and form
  std::vector<FormFacts> facts;
  std::vector<std::uint32_t> classes;

  void make_room() {
    if (forms.size() < kMostForms && forms.bytes() < kMostBytes && classes.size() < kMostClasses) {
      return;
    }
    forms.clear();
    facts.clear();
    classes.clear();
  }
};

/// A token of the sentence at hand.
struct SentenceToken {
  std::uint64_t class_bits = 0;
  std::uint64_t second_bits = 0;
  bool begins = false;
  std::uint32_t first_class = 0;
  std::uint32_t end_class = 0;
  bool word = false;
  bool inner_mark = false;  ///< an apostrophe or hyphen, which may stand between the words of a hit
};

}  // namespace

struct Matcher::Impl {
  std::vector<Lexicon> lexicons;
  CompiledLexicons tables;
};

struct Matcher::Scratch::Impl {
  const void* owner = nullptr;
  FormCache cache;
  std::string norm;
  std::string key;
  std::vector<std::uint32_t> found;
  std::vector<SentenceToken> tokens;
  std::vector<std::uint32_t> classes;  ///< of the tokens of the sentence
  std::vector<std::vector<Candidate>> candidates;  ///< by layer
  std::vector<std::vector<Candidate>> references;  ///< settled hits, by reference
  std::vector<Candidate> settled;
  std::vector<std::uint8_t> taken;
};

namespace {

constexpr std::uint8_t kTaken = 1;
constexpr std::uint8_t kLabelled = 2;
constexpr std::uint8_t kExcluded = 4;

/// Turns the tokens of a sentence into lists of classes.
template <typename Scratch>
class TokenReader {
 public:
  TokenReader(const CompiledLexicons& tables, std::string_view text, Scratch& work)
      : tables_(tables), text_(text), work_(work) {}

  void read(const Segmentation& units, const Sentence& sentence) {
    work_.tokens.clear();
    work_.classes.clear();
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const Token& token = units.tokens[i];
      const FormFacts facts = facts_of(token);
      SentenceToken made;
      made.first_class = static_cast<std::uint32_t>(work_.classes.size());
      work_.classes.insert(work_.classes.end(), work_.cache.classes.begin() + facts.first_class,
                           work_.cache.classes.begin() + facts.end_class);
      made.end_class = static_cast<std::uint32_t>(work_.classes.size());
      made.class_bits = facts.class_bits;
      made.second_bits = facts.second_bits;
      made.begins = facts.begins;
      made.word = token.is_word();
      made.inner_mark = facts.apostrophe || (facts.hyphen && touches(units, sentence, i));
      work_.tokens.push_back(made);
    }
  }

 private:
  /// A hyphen between two spaces is a dash.
  static bool touches(const Segmentation& units, const Sentence& sentence, std::uint32_t i) {
    const auto& tokens = units.tokens;
    return (i > sentence.first_token && tokens[i - 1].span.end == tokens[i].span.begin) ||
           (i + 1 < sentence.end_token && tokens[i + 1].span.begin == tokens[i].span.end);
  }

  FormFacts facts_of(const Token& token) {
    const std::string_view form = slice(text_, token.span);
    FormCache& cache = work_.cache;
    cache.make_room();
    if (form.size() > FormCache::kLongestForm) return resolve(form, token.type);
    work_.key.assign(1, static_cast<char>(token.type));
    work_.key += form;
    const std::uint32_t number = cache.forms.add(work_.key);
    if (number == cache.facts.size()) cache.facts.push_back(resolve(form, token.type));
    return cache.facts[number];
  }

  FormFacts resolve(std::string_view form, TokenType type) {
    work_.norm.clear();
    append_norm(form, work_.norm);
    tables_.classes.find(form, work_.norm, type, work_.found);
    FormFacts facts;
    std::vector<std::uint32_t>& classes = work_.cache.classes;
    facts.first_class = static_cast<std::uint32_t>(classes.size());
    classes.insert(classes.end(), work_.found.begin(), work_.found.end());
    facts.end_class = static_cast<std::uint32_t>(classes.size());
    for (const std::uint32_t found : work_.found) {
      facts.class_bits |= PatternTrie::bit_of(found);
      look_ahead(found, facts);
    }
    facts.apostrophe = work_.norm == "'";
    facts.hyphen = work_.norm == "-";
    return facts;
  }

  /// What the first step of an entry says of the second: most tokens that begin some entry are not
  /// followed by its next word, and need no walk.
  void look_ahead(std::uint32_t token_class, FormFacts& facts) const {
    if (tables_.tries.empty()) return;
    const PatternTrie& trie = tables_.tries[0];
    const std::uint32_t child = trie.first(token_class);
    if (child == PatternTrie::kNone) return;
    const PatternTrie::Node& node = trie.node(child);
    facts.second_bits |= node.children;
    facts.begins = facts.begins || node.end.entry != PatternTrie::kNoEntry ||
                   node.any_word != PatternTrie::kNone || node.rarities != 0;
  }

  const CompiledLexicons& tables_;
  std::string_view text_;
  Scratch& work_;
};

/// Finds the candidates of one stratum in one sentence.
template <typename Scratch>
class Walker {
 public:
  Walker(const CompiledLexicons& tables, const PatternTrie& trie, Scratch& work)
      : tables_(tables), trie_(trie), work_(work), size_(position(work.tokens.size())) {}

  /// `stratum_0`: the tokens know whether an entry can begin at them.
  void walk(bool stratum_0) {
    const PatternTrie::Node& root = trie_.node(PatternTrie::kRoot);
    const bool general = root.any_word != PatternTrie::kNone || !trie_.rarities(root).references.empty();
    for (start_ = 0; start_ < size_; ++start_) {
      const SentenceToken& token = work_.tokens[start_];
      const bool idle = stratum_0 && !may_begin(token);
      for (std::uint32_t c = token.first_class; !idle && c < token.end_class; ++c) {
        const std::uint32_t child = trie_.first(work_.classes[c]);
        if (child != PatternTrie::kNone) arrive(child, start_ + 1);
      }
      if (general) step_beside_classes(root, start_);
    }
  }

 private:
  bool may_begin(const SentenceToken& token) const {
    if (token.begins) return true;
    if (token.second_bits == 0 || start_ + 1 == size_) return false;
    const SentenceToken& second = work_.tokens[start_ + 1];
    return second.inner_mark || (token.second_bits & second.class_bits) != 0;
  }

  static std::uint32_t position(std::size_t number) { return static_cast<std::uint32_t>(number); }

  void arrive(std::uint32_t number, std::uint32_t at) {
    const PatternTrie::Node& node = trie_.node(number);
    if (node.end.entry != PatternTrie::kNoEntry) offer(node.end, at);
    bool leads_on = node.children != 0 || node.any_word != PatternTrie::kNone;
    if (node.rarities != 0) {
      const PatternTrie::Rarities& rarities = trie_.rarities(node);
      for (const PatternTrie::End end : rarities.ends) offer(end, at);
      leads_on = leads_on || rarities.leads_on();
    }
    if (leads_on) go_on(number, node, at);
  }

  void go_on(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at) {
    for (std::uint32_t next = at; next < size_; ++next) {
      step(number, node, next);
      if (!work_.tokens[next].inner_mark) break;
    }
    for (const PatternTrie::Gap& gap : trie_.rarities(node).gaps) leap(gap, at);
  }

  void step(std::uint32_t number, const PatternTrie::Node& node, std::uint32_t at) {
    const SentenceToken& token = work_.tokens[at];
    if ((node.children & token.class_bits) != 0) {
      for (std::uint32_t c = token.first_class; c < token.end_class; ++c) {
        const std::uint32_t token_class = work_.classes[c];
        if ((node.children & PatternTrie::bit_of(token_class)) == 0) continue;
        const std::uint32_t child = trie_.child(number, token_class);
        if (child != PatternTrie::kNone) arrive(child, at + 1);
      }
    }
    step_beside_classes(node, at);
  }

  void step_beside_classes(const PatternTrie::Node& node, std::uint32_t at) {
    if (node.any_word != PatternTrie::kNone && work_.tokens[at].word) {
      arrive(node.any_word, at + 1);
    }
    for (const PatternTrie::Reference& reference : trie_.rarities(node).references) {
      for (const Candidate& hit : work_.references[reference.reference]) {
        if (hit.first == at) arrive(reference.node, hit.end);
      }
    }
  }

  void leap(const PatternTrie::Gap& gap, std::uint32_t at) {
    const PatternTrie::Node& node = trie_.node(gap.node);
    for (std::uint32_t words = 0;; ++words) {
      if (words >= gap.least) go_on(gap.node, node, at);
      if (words == gap.most) return;
      while (at < size_ && work_.tokens[at].inner_mark) ++at;
      if (at == size_ || !work_.tokens[at].word) return;
      ++at;
    }
  }

  void offer(PatternTrie::End end, std::uint32_t at) {
    const EntryCheck& check = tables_.checks[end.entry];
    if (!check.plain() && !passes(check, at)) return;
    work_.candidates[check.layer].push_back({start_, at, end.entry, end.literal});
  }

  bool passes(const EntryCheck& check, std::uint32_t end) const {
    if (check.not_initial && initial()) return false;
    return std::all_of(check.context.begin(), check.context.end(), [&](const ClassContext& test) {
      return fits(test, test.before ? word_before() : word_behind(end)) != test.negated;
    });
  }

  bool initial() const {
    return std::none_of(work_.tokens.begin(), work_.tokens.begin() + start_,
                        [](const SentenceToken& token) { return token.word; });
  }

  const SentenceToken* word_before() const {
    for (std::uint32_t i = start_; i > 0; --i) {
      const SentenceToken& token = work_.tokens[i - 1];
      if (token.word) return &token;
      if (!token.inner_mark) break;
    }
    return nullptr;
  }

  const SentenceToken* word_behind(std::uint32_t end) const {
    for (std::uint32_t i = end; i < size_; ++i) {
      const SentenceToken& token = work_.tokens[i];
      if (token.word) return &token;
      if (!token.inner_mark) break;
    }
    return nullptr;
  }

  bool fits(const ClassContext& test, const SentenceToken* token) const {
    if (token == nullptr) return false;
    const auto begin = work_.classes.begin() + token->first_class;
    const auto end = work_.classes.begin() + token->end_class;
    return std::any_of(test.classes.begin(), test.classes.end(),
                       [&](std::uint32_t wanted) { return std::binary_search(begin, end, wanted); });
  }

  const CompiledLexicons& tables_;
  const PatternTrie& trie_;
  Scratch& work_;
  std::uint32_t size_;
  std::uint32_t start_ = 0;
};

/// Accepts candidates of one layer by the rules.
template <typename Scratch>
class Settler {
 public:
  Settler(const CompiledLexicons& tables, Scratch& work) : tables_(tables), work_(work) {}

  /// Fills work.settled with the hits, in order of position.
  void settle(std::uint32_t layer) {
    work_.settled.clear();
    std::vector<Candidate>& candidates = work_.candidates[layer];
    if (apart(candidates)) {
      work_.settled = candidates;
      return;
    }
    std::sort(candidates.begin(), candidates.end(), before);
    work_.taken.assign(work_.tokens.size(), 0);
    for (const Candidate& candidate : candidates) {
      const bool keep_all = tables_.checks[candidate.entry].keep_all;
      if (keep_all ? keeps(candidate) : takes(candidate)) work_.settled.push_back(candidate);
    }
    std::sort(work_.settled.begin(), work_.settled.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.end, a.entry) < std::tie(b.first, b.end, b.entry);
    });
  }

 private:
  /// Whether the candidates follow each other without meeting: then all of them are hits.
  static bool apart(const std::vector<Candidate>& candidates) {
    for (std::size_t i = 1; i < candidates.size(); ++i) {
      if (candidates[i].first < candidates[i - 1].end) return false;
    }
    return true;
  }

  bool any(const Candidate& candidate, std::uint8_t bit) const {
    return std::any_of(work_.taken.begin() + candidate.first, work_.taken.begin() + candidate.end,
                       [bit](std::uint8_t bits) { return (bits & bit) != 0; });
  }

  void mark(const Candidate& candidate, std::uint8_t bit) {
    for (std::uint32_t i = candidate.first; i < candidate.end; ++i) work_.taken[i] |= bit;
  }

  bool takes(const Candidate& candidate) {
    if (any(candidate, kTaken)) return false;
    mark(candidate, kTaken);
    return true;
  }

  /// Of an `overlap: all` lexicon: hits leave each other alone; an exclusion takes tokens as ever.
  bool keeps(const Candidate& candidate) {
    const bool exclusion = tables_.entries[candidate.entry].exclusion();
    if (any(candidate, exclusion ? kLabelled : kExcluded)) return false;
    if (!exclusion && said_already(candidate)) return false;
    mark(candidate, exclusion ? kExcluded : kLabelled);
    return true;
  }

  /// Whether kept hits at the same place have all the labels of this one. Such hits are the last
  /// of the list, since candidates come by length and start.
  bool said_already(const Candidate& candidate) const {
    const auto& labels = tables_.entries[candidate.entry].labels;
    return std::all_of(labels.begin(), labels.end(), [&](const EntryLabel& label) {
      for (auto hit = work_.settled.rbegin(); hit != work_.settled.rend(); ++hit) {
        if (hit->first != candidate.first || hit->end != candidate.end) return false;
        if (tables_.checks[hit->entry].keep_all && has(hit->entry, label.category)) return true;
      }
      return false;
    });
  }

  bool has(std::uint32_t entry, const std::string& category) const {
    const auto& labels = tables_.entries[entry].labels;
    return std::any_of(labels.begin(), labels.end(),
                       [&](const EntryLabel& label) { return label.category == category; });
  }

  const CompiledLexicons& tables_;
  Scratch& work_;
};

/// Fills the settled hits of the references of a stratum.
template <typename Scratch>
void settle_references(const CompiledLexicons& tables, std::size_t stratum, Scratch& work) {
  for (const std::uint32_t number : tables.references_of[stratum]) {
    const CategoryReference& reference = tables.references[number];
    std::vector<Candidate>& hits = work.references[number];
    hits.clear();
    for (const std::uint32_t layer : reference.layers) {
      Settler(tables, work).settle(layer);
      std::copy_if(work.settled.begin(), work.settled.end(), std::back_inserter(hits),
                   [&](const Candidate& hit) { return reference.entries[hit.entry]; });
    }
  }
}

}  // namespace

Matcher::Matcher(std::vector<Lexicon> lexicons) : Matcher(std::move(lexicons), Segmenter()) {}

Matcher::Matcher(std::vector<Lexicon> lexicons, const Segmenter& segmenter)
    : impl_(std::make_unique<Impl>()) {
  impl_->tables = compile(lexicons, segmenter);
  impl_->lexicons = std::move(lexicons);
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Matcher::Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Matcher::Scratch::~Scratch() = default;
Matcher::Scratch::Scratch(Scratch&&) noexcept = default;
Matcher::Scratch& Matcher::Scratch::operator=(Scratch&&) noexcept = default;

const std::vector<Lexicon>& Matcher::lexicons() const { return impl_->lexicons; }
const std::vector<MatchEntry>& Matcher::entries() const { return impl_->tables.entries; }
const std::vector<std::string>& Matcher::layers() const { return impl_->tables.layers; }

std::size_t Matcher::layer(std::string_view name) const {
  const auto& all = layers();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
}

void Matcher::match(std::string_view text, const Segmentation& units, Scratch& scratch,
                    Matches& out) const {
  const CompiledLexicons& tables = impl_->tables;
  Scratch::Impl& work = *scratch.impl_;
  assert(work.owner == nullptr || work.owner == impl_.get());
  work.owner = impl_.get();
  work.candidates.resize(tables.layers.size());
  work.references.resize(tables.references.size());
  out.by_layer.resize(tables.layers.size());
  for (auto& hits : out.by_layer) hits.clear();

  TokenReader reader(tables, text, work);
  Settler settler(tables, work);
  for (const Sentence& sentence : units.sentences) {
    reader.read(units, sentence);
    for (auto& candidates : work.candidates) candidates.clear();
    for (std::size_t stratum = 0; stratum < tables.tries.size(); ++stratum) {
      settle_references(tables, stratum, work);
      Walker(tables, tables.tries[stratum], work).walk(stratum == 0);
    }
    for (std::uint32_t layer = 0; layer < tables.layers.size(); ++layer) {
      settler.settle(layer);
      for (const Candidate& hit : work.settled) {
        out.by_layer[layer].push_back(
            {sentence.first_token + hit.first, sentence.first_token + hit.end, hit.entry});
      }
    }
  }
}

}  // namespace tarn
