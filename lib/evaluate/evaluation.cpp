#include "evaluate/evaluation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/label.h"
#include "evaluate/place.h"

namespace tarn::evaluate {
namespace {

constexpr std::string_view kGold = "gold";
constexpr std::string_view kPredicted = "predicted";
constexpr std::uint32_t kUnwanted = ~std::uint32_t{0};  ///< a rater who is not looked at

template <typename Key>
std::uint32_t intern(std::unordered_map<std::string, std::uint32_t>& index, const Key& key) {
  return index.try_emplace(std::string(key), static_cast<std::uint32_t>(index.size()))
      .first->second;
}

bool has(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// Everybody who coded a text, with codes or none.
std::vector<std::string> coders_of(const CodedText& text) {
  std::vector<std::string> out = text.coders;
  for (const Code& code : text.codes) out.push_back(code.coder);
  return out;
}

}  // namespace

Evaluation::Evaluation(EvaluateOptions options) : options_(std::move(options)) {
  gold_selection_.layers = options_.gold_layers;
  gold_selection_.reads_coders = true;
  gold_selection_.map = &options_.map;
  gold_selection_.ancestors = options_.ancestors;
  gold_selection_.value_path = options_.gold_value_path;
  if (!options_.with_gold && options_.layers.empty()) options_.layers = {"code"};
  selection_.layers = options_.layers;
  selection_.unnamed_by_layer = !options_.with_gold;
  selection_.reads_coders = has(options_.layers, "code");
  selection_.map = options_.with_gold ? &options_.predicted_map : &options_.map;
  selection_.ancestors = options_.ancestors;
  selection_.nonzero = options_.nonzero;
  selection_.voice = options_.voice;
  selection_.value_path = options_.value_path;
}

std::uint32_t Evaluation::rater(bool gold, const std::string& coder) {
  const std::uint32_t index = intern(rater_index_, (gold ? "g" : "p") + coder);
  if (index == raters_.size()) {
    raters_.push_back({gold, coder});
    outside_.push_back(0);
  }
  return index;
}

std::uint32_t Evaluation::name(const std::string& label) {
  const std::uint32_t index = intern(name_index_, label);
  if (index == names_.size()) names_.push_back(label);
  return index;
}

std::optional<JsonError> Evaluation::read_gold(std::string_view line, CodedText& out) const {
  static thread_local Record record;
  if (auto error = record.parse(line)) return error;
  Segmentation units;
  if (has(options_.gold_layers, "sentence_scores")) cutter_.cut(record, units);
  return read_codes(record, record.units() ? *record.units() : units, gold_selection_, out);
}

void Evaluation::add_gold(CodedText&& text, const Place& place) {
  const auto [found, added] = gold_.try_emplace(text.doc_id);
  CodedText& kept = found->second;
  if (added) {
    kept = std::move(text);
    return;
  }
  if (kept.digest != text.digest)
    throw ResourceError(place,
                        fmt::format("doc_id '{}' comes twice, with different texts", text.doc_id));
  const auto before = coders_of(kept);
  for (const std::string& coder : coders_of(text)) {
    if (has(before, coder))
      throw ResourceError(
          place, fmt::format("doc_id '{}' comes twice, both times with codes of {}", text.doc_id,
                             coder.empty() ? "somebody without a name" : "coder " + coder));
  }
  kept.codes.insert(kept.codes.end(), text.codes.begin(), text.codes.end());
  kept.coders.insert(kept.coders.end(), text.coders.begin(), text.coders.end());
}

void Evaluation::place(const Record& record, const CodedText& codes, bool gold,
                       const Segmentation& units, PlacedPost& out) const {
  (gold ? out.gold_coders : out.coders) = codes.coders;
  for (const Code& code : codes.codes) {
    PlacedPost::Item item;
    item.gold = gold;
    item.coder = code.coder;
    item.label = code.label;
    item.value = code.value;
    const UnitRange range = range_of(code.span, options_.unit, units);
    item.first = range.first;
    item.end = range.end;
    item.outside = range.first == range.end && options_.unit != Unit::kSpan;
    if (options_.disagreements) {
      item.line = kwic_line(record, units, code.span, options_.window);
      item.line.label = code.label;
      item.line.score = code.value;
    }
    out.items.push_back(std::move(item));
  }
}

/// Gold codes of a record of the same text, and those of files.
void Evaluation::place_gold(const Record& record, const CodedText* gold, const Segmentation& units,
                            PlacedPost& out) const {
  CodedText all;
  if (gold != nullptr) all = *gold;
  for (const Annotation& a : out.laid.spans) {
    for (std::string& label : options_.map.of(a.label, options_.ancestors))
      all.codes.push_back({a.span, a.coder, std::move(label), a.score});
  }
  all.coders.insert(all.coders.end(), out.laid.coders.begin(), out.laid.coders.end());
  out.has_gold = gold != nullptr || !out.laid.documents.empty();
  place(record, all, true, units, out);
}

std::optional<JsonError> Evaluation::read(std::string_view line, PlacedPost& out) const {
  static thread_local Record record;
  static thread_local Segmentation space;
  if (auto error = record.parse(line)) return error;
  if (human_codes_ != nullptr) out.laid = human_codes_->of(record);
  if (!options_.with_gold) exchange::HumanCodes::add_to(record, out.laid);
  const Segmentation& units = cutter_.of(record, space);
  CodedText codes;
  if (auto error = read_codes(record, units, selection_, codes)) return error;
  out.doc_id = codes.doc_id;
  out.digest = codes.digest;
  out.units = unit_count(options_.unit, units);
  const auto gold = gold_.find(out.doc_id);
  if (gold != gold_.end() && gold->second.digest != out.digest)
    return JsonError{0, fmt::format("the text of '{}' is not that of the gold codes", out.doc_id)};
  if (options_.with_gold)
    place_gold(record, gold == gold_.end() ? nullptr : &gold->second, units, out);
  else
    codes.coders.insert(codes.coders.end(), out.laid.coders.begin(), out.laid.coders.end());
  place(record, codes, false, units, out);
  return std::nullopt;
}

void Evaluation::add(PlacedPost&& post, const Place& place) {
  const auto [found, added] = post_index_.try_emplace(post.doc_id, posts_.size());
  if (added) {
    Kept& kept = posts_.emplace_back();
    kept.post.doc_id = post.doc_id;
    kept.post.units = post.units;
    kept.digest = post.digest;
    kept.has_gold = post.has_gold;
  } else if (options_.with_gold) {
    throw ResourceError(place, fmt::format("doc_id '{}' comes twice", post.doc_id));
  } else if (posts_[found->second].digest != post.digest) {
    throw ResourceError(place,
                        fmt::format("doc_id '{}' comes twice, with different texts", post.doc_id));
  }
  merge(posts_[found->second], std::move(post), place);
}

/// Codes of several people may come in several records of one post, each in one.
void Evaluation::merge(Kept& kept, PlacedPost&& post, const Place& place) {
  std::vector<std::uint32_t> before = kept.looked;
  for (const Mark& mark : kept.post.marks) before.push_back(mark.rater);
  const auto one = [&](bool gold, const std::string& coder) {
    const std::uint32_t index = rater(gold, coder);
    if (std::find(before.begin(), before.end(), index) != before.end())
      throw ResourceError(place, fmt::format("doc_id '{}' comes twice, both times with codes of {}",
                                             post.doc_id, coder));
    return index;
  };
  for (const std::string& coder : post.gold_coders) kept.looked.push_back(one(true, coder));
  for (const std::string& coder : post.coders) kept.looked.push_back(one(false, coder));
  for (PlacedPost::Item& item : post.items) {
    const std::uint32_t by = one(item.gold, item.coder);
    if (item.outside) {
      ++outside_[by];
      kept.looked.push_back(by);
      continue;
    }
    kept.post.marks.push_back({by, name(item.label), item.first, item.end, item.value});
    if (options_.disagreements) kept.post.lines.push_back(std::move(item.line));
  }
}

/// Whether somebody without a name, or a tool, looked at a post: they look at all that they are
/// given.
bool Evaluation::looked_at_all(std::uint32_t rater, const Kept& kept) const {
  const Side& side = raters_[rater];
  if (!(side.gold ? options_.gold_value_path : options_.value_path).empty()) return false;
  if (!options_.with_gold) return side.coder != "code" && has(options_.layers, side.coder);
  if (!side.coder.empty()) return false;
  if (!side.gold) return true;
  const auto is_named_gold = [&](std::uint32_t r) {
    return raters_[r].gold && !raters_[r].coder.empty();
  };
  return kept.has_gold && std::none_of(kept.looked.begin(), kept.looked.end(), is_named_gold) &&
         std::none_of(kept.post.marks.begin(), kept.post.marks.end(),
                      [&](const Mark& mark) { return is_named_gold(mark.rater); });
}

namespace {

/// The name that a rater is shown under; empty: not wanted.
std::string shown_name(const std::string& name, const EvaluateOptions& options) {
  if (options.coders.empty()) return name;
  for (const auto& [coder, shown] : options.coders)
    if (coder == name) return shown;
  return {};
}

std::size_t wanted_place(const std::string& shown, const EvaluateOptions& options) {
  const auto found = std::find_if(options.coders.begin(), options.coders.end(),
                                  [&](const auto& coder) { return coder.second == shown; });
  return static_cast<std::size_t>(found - options.coders.begin());
}

}  // namespace

/// Fills the raters; gives the index of each of ours among them.
std::vector<std::uint32_t> Evaluation::choose_raters(Ratings& out) const {
  struct Shown {
    std::string name;
    bool gold;
  };
  std::vector<Shown> shown;
  for (const Side& side : raters_) {
    const std::string_view plain = !side.coder.empty() ? std::string_view(side.coder)
                                   : side.gold         ? kGold
                                                       : kPredicted;
    shown.push_back({shown_name(std::string(plain), options_), side.gold});
  }
  // One name on both sides is two raters.
  const auto plain = shown;
  for (Shown& one : shown) {
    const bool twice = std::any_of(plain.begin(), plain.end(), [&](const Shown& other) {
      return !one.name.empty() && other.name == one.name && other.gold != one.gold;
    });
    if (twice) one.name += one.gold ? " (gold)" : " (predicted)";
  }
  const auto is_reference = [&](const Shown& one) {
    return options_.reference.empty() ? one.gold : one.name == options_.reference;
  };
  std::vector<Shown> order = shown;
  std::erase_if(order, [](const Shown& one) { return one.name.empty(); });
  std::stable_sort(order.begin(), order.end(), [&](const Shown& a, const Shown& b) {
    return std::tuple(!is_reference(a), !a.gold, wanted_place(a.name, options_),
                      std::string_view(a.name)) < std::tuple(!is_reference(b), !b.gold,
                                                             wanted_place(b.name, options_),
                                                             std::string_view(b.name));
  });
  for (const Shown& one : order) {
    if (!out.raters.empty() && out.raters.back().name == one.name) continue;
    out.raters.push_back({one.name, is_reference(one), 0, 0, 0});
  }
  std::vector<std::uint32_t> index;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto found = std::find_if(out.raters.begin(), out.raters.end(), [&](const Rater& rater) {
      return rater.name == shown[i].name;
    });
    const bool wanted = found != out.raters.end();
    if (wanted) found->outside += outside_[i];
    index.push_back(wanted ? static_cast<std::uint32_t>(found - out.raters.begin()) : kUnwanted);
  }
  return index;
}

/// Who coded a post, as bits of shown raters; those without a sign of it, where others coded it,
/// are counted as unsure.
std::uint64_t Evaluation::coded_by(const Kept& kept, const std::vector<std::uint32_t>& index,
                                   Ratings& out) const {
  std::uint64_t coded = 0;
  for (std::uint32_t r = 0; r < index.size(); ++r) {
    if (index[r] == kUnwanted) continue;
    const auto is_by = [&](const Mark& mark) { return mark.rater == r; };
    const bool looked = std::find(kept.looked.begin(), kept.looked.end(), r) != kept.looked.end();
    if (looked || options_.uncoded_is_empty || looked_at_all(r, kept) ||
        std::any_of(kept.post.marks.begin(), kept.post.marks.end(), is_by))
      coded |= bit(index[r]);
  }
  // Where the record tells who looked at it, the others did not; a post that nobody coded was not
  // chosen for coding.
  for (std::size_t r = 0; r < out.raters.size() && kept.looked.empty() && coded != 0; ++r)
    if ((coded & bit(r)) == 0) ++out.raters[r].unsure;
  return coded;
}

void Evaluation::fill_posts(const std::vector<std::uint32_t>& index, Ratings& out) {
  for (Kept& kept : posts_) {
    if (options_.with_gold && !kept.has_gold) {
      out.read_only.push_back(kept.post.doc_id);
      continue;
    }
    const std::uint64_t coded = coded_by(kept, index, out);
    RatedPost& post = out.posts.emplace_back(std::move(kept.post));
    post.coded = coded;
    std::size_t wanted = 0;
    for (std::size_t i = 0; i < post.marks.size(); ++i) {
      if (index[post.marks[i].rater] == kUnwanted) continue;
      post.marks[wanted] = post.marks[i];
      post.marks[wanted].rater = index[post.marks[i].rater];
      if (!post.lines.empty() && wanted != i) post.lines[wanted] = std::move(post.lines[i]);
      ++wanted;
    }
    post.marks.resize(wanted);
    if (!post.lines.empty()) post.lines.resize(wanted);
  }
  std::sort(out.posts.begin(), out.posts.end(),
            [](const RatedPost& a, const RatedPost& b) { return a.doc_id < b.doc_id; });
}

Ratings Evaluation::finish() {
  Ratings out;
  if (options_.with_gold) {
    rater(false, "");
    if (std::none_of(raters_.begin(), raters_.end(), [](const Side& side) { return side.gold; }))
      rater(true, "");
  }
  const auto index = choose_raters(out);
  if (out.raters.size() > Ratings::kMostRaters)
    throw ResourceError(fmt::format("{} coders: at most {} can be compared; choose with --coder",
                                    out.raters.size(), Ratings::kMostRaters));
  out.gold_posts = gold_.size();
  out.read_posts = posts_.size();
  for (const auto& [doc_id, text] : gold_)
    if (!post_index_.contains(doc_id)) out.gold_only.push_back(doc_id);
  std::sort(out.gold_only.begin(), out.gold_only.end());
  fill_posts(index, out);
  std::sort(out.read_only.begin(), out.read_only.end());
  out.names = names_;
  choose_labels(out);
  return out;
}

/// Which labels are evaluated, and what each name counts as.
void Evaluation::choose_labels(Ratings& out) const {
  std::vector<bool> used(names_.size());
  std::vector<bool> by_reference(names_.size());
  for (const RatedPost& post : out.posts) {
    for (const Mark& mark : post.marks) {
      used[mark.label] = true;
      if (!out.has_reference() || out.raters[mark.rater].reference) by_reference[mark.label] = true;
    }
  }
  const std::vector<std::string>& wanted =
      options_.labels.empty() ? options_.scale : options_.labels;
  const auto is_wanted = [&](std::string_view label) {
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& w) {
             return is_at_or_below(label, w);
           });
  };
  out.labels = wanted;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!(wanted.empty() ? by_reference[i] : used[i])) continue;
    if (is_wanted(names_[i])) out.labels.push_back(names_[i]);
    if (!options_.ancestors) continue;
    for (const std::string_view above : ancestors_of(names_[i]))
      if (is_wanted(above)) out.labels.emplace_back(above);
  }
  std::sort(out.labels.begin(), out.labels.end());
  out.labels.erase(std::unique(out.labels.begin(), out.labels.end()), out.labels.end());

  const auto index_of = [&](std::string_view label) -> std::optional<std::uint32_t> {
    const auto found = std::lower_bound(out.labels.begin(), out.labels.end(), label);
    if (found == out.labels.end() || *found != label) return std::nullopt;
    return static_cast<std::uint32_t>(found - out.labels.begin());
  };
  for (std::size_t i = 0; i < names_.size(); ++i) {
    auto& counts_as = out.counts_as.emplace_back();
    if (const auto own = index_of(names_[i])) counts_as.push_back(*own);
    if (options_.ancestors) {
      for (const std::string_view above : ancestors_of(names_[i]))
        if (const auto label = index_of(above)) counts_as.push_back(*label);
    }
    out.category.push_back(counts_as.empty() ? std::nullopt : std::optional(counts_as.front()));
    if (used[i] && counts_as.empty()) out.left_out.push_back(names_[i]);
  }
  std::sort(out.left_out.begin(), out.left_out.end());
  for (const RatedPost& post : out.posts)
    for (const Mark& mark : post.marks)
      if (out.counts_as[mark.label].empty()) ++out.raters[mark.rater].left_out;
}

}  // namespace tarn::evaluate
