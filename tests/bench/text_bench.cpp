// Throughput of lib/text beside ICU's iterators, on the same texts in one run: those of the
// examples, or the lines of the file that TARN_BENCH_TEXT names.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "text/norm.h"
#include "text/scanner.h"
#include "text/segmenter.h"
#include "text/utf8.h"

namespace {

using Texts = std::vector<std::string>;

Texts examples() {
  Texts texts;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(TARN_SOURCE_DIR) + "/examples/archive")) {
    texts.push_back(tarn::read_all(*tarn::open_source(entry.path().string())));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

/// A file as one text for each of its lines.
Texts lines_of(const char* path) {
  Texts texts;
  std::istringstream lines(tarn::read_all(*tarn::open_source(path)));
  for (std::string line; std::getline(lines, line);) texts.push_back(line);
  return texts;
}

const Texts& texts() {
  static const Texts kTexts = [] {
    const char* path = std::getenv("TARN_BENCH_TEXT");
    return path == nullptr ? examples() : lines_of(path);
  }();
  return kTexts;
}

/// Runs `work` on each text in turn.
template <typename Work>
void run(benchmark::State& state, Work work) {
  std::int64_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      work(text);
      bytes += static_cast<std::int64_t>(text.size());
    }
  }
  state.SetBytesProcessed(bytes);
}

void run_icu(benchmark::State& state, icu::BreakIterator& iterator) {
  run(state, [&](const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator.setText(&view, status);
    std::int64_t count = 0;
    iterator.first();
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
    benchmark::DoNotOptimize(count);
    utext_close(&view);
  });
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
  run(state,
      [](const std::string& text) { benchmark::DoNotOptimize(tarn::first_invalid_utf8(text)); });
}
BENCHMARK(validate);

void pieces(benchmark::State& state) {
  const tarn::text::IcuWords icu;
  std::vector<tarn::Token> tokens;
  run(state, [&](const std::string& text) {
    tokens.clear();
    tarn::text::append_pieces(text, {0, static_cast<std::uint32_t>(text.size())}, icu, tokens);
    benchmark::DoNotOptimize(tokens.data());
  });
}
BENCHMARK(pieces);

/// Paragraphs, sentences, tokens, types.
void segment(benchmark::State& state) {
  const tarn::Segmenter segmenter;
  tarn::Segmentation units;
  run(state, [&](const std::string& text) {
    segmenter.segment(text, units);
    benchmark::DoNotOptimize(units.sentences.data());
  });
}
BENCHMARK(segment);

/// Segmenting, and the norm of each token.
void segment_and_norms(benchmark::State& state) {
  const tarn::Segmenter segmenter;
  tarn::Segmentation units;
  std::string out;
  run(state, [&](const std::string& text) {
    segmenter.segment(text, units);
    for (const tarn::Token& token : units.tokens) {
      out.clear();
      tarn::append_norm(slice(text, token.span), out);
      benchmark::DoNotOptimize(out.data());
    }
  });
}
BENCHMARK(segment_and_norms);

void construct(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(tarn::Segmenter());
}
BENCHMARK(construct);

}  // namespace

BENCHMARK_MAIN();
