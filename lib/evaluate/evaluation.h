#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evaluate/codes.h"
#include "evaluate/options.h"
#include "evaluate/ratings.h"
#include "exchange/human_codes.h"
#include "stage/units.h"

namespace tarn::evaluate {

/// The codes of one post as units of it.
struct PlacedPost {
  struct Item {
    bool gold = false;
    std::string coder;
    std::string label;
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    bool outside = false;
    std::optional<double> value;
    KwicLine line;
  };
  std::string doc_id;
  std::string digest;
  std::uint32_t units = 0;
  bool has_gold = false;
  std::vector<Item> items;
  std::vector<std::string> gold_coders;  ///< who looked through the post
  std::vector<std::string> coders;
  exchange::Laid laid;  ///< what files of codes gave to it
};

/// Collects codes and joins them by doc_id. First read_gold/add_gold for every gold record, where
/// gold codes come apart; then read/add for every post; then finish. Keeps the codes as numbers,
/// never a text: O(codes), and the co-text of each where disagreements are asked for. The read
/// functions may be called from several threads.
class Evaluation {
 public:
  explicit Evaluation(EvaluateOptions options);

  /// Takes codes of people from files of other tools too: as gold codes, or without gold as codes
  /// of the posts. `codes` must outlive the object.
  void take_codes_from(const exchange::HumanCodes& codes) { human_codes_ = &codes; }

  std::optional<JsonError> read_gold(std::string_view line, CodedText& out) const;
  /// Throws ResourceError when the same coder coded a post of this doc_id before.
  void add_gold(CodedText&& text, const Place& place);

  std::optional<JsonError> read(std::string_view line, PlacedPost& out) const;
  void add(PlacedPost&& post, const Place& place);

  /// Call once, after the last post. Throws ResourceError when there is nothing to compare, or over
  /// 64 raters.
  Ratings finish();

  const EvaluateOptions& options() const { return options_; }

 private:
  /// A post, as far as it is kept.
  struct Kept {
    RatedPost post;
    std::string digest;
    std::vector<std::uint32_t> looked;  ///< raters who looked through it
    bool has_gold = false;
  };

  std::uint32_t rater(bool gold, const std::string& coder);
  std::uint32_t name(const std::string& label);
  void place(const Record& record, const CodedText& codes, bool gold, const Segmentation& units,
             PlacedPost& out) const;
  void place_gold(const Record& record, const CodedText* gold, const Segmentation& units,
                  PlacedPost& out) const;
  void merge(Kept& kept, PlacedPost&& post, const Place& place);
  bool looked_at_all(std::uint32_t rater, const Kept& kept) const;
  std::vector<std::uint32_t> choose_raters(Ratings& out) const;
  void choose_labels(Ratings& out) const;
  std::uint64_t coded_by(const Kept& kept, const std::vector<std::uint32_t>& index,
                         Ratings& out) const;
  void fill_posts(const std::vector<std::uint32_t>& index, Ratings& out);

  struct Side {
    bool gold = false;
    std::string coder;
  };

  EvaluateOptions options_;
  CodeSelection gold_selection_;
  CodeSelection selection_;
  Units cutter_;
  const exchange::HumanCodes* human_codes_ = nullptr;
  std::unordered_map<std::string, CodedText> gold_;
  std::unordered_map<std::string, std::uint32_t> rater_index_;
  std::vector<Side> raters_;
  std::unordered_map<std::string, std::uint32_t> name_index_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> post_index_;
  std::vector<Kept> posts_;
  std::vector<std::uint64_t> outside_;  ///< by rater
};

}  // namespace tarn::evaluate
