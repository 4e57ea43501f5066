// Cost of matching and of compiling by the number of patterns: time per token must hardly grow from
// 500 to 50,000 patterns. Texts and patterns are invented: syllables, Zipf's law.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "lexicon/lexicon.h"
#include "lexicon/matcher.h"
#include "text/segmenter.h"

namespace {

using namespace tarn;

constexpr std::size_t kVocabulary = 30000;
constexpr std::size_t kTextWords = 200000;

std::vector<std::string> vocabulary() {
  static constexpr const char* kOnsets[] = {"b", "c", "d", "f", "g", "l",  "m",
                                            "n", "p", "r", "s", "t", "st", "tr"};
  static constexpr const char* kNuclei[] = {"a", "e", "i", "o", "u", "ea", "ou"};
  static constexpr const char* kCodas[] = {"", "", "n", "r", "s", "t", "ng"};
  std::mt19937 engine(1);
  std::vector<std::string> words;
  while (words.size() < kVocabulary) {
    std::string word;
    for (std::size_t i = 0, n = 1 + engine() % 4; i < n; ++i) {
      word += kOnsets[engine() % std::size(kOnsets)];
      word += kNuclei[engine() % std::size(kNuclei)];
      word += kCodas[engine() % std::size(kCodas)];
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::string text_of(const std::vector<std::string>& words) {
  std::mt19937 engine(2);
  std::uniform_real_distribution<double> uniform(0, 1);
  std::string text;
  for (std::size_t i = 0; i < kTextWords; ++i) {
    // The inverse of Zipf's law with exponent 1 over the vocabulary.
    const auto rank = static_cast<std::size_t>(
        std::exp(uniform(engine) * std::log(static_cast<double>(words.size()))));
    text += words[std::min(rank, words.size()) - 1];
    text += i % 17 == 16 ? ".\n" : " ";
  }
  return text;
}

/// Single words, prefixes, and phrases, of words that are not among the commonest. Beyond the first
/// `told` patterns the words are of no text ("zz"), the first words of phrases apart.
std::string lexicon_text(const std::vector<std::string>& words, std::size_t patterns,
                         std::size_t told) {
  std::mt19937 engine(3);
  std::string text = "pattern\tcategory\n";
  for (std::size_t i = 0; i < patterns; ++i) {
    const auto any = [&] {
      const std::string& word = words[200 + engine() % (words.size() - 200)];
      return i < told ? word : word + "zz";
    };
    switch (engine() % 8) {
      case 0:
        text += any() + "ol*";
        break;
      case 1:
        text += words[engine() % 2000] + ' ' + any();
        break;
      case 2:
        text += any() + " <0-2> " + any();
        break;
      default:
        text += any();
    }
    text += fmt::format("\tc{}\n", i % 60);
  }
  return text;
}

Lexicon lexicon_of(std::size_t patterns, std::size_t told) {
  Diagnostics faults;
  const auto source = memory_source(lexicon_text(vocabulary(), patterns, told), "bench.tsv");
  return read_lexicon(*source, faults);
}

void run(benchmark::State& state, std::size_t told) {
  std::vector<Lexicon> lexicons;
  lexicons.push_back(lexicon_of(static_cast<std::size_t>(state.range(0)), told));
  const Matcher matcher(std::move(lexicons));
  const std::string text = text_of(vocabulary());
  const Segmentation units = Segmenter().segment(text);
  Matcher::Scratch scratch;
  Matches matches;
  for (auto _ : state) {
    matcher.match(text, units, scratch, matches);
    benchmark::DoNotOptimize(matches.by_layer.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * units.tokens.size()));
  state.counters["hits"] = static_cast<double>(matches.by_layer[0].size());
}

/// The same hits whatever the number of patterns: the cost of their number alone.
void match_same_hits(benchmark::State& state) { run(state, 500); }
BENCHMARK(match_same_hits)->Arg(500)->Arg(5000)->Arg(50000)->Unit(benchmark::kMillisecond);

/// Hits grow with the patterns, up to more than one in four tokens.
void match_more_hits(benchmark::State& state) { run(state, kVocabulary); }
BENCHMARK(match_more_hits)->Arg(500)->Arg(5000)->Arg(50000)->Unit(benchmark::kMillisecond);

void read_and_compile(benchmark::State& state) {
  const std::string text =
      lexicon_text(vocabulary(), static_cast<std::size_t>(state.range(0)), kVocabulary);
  const Segmenter segmenter;
  for (auto _ : state) {
    Diagnostics faults;
    const auto source = memory_source(text, "bench.tsv");
    std::vector<Lexicon> lexicons;
    lexicons.push_back(read_lexicon(*source, faults, segmenter));
    const Matcher matcher(std::move(lexicons), segmenter);
    benchmark::DoNotOptimize(matcher.entries().data());
  }
}
BENCHMARK(read_and_compile)->Arg(500)->Arg(50000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
