// One pass over the tokens of a sentence for all lexicons: each token becomes its kind, kinds lead
// an automaton from every token on, and the entries that end in its states are candidates, settled
// layer by layer. Entries that refer to hits (`@category`) are looked for when the strata below
// them are settled.
#include "lexicon/matcher.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>

#include "lexicon/candidate.h"
#include "lexicon/compiled.h"
#include "lexicon/rule_walker.h"
#include "lexicon/sentence_tokens.h"
#include "lexicon/settler.h"

namespace tarn {
namespace {

/// What one thread needs to match one sentence after the other.
class SentenceMatcher {
 public:
  SentenceMatcher(const CompiledLexicons& tables, std::size_t most_bytes)
      : tables_(tables),
        tokens_(tables, most_bytes),
        settler_(tables),
        candidates_(tables.layers.size()),
        references_(tables.references.size()) {}

  bool serves(const CompiledLexicons& tables) const { return &tables == &tables_; }

  /// Appends the hits of a sentence to those of its text.
  void match(std::string_view text, const Segmentation& units, const Sentence& sentence,
             Matches& out) {
    tokens_.read(text, units, sentence);
    find_candidates();
    for (std::size_t stratum = 1; stratum < tables_.tries.size(); ++stratum) {
      settle_references(stratum);
      RuleWalker(tables_, tables_.tries[stratum], tokens_, references_, candidates_).walk();
      sort_candidates();
    }
    for (std::size_t layer = 0; layer < candidates_.size(); ++layer) {
      std::vector<Candidate>& candidates = candidates_[layer];
      if (candidates.empty()) continue;
      settler_.settle(candidates);
      std::vector<Hit>& hits = out.by_layer[layer];
      hits.resize(hits.size() + candidates.size());
      std::transform(
          candidates.begin(), candidates.end(),
          hits.end() - static_cast<std::ptrdiff_t>(candidates.size()), [&](const Candidate& hit) {
            return Hit{sentence.first_token + hit.first, sentence.first_token + hit.end, hit.entry};
          });
      candidates.clear();
    }
  }

 private:
  /// The candidates of entries without references.
  void find_candidates() {
    Automaton& automaton = tokens_.automaton();
    const std::uint32_t size = tokens_.size();
    for (std::uint32_t first = 0; first < size; ++first) {
      if (!tokens_.may_begin(first)) continue;
      std::uint32_t state = tokens_.step(first).start;
      for (std::uint32_t end = first + 1; state != Automaton::kDead; ++end) {
        for (const Ending& ending : automaton.endings(state)) offer(ending, first, end);
        if (end == size) break;
        state = automaton.next(state, tokens_.step(end));
      }
    }
  }

  void offer(const Ending& ending, std::uint32_t first, std::uint32_t end) {
    if (ending.checked && !tokens_.passes(tables_.checks[ending.entry], first, end)) return;
    candidates_[ending.layer].push_back({first, end, ending.entry, ending.literal});
  }

  /// Fills the hits of the references of a stratum.
  void settle_references(std::size_t stratum) {
    for (const std::uint32_t number : tables_.references_of[stratum]) {
      const CategoryReference& reference = tables_.references[number];
      references_[number].clear();
      for (const std::uint32_t layer : reference.layers) {
        settled_ = candidates_[layer];
        settler_.settle(settled_);
        std::copy_if(settled_.begin(), settled_.end(), std::back_inserter(references_[number]),
                     [&](const Candidate& hit) { return reference.entries[hit.entry]; });
      }
    }
  }

  void sort_candidates() {
    for (auto& candidates : candidates_) {
      std::sort(candidates.begin(), candidates.end(),
                [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
    }
  }

  const CompiledLexicons& tables_;
  SentenceTokens tokens_;
  Settler settler_;
  Candidates candidates_;  ///< empty between sentences
  std::vector<Candidate> settled_;
  std::vector<std::vector<Candidate>> references_;  ///< settled hits, by reference
};

}  // namespace

struct Matcher::Impl {
  std::vector<Lexicon> lexicons;
  CompiledLexicons tables;
};

struct Matcher::Scratch::Impl {
  std::size_t most_bytes;
  std::optional<SentenceMatcher> sentences;
};

Matcher::Matcher(std::vector<Lexicon> lexicons) : Matcher(std::move(lexicons), Segmenter()) {}

Matcher::Matcher(std::vector<Lexicon> lexicons, const Segmenter& segmenter)
    : impl_(std::make_unique<Impl>()) {
  impl_->tables = compile(lexicons, segmenter);
  impl_->lexicons = std::move(lexicons);
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Matcher::Scratch::Scratch(std::size_t most_bytes)
    : impl_(std::make_unique<Impl>(Impl{most_bytes, {}})) {}
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
  auto& sentences = scratch.impl_->sentences;
  if (!sentences) sentences.emplace(tables, scratch.impl_->most_bytes);
  assert(sentences->serves(tables));
  out.by_layer.resize(tables.layers.size());
  for (auto& hits : out.by_layer) hits.clear();
  for (const Sentence& sentence : units.sentences) sentences->match(text, units, sentence, out);
}

}  // namespace tarn
