#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pool.h"
#include "lexicon/matcher.h"
#include "record/record.h"
#include "stage/units.h"

namespace tarn {

/// What a concordance is made of. At least one of themes, labels and pattern.
struct KwicOptions {
  std::vector<std::string> themes = {};  ///< labels of layer theme; a parent finds its children
  std::vector<std::string> labels =
      {};                    ///< labels of layer stance; with themes: of hits linked to them
  std::string pattern = {};  ///< in the pattern language of lexicons
  std::string layer = {};    ///< look in this layer instead ("code")
  std::string holder = {};   ///< author, self, group, reader, other, other:clinician …
  std::string voice = {};    ///< author or reported
  static constexpr std::size_t kMostOfSentence = 250;  ///< tokens of it on each side
  std::optional<std::size_t> window = {};              ///< tokens each side; empty: the sentence
};

/// One occurrence of the node with its co-text.
struct KwicLine {
  std::string doc_id;
  std::string title;
  std::string url;
  std::string date;
  std::uint32_t sentence = 0;
  std::uint32_t start = 0;  ///< of the node, in code points
  std::uint32_t end = 0;
  std::string left;
  std::string node;
  std::string right;
  std::vector<std::string> left_words;  ///< norms, the nearest first: for sorting
  std::vector<std::string> right_words;
  std::string layer;
  std::string label;
  std::optional<double> score;
  std::string holder;
  std::string voice;
  std::string coder;                 ///< who coded, where it is a human code
  std::vector<std::string> against;  ///< of a disagreement: who did not give the label here
  std::vector<std::string> instead;  ///< and which labels those gave
};

/// Finds the occurrences of a theme, a stance label or a pattern. One object serves many threads.
class Kwic {
 public:
  /// Throws ResourceError when nothing is asked for, or the pattern is not valid.
  explicit Kwic(KwicOptions options);

  /// All occurrences in a record, in the order of the text.
  std::vector<KwicLine> operator()(const Record& record) const;

 private:
  bool is_wanted(const Annotation& annotation) const;
  void add_annotations(const Record& record, const Segmentation& units,
                       std::vector<KwicLine>& out) const;
  void add_matches(const Record& record, const Segmentation& units,
                   std::vector<KwicLine>& out) const;

  KwicOptions options_;
  Units units_;
  std::unique_ptr<Matcher> matcher_;  ///< of the pattern
  struct Search {
    Matcher::Scratch scratch;
    Matches matches;
  };
  Pool<Search> searches_{[] { return std::make_unique<Search>(); }};
};

/// The line of any span of a record: the place and the co-text, as KwicOptions::window says.
KwicLine kwic_line(const Record& record, const Segmentation& units, Span node,
                   std::optional<std::size_t> window);

/// Ways to order a concordance.
enum class KwicOrder { kText, kLeft, kNode, kRight };

/// Sorts by the words left of the node (the nearest first), by the node, or by those right of it;
/// then as they were. kText leaves all as it is.
void sort_lines(std::vector<KwicLine>& lines, KwicOrder order);

}  // namespace tarn
