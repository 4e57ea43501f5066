#pragma once

// The fixture lexicons of tests/data/stance, and what a text becomes by them. They are small and do
// not change with the shipped lexicons.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stance/analysis.h"
#include "stance/quotations.h"
#include "stance/values.h"
#include "text/segmenter.h"

namespace tarn::stance {

inline std::filesystem::path source_path(std::string_view relative) {
  return std::filesystem::path(TARN_SOURCE_DIR) / relative;
}

inline Constants shipped_constants() {
  return load_constants(source_path("data/lexicons/stance-constants.tsv"));
}

inline Dimensions shipped_dimensions() {
  return load_dimensions(source_path("data/lexicons/stance-dimensions.tsv"));
}

/// A model of some of the fixture lexicons ("stance", "modifiers", "holders", "report").
inline Model fixture_model(const std::vector<std::string>& names) {
  std::vector<Lexicon> lexicons;
  for (const std::string& name : names) {
    lexicons.push_back(load_lexicon(source_path("tests/data/stance/" + name + ".tsv")));
  }
  return Model(std::move(lexicons), shipped_constants(), shipped_dimensions());
}

inline const Model& fixture_model() {
  static const Model model =
      fixture_model({"stance", "modifiers", "holders", "report", "certainty"});
  return model;
}

/// One text with all that the stance units make of it.
class Read {
 public:
  explicit Read(std::string text, const Model& model = fixture_model(),
                AnalysisOptions options = {})
      : model_(model), text_(std::move(text)), units_(Segmenter().segment(text_)) {
    Matcher::Scratch scratch;
    model_.matcher().match(text_, units_, scratch, matches_);
    post_.text = text_;
    post_.units = &units_;
    post_.matches = &matches_;
    add_themes();
    Analyser(model_, options).analyse(post_, analysis_);
    value_sentences(model_, units_, analysis_, values_);
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;

  const Model& model() const { return model_; }
  const Post& post() const { return post_; }
  const Segmentation& units() const { return units_; }
  const Analysis& analysis() const { return analysis_; }
  const std::vector<SentenceValue>& values() const { return values_; }

  SentenceView sentence(std::uint32_t index = 0) const {
    SentenceView out;
    std::vector<Quoted> quoted;
    mark_quoted(analysis_.quotations, units_.tokens.size(), quoted);
    SentenceReader(model_, post_, quoted).read(index, out);
    return out;
  }

  std::string form(PostRange tokens) const {
    if (tokens.first == tokens.end) return "";
    return text_.substr(
        units_.tokens[tokens.first].span.begin,
        units_.tokens[tokens.end - 1].span.end - units_.tokens[tokens.first].span.begin);
  }
  std::string pattern(std::uint32_t entry) const {
    return entry == kAbsent ? "?" : model_.matcher().entries()[entry].pattern;
  }

 private:
  void add_themes() {
    static const Matcher themes = [] {
      std::vector<Lexicon> lexicons;
      lexicons.push_back(load_lexicon(source_path("tests/data/stance/themes.tsv")));
      return Matcher(std::move(lexicons));
    }();
    Matcher::Scratch scratch;
    Matches found;
    themes.match(text_, units_, scratch, found);
    for (const Hit& hit : found.by_layer[0]) {
      const Span span{units_.tokens[hit.first_token].span.begin,
                      units_.tokens[hit.end_token - 1].span.end};
      post_.themes.push_back({span, themes.entries()[hit.entry].labels[0].category});
    }
  }

  const Model& model_;
  std::string text_;
  Segmentation units_;
  Matches matches_;
  Post post_;
  Analysis analysis_;
  std::vector<SentenceValue> values_;
};

/// Words joined by a separator.
inline std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

}  // namespace tarn::stance
