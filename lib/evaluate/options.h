#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/label_map.h"
#include "stats/bootstrap.h"

namespace tarn::evaluate {

/// What a decision is about. A unit has a label when a span with it shares a character with the
/// unit.
enum class Unit : std::uint8_t {
  kPost,
  kParagraph,
  kSentence,
  kToken,
  kSpan,     ///< spans are the same when both ends are
  kOverlap,  ///< spans meet when they share a token
};

/// "post", "paragraph", "sentence", "token", "span", "overlap".
std::string_view name_of(Unit unit);
/// REQUIRES one of these names.
Unit unit_named(std::string_view name);

/// How annotations are evaluated.
struct EvaluateOptions {
  Unit unit = Unit::kSentence;
  bool with_gold = false;  ///< gold codes come apart from the posts
  std::vector<std::string> layers =
      {};  ///< of the posts; empty: code, or with gold all but code and modifier
  std::vector<std::string> gold_layers = {"code"};
  bool nonzero = false;    ///< spans of the posts whose score is 0 do not count
  std::string voice = {};  ///< of the posts' spans that have one, only those of this voice
  /// Coders to look at, in this order, each with the name to show; empty: all, by their names.
  std::vector<std::pair<std::string, std::string>> coders = {};
  std::string reference = {};  ///< the coder (as shown) who is the gold standard of the others
  std::vector<std::string> labels =
      {};             ///< evaluated, with those below; empty: those that the reference uses
  LabelMap map = {};  ///< of the labels of gold codes; without gold, of all
  LabelMap predicted_map = {};          ///< of the labels of the posts, with gold
  bool ancestors = false;               ///< a label counts for those above it
  std::vector<std::string> scale = {};  ///< labels that are steps of a scale, the lowest first
  std::string value_path = {};          ///< a number of each post instead of its spans
  std::string gold_value_path = {};
  std::optional<double> empty_value = {};  ///< of a unit without a score in a post that was coded
  bool uncoded_is_empty = false;  ///< a coder without codes in a post has read it all the same
  bool disagreements = false;     ///< keep the lines of a concordance
  std::optional<std::size_t> window = {};  ///< its tokens each side; empty: the sentence
  stats::BootstrapOptions bootstrap = {};
};

}  // namespace tarn::evaluate
