// The shipped lexicons against the sentences in tests/lexicons/NAME.tsv: columns label, kind, want,
// sentence. `want` lists the surfaces that must be all spans of that label in the sentence, "-" for
// none; a surface may carry a score: "hopeful=2", "hopeful<0", "hopeful>0".
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/bytes.h"
#include "base/numbers.h"
#include "lexicon/flags.h"
#include "lexicon/matcher.h"
#include "stage/stance.h"
#include "stage/theme.h"
#include "text/norm.h"

using namespace tarn;

namespace {

namespace fs = std::filesystem;

const std::string kLexicons = TARN_SOURCE_DIR "/data/lexicons";

struct Found {
  std::string label;
  std::string surface;
  std::optional<double> score;
};

/// What a wanted surface says of the score.
struct Wanted {
  std::string surface;
  char relation = ' ';
  double score = 0;

  static Wanted parse(std::string_view text) {
    const std::size_t at = text.find_last_of("<>=");
    const auto number =
        at == std::string_view::npos || at == 0 ? std::nullopt : parse_decimal(text.substr(at + 1));
    if (!number) return {norm(text)};
    return {norm(text.substr(0, at)), text[at], *number};
  }

  bool fits(const Found& found) const {
    if (norm(found.surface) != surface) return false;
    if (relation == ' ') return true;
    if (!found.score) return false;
    return relation == '<'   ? *found.score < score
           : relation == '>' ? *found.score > score
                             : std::abs(*found.score - score) < 1e-4;
  }
};

/// Marks sentences as the tools do that use a lexicon.
class Marker {
 public:
  explicit Marker(const std::string& name) {
    const Lexicon lexicon = load_lexicon(kLexicons + '/' + name + ".tsv");
    if (lexicon.layer == "theme") {
      themes_.emplace(std::vector<Lexicon>{lexicon}, ThemeOptions{});
    } else if (lexicon.layer == "modifier" || lexicon.layer == "holder") {
      matcher_.emplace(layer_of(lexicon.layer));
    } else {
      StanceSources sources;
      sources.lexicon_path = {kLexicons};
      StanceOptions options;
      options.all_spans = true;
      stance_ = std::make_unique<StanceScorer>(load_stance(sources), options);
    }
  }

  std::vector<Found> mark(const std::string& sentence) const {
    Record record;
    record.reset("test", sentence);
    if (matcher_) return hits(record);
    themes_ ? (*themes_)(record) : (*stance_)(record);
    std::vector<Found> out;
    for (const Annotation& span : record.annotations()) {
      out.push_back({span.label, std::string(slice(record.text(), span.span)), span.score});
    }
    return out;
  }

 private:
  static std::vector<Lexicon> layer_of(const std::string& layer) {
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(kLexicons)) {
      const std::string name = file.path().filename().string();
      if (name.ends_with(".tsv") && !name.starts_with("stance-")) files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Lexicon> lexicons;
    for (const fs::path& file : files) {
      Lexicon lexicon = load_lexicon(file);
      if (lexicon.layer == layer) lexicons.push_back(std::move(lexicon));
    }
    return lexicons;
  }

  std::vector<Found> hits(const Record& record) const {
    const Segmentation units = segmenter_.segment(record.text());
    Matcher::Scratch scratch;
    Matches matches;
    matcher_->match(record.text(), units, scratch, matches);
    std::vector<Found> out;
    for (const Hit& hit : matches.by_layer[0]) {
      const Span span{units.tokens[hit.first_token].span.begin,
                      units.tokens[hit.end_token - 1].span.end};
      for (const EntryLabel& label : matcher_->entries()[hit.entry].labels) {
        out.push_back({label.category, std::string(slice(record.text(), span)), label.weight});
      }
    }
    return out;
  }

  std::optional<ThemeTagger> themes_;
  std::optional<Matcher> matcher_;
  std::unique_ptr<StanceScorer> stance_;
  Segmenter segmenter_;
};

/// Empty when the spans of a label are as wanted, else what was found.
std::string mismatch(std::vector<Found> found, std::string_view label, std::string_view want) {
  std::erase_if(found, [&](const Found& one) { return one.label != label; });
  std::string shown;
  for (const Found& one : found) {
    shown += fmt::format("{}{}{} ", shown.empty() ? "" : "| ", one.surface,
                         one.score ? '=' + format_number(*one.score) : "");
  }
  std::vector<Wanted> wanted;
  if (want != "-") {
    for (std::string_view part : split(want, ',')) {
      part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
      wanted.push_back(Wanted::parse(part));
    }
  }
  for (const Wanted& one : wanted) {
    const auto fit = std::find_if(found.begin(), found.end(),
                                  [&](const Found& other) { return one.fits(other); });
    if (fit == found.end()) return "found: " + shown;
    found.erase(fit);
  }
  return found.empty() ? "" : "found: " + shown;
}

void check_rows(const std::string& name, std::string_view text) {
  const Marker marker(name);
  std::size_t number = 0;
  std::size_t rows = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (number == 1 || line.empty() || line.starts_with("# ")) continue;
    ++rows;
    const std::vector<std::string_view> cells = split(line, '\t');
    const std::string place = fmt::format("tests/lexicons/{}.tsv:{}: {}", name, number, line);
    CAPTURE(place);
    REQUIRE(cells.size() == 4);
    CHECK(mismatch(marker.mark(std::string(cells[3])), cells[0], cells[2]) == "");
  }
  CHECK(rows > 0);
}

}  // namespace

TEST_CASE("stage/lexicon sentences") {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(TARN_SOURCE_DIR "/tests/lexicons")) {
    if (file.path().extension() == ".tsv") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  CHECK_FALSE(files.empty());
  for (const fs::path& file : files) {
    check_rows(file.stem().string(), read_all(*open_source(file.string())));
  }
}
