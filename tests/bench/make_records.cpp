// make-records N [WORDS]: writes N invented annotated posts of about WORDS words (400) as
// tarn-stance would leave them, for timing what reads them. The same N gives the same bytes.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "stats/random.h"

namespace {

using tarn::stats::SplitMix64;

constexpr const char* kWords[] = {"we",     "met",   "the",   "patients", "again",  "and",
                                  "talked", "about", "care",  "time",     "money",  "hope",
                                  "of",     "their", "ideas", "slowly",   "family", "na\u00efve"};
constexpr const char* kThemes[] = {"coproduction", "barriers.time", "barriers.money", "care",
                                   "learning",     "demand",        "patient_voice",  "event",
                                   "family",       "technology"};
constexpr const char* kLabels[] = {"affect.fear",
                                   "affect.hope",
                                   "affect.joy",
                                   "alignment.critical",
                                   "alignment.pragmatic",
                                   "certainty",
                                   "obligation.request",
                                   "reflection.analyse",
                                   "reflection.feel",
                                   "reflection.learn",
                                   "valence",
                                   "valence"};
constexpr const char* kScores[] = {"1.5", "-1", "0.75", "-0.375", "2", "-1.5"};
constexpr const char* kHolders[] = {"", "", ",\"holder\":\"self\"",
                                    ",\"holder\":\"other:clinician\""};

template <std::size_t N>
const char* any(SplitMix64& random, const char* const (&list)[N]) {
  return list[random.index(N)];
}

/// One post; everything about it comes from its number.
class PostMaker {
 public:
  PostMaker(std::uint64_t number, std::uint64_t words) : random_(number), number_(number) {
    size_ = words / 2 + random_.index(words + 1);
  }

  void append(std::string& out) {
    write_text();
    head(out);
    out += R"(,"text":")" + text_ + R"(","sentences":[)" + sentences_ + R"(],"counts":{"words":)" +
           std::to_string(size_) + R"(,"sentences":)" + std::to_string(count_) + "},";
    out += R"("theme_counts":{"coproduction":2},"spans":[)" + spans_ + "],";
    out += R"("sentence_scores":[)" + scores_ + "],";
    out += R"("post_scores":{"valence":{"hits":9,"author":6,"reported":3,"rate":22.5,"mean":0.11},)"
           R"("graduation":{"mean":0.125,"share":0.25},"engagement":{"hits":14,"author":14,)"
           R"("reported":0,"rate":35,"aside":0,"directive":1,"group":6,"question":1,"reader":0,)"
           R"("self":6,"shared":0},"reflection":{"hits":5,"author":4,"reported":1,"rate":12.5,)"
           R"("classes":{"feel":{"hits":2,"author":2,"reported":0,"rate":5,"sentences":2}},)"
           R"("level":"R)" +
           std::to_string(1 + random_.index(4)) + R"("},"default_holders":0.5},)";
    out +=
        R"("tarn":{"tokenizer":"tarn-text/1","lexicons":{"themes-health":"sha256:00","attitude":"sha256:11"}}})"
        "\n";
  }

 private:
  void head(std::string& out) {
    const std::uint64_t month = number_ % 120;
    char date[16];
    std::snprintf(date, sizeof date, "%04d-%02d-%02d", static_cast<int>(2010 + month / 12),
                  static_cast<int>(1 + month % 12), static_cast<int>(1 + random_.index(28)));
    const std::string id = std::to_string(number_);
    out += R"({"schema":"tarn.post/1","doc_id":"bench:)" + id + R"(","url":"https://example.org/)" +
           id + R"(.html","title":"Post )" + id + R"(","authors":[{"name":"Author )" +
           std::to_string(number_ % 50) + R"("}],"date_published":")" + date + R"(","tags":["tag)" +
           std::to_string(number_ % 7) + R"("],"language":"en","kind":"post","status":"published")";
  }

  /// Sentences of 8 to 23 words; in most a few spans.
  void write_text() {
    std::uint64_t left = size_;
    std::uint64_t at = 0;
    while (left > 0) {
      const std::uint64_t words = std::min<std::uint64_t>(left, 8 + random_.index(16));
      left -= words;
      const std::uint64_t begin = at;
      for (std::uint64_t i = 0; i < words; ++i) {
        const std::string word = any(random_, kWords);
        const std::uint64_t length = word.size() - (word.find('\xc3') != std::string::npos);
        if (random_.index(8) == 0) mark(at, at + length);
        text_ += word + (i + 1 < words ? " " : ". ");
        at += length + (i + 1 < words ? 1 : 2);
      }
      if (count_ > 0) sentences_ += ',';
      sentences_ += '[' + std::to_string(begin) + ',' + std::to_string(at - 1) + ']';
      if (random_.index(2) == 0) score(words);
      ++count_;
    }
  }

  void mark(std::uint64_t start, std::uint64_t end) {
    if (!spans_.empty()) spans_ += ',';
    spans_ += "{\"start\":" + std::to_string(start) + ",\"end\":" + std::to_string(end);
    const std::string sentence = ",\"sentence\":" + std::to_string(count_);
    if (random_.index(4) == 0) {
      spans_ += R"(,"layer":"theme","label":")" + std::string(any(random_, kThemes)) + '"' +
                sentence + '}';
      return;
    }
    spans_ += R"(,"layer":"stance","label":")" + std::string(any(random_, kLabels)) + '"' +
              sentence + ",\"score\":" + any(random_, kScores) +
              (random_.index(4) == 0 ? R"(,"voice":"reported")" : R"(,"voice":"author")") +
              any(random_, kHolders);
    if (random_.index(3) == 0) spans_ += R"(,"theme":")" + std::string(any(random_, kThemes)) + '"';
    spans_ += '}';
  }

  void score(std::uint64_t words) {
    if (!scores_.empty()) scores_ += ',';
    scores_ += "{\"sentence\":" + std::to_string(count_) + ",\"words\":" + std::to_string(words) +
               R"(,"sum":-0.5,"score":)" + any(random_, kScores) +
               R"(,"positive":1.5,"negative":2,"mixed":true,"label":"negative","author_sum":0.5,)"
               R"("author_score":0.1213})";
  }

  SplitMix64 random_;
  std::uint64_t number_;
  std::uint64_t size_ = 0;
  std::uint64_t count_ = 0;
  std::string text_;
  std::string sentences_;
  std::string spans_;
  std::string scores_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: make-records N [WORDS]\n", stderr);
    return 2;
  }
  const std::uint64_t posts = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t words = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 400;
  std::string out;
  for (std::uint64_t i = 0; i < posts; ++i) {
    PostMaker(i, words).append(out);
    if (out.size() < (std::size_t{1} << 20) && i + 1 < posts) continue;
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 2;
    out.clear();
  }
  return std::fflush(stdout) == 0 ? 0 : 2;
}
