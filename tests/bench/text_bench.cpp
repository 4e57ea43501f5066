// Throughput of lib/text beside ICU's iterators, on the same text in one run. The text is that of the
// examples, repeated; TARN_BENCH_TEXT names another file.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "text/norm.h"
#include "text/scanner.h"
#include "text/segmenter.h"
#include "text/utf8.h"

namespace {

constexpr std::size_t kSize = std::size_t{8} << 20;

std::string text_of_examples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(TARN_SOURCE_DIR) + "/examples/archive")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::string once;
  for (const auto& path : paths) once += tarn::read_all(*tarn::open_source(path.string())) + "\n\n";
  std::string text;
  while (text.size() < kSize) text += once;
  return text;
}

const std::string& corpus() {
  static const std::string text = [] {
    const char* path = std::getenv("TARN_BENCH_TEXT");
    return path == nullptr ? text_of_examples() : tarn::read_all(*tarn::open_source(path));
  }();
  return text;
}

void set_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * corpus().size()));
}

void run_icu(benchmark::State& state, icu::BreakIterator& iterator) {
  for (auto _ : state) {
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, corpus().data(), static_cast<std::int64_t>(corpus().size()), &status);
    iterator.setText(&view, status);
    std::int64_t count = 0;
    iterator.first();
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
    benchmark::DoNotOptimize(count);
    utext_close(&view);
  }
  set_bytes(state);
}

void icu_words(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  run_icu(state, *iterator);
}
BENCHMARK(icu_words);

void icu_sentences(benchmark::State& state) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  run_icu(state, *iterator);
}
BENCHMARK(icu_sentences);

void validate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(tarn::first_invalid_utf8(corpus()));
  set_bytes(state);
}
BENCHMARK(validate);

void pieces(benchmark::State& state) {
  const tarn::text::IcuWords icu;
  std::vector<tarn::Token> tokens;
  for (auto _ : state) {
    tokens.clear();
    tarn::text::append_pieces(corpus(), {0, static_cast<std::uint32_t>(corpus().size())}, icu, tokens);
    benchmark::DoNotOptimize(tokens.data());
  }
  set_bytes(state);
}
BENCHMARK(pieces);

/// Paragraphs, sentences, tokens, types.
void segment(benchmark::State& state) {
  const tarn::Segmenter segmenter;
  tarn::Segmentation units;
  for (auto _ : state) {
    segmenter.segment(corpus(), units);
    benchmark::DoNotOptimize(units.sentences.data());
  }
  set_bytes(state);
}
BENCHMARK(segment);

void norms(benchmark::State& state) {
  const tarn::Segmentation units = tarn::Segmenter().segment(corpus());
  std::string out;
  for (auto _ : state) {
    for (const tarn::Token& token : units.tokens) {
      out.clear();
      tarn::append_norm(slice(corpus(), token.span), out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  set_bytes(state);
}
BENCHMARK(norms);

void construct(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(tarn::Segmenter());
}
BENCHMARK(construct);

}  // namespace

BENCHMARK_MAIN();
