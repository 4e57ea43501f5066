#include "aggregate/aggregation.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "aggregate/partial.h"
#include "aggregate/post_reader.h"
#include "stats/time_series.h"

namespace tarn::aggregate {
namespace {

/// The bootstrap takes groups of up to so many posts …
constexpr std::size_t kMostPosts = 2000;
/// … as long as there are not more than so many in all; a larger group counts as one post too many.
constexpr std::size_t kMostRows = 100'000;

AggregateOptions checked(AggregateOptions options) {
  check(options);
  return options;
}

}  // namespace

Aggregation::Aggregation(AggregateOptions options)
    : options_(checked(std::move(options))),
      fields_(fields_of(options_)),
      shape_(shape_of(options_)),
      readers_([this] { return std::make_unique<PostReader>(options_); }),
      target_({options_.key_words, false, true}),
      reference_({options_.key_words, false, true}),
      evidence_(options_.evidence) {
  readers_.take();  // options that it refuses are told before the first line
  // Keyness has no intervals.
  target_.to_sums();
  reference_.to_sums();
  if (options_.total) group_index(0, {});
}

Aggregation::~Aggregation() = default;

std::optional<JsonError> Aggregation::read(std::string_view line, PostSummary& out) {
  if (is_partial(line)) {
    auto error = read_partial(line, shape_, out);
    if (!error && out.fields.size() != fields_.size())
      error = JsonError{0, "this summary does not have the fields of its options"};
    return error;
  }
  return readers_.take()->read(line, out);
}

void Aggregation::refuse_duplicate(const PostSummary& summary, const Place& place) {
  if (options_.keep_duplicates || seen_.insert(summary.doc_id)) return;
  throw ResourceError(place, "doc_id " + json_string(summary.doc_id) +
                                 " was there before; --duplicates keep counts both");
}

void Aggregation::add_cells(const PostSummary& summary, Post& post) {
  std::vector<std::uint32_t> global(summary.names.size() + 1);
  for (std::size_t i = 0; i < summary.names.size(); ++i)
    global[i + 1] = names_.index(summary.names[i]);
  std::unordered_map<std::uint32_t, std::int64_t> dimensions;
  for (const SummaryCell& cell : summary.cells) {
    if (cell.kind == CellKind::kHolder && cell.b == kNoName)
      dimensions[cell.a] = cell.values[kHits];
  }
  post.cells.reserve(summary.cells.size());
  for (const SummaryCell& cell : summary.cells) {
    std::uint32_t a = global[cell.a];
    std::uint32_t b = global[cell.b];
    if (cell.kind == CellKind::kPair && names_.name(b) < names_.name(a)) std::swap(a, b);
    PostCell& added = post.cells.emplace_back();
    added.key = cell_key(cell.kind, cell.voice, a, b);
    added.values = cell.values;
    if (cell.kind == CellKind::kHolder) added.values[1] = dimensions[cell.a];
  }
}

Post Aggregation::globalise(PostSummary& summary) {
  Post post;
  add_cells(summary, post);
  post.doc_id = std::move(summary.doc_id);
  if (const auto month = stats::month_index(summary.day)) post.month = *month;
  post.day = summary.day;
  if (options_.parts != "post") {
    const auto& values = summary.fields[field_index(options_.parts)];
    if (!values.empty()) post.part = names_.index(values.front());
  }
  post.counts.tokens = summary.tokens;
  post.counts.sentences = summary.sentences;
  post.counts.theme_hits = summary.theme_hits;
  post.counts.theme_sentences = summary.theme_sentences;
  post.counts.stance_hits = summary.stance_hits;
  post.counts.stance_sentences = summary.stance_sentences;
  post.counts.default_hits = summary.default_hits;
  post.counts.annotated = summary.annotated;
  post.counts.lexicons = std::move(summary.lexicons);
  return post;
}

std::size_t Aggregation::field_index(const std::string& field) const {
  return static_cast<std::size_t>(std::find(fields_.begin(), fields_.end(), field) -
                                  fields_.begin());
}

bool Aggregation::passes(const PostSummary& summary, const std::vector<FieldTest>& tests) const {
  return std::any_of(tests.begin(), tests.end(), [&](const FieldTest& test) {
    const auto& values = summary.fields[field_index(test.field)];
    return std::find(values.begin(), values.end(), test.value) != values.end();
  });
}

std::uint32_t Aggregation::group_index(std::size_t grouping,
                                       const std::vector<std::optional<std::string>>& values) {
  std::string key = std::to_string(grouping);
  for (const auto& value : values) {
    key += value ? '+' + std::to_string(value->size()) + ':' : std::string("-");
    if (value) key += *value;
  }
  const auto [found, made] =
      group_numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(groups_.size()));
  if (made) {
    groups_.push_back({found->second, grouping, values,
                       Group({false, !by_time(grouping), options_.parts == "post"})});
    if (!keeps_posts_) groups_.back().group.to_sums();
  }
  return found->second;
}

/// Whether a grouping is by time, so that a trend within it would say nothing.
bool Aggregation::by_time(std::size_t grouping) const {
  if (grouping == 0) return false;
  const auto& fields = options_.by[grouping - 1];
  return std::any_of(fields.begin(), fields.end(), [](const std::string& field) {
    return field == "day" || field == "month" || field == "quarter" || field == "year";
  });
}

void Aggregation::cross(const PostSummary& summary, std::size_t grouping, std::size_t field,
                        std::vector<std::optional<std::string>>& values,
                        std::vector<std::uint32_t>& out) {
  const auto& names = options_.by[grouping - 1];
  if (field == names.size()) {
    out.push_back(group_index(grouping, values));
    return;
  }
  const auto& found = summary.fields[field_index(names[field])];
  for (std::size_t i = 0; i < std::max<std::size_t>(found.size(), 1); ++i) {
    values.push_back(found.empty() ? std::nullopt : std::optional(found[i]));
    cross(summary, grouping, field + 1, values, out);
    values.pop_back();
  }
}

std::vector<std::uint32_t> Aggregation::groups_of(const PostSummary& summary) {
  std::vector<std::uint32_t> out;
  if (options_.total) out.push_back(0);
  std::vector<std::optional<std::string>> values;
  for (std::size_t i = 1; i <= options_.by.size(); ++i) cross(summary, i, 0, values, out);
  return out;
}

void Aggregation::add_to(Group& group, const Post& post,
                         const std::shared_ptr<const KeptPost>& kept) {
  group.add(post, kept);
  if (!keeps_posts_) return;
  if (group.posts() <= kMostPosts + 1) ++kept_rows_;
  if (group.posts() > kMostPosts) group.to_sums();
  if (kept_rows_ <= kMostRows) return;
  keeps_posts_ = false;
  for (GroupEntry& entry : groups_) entry.group.to_sums();
}

void Aggregation::add(PostSummary&& summary, const Place& place) {
  refuse_duplicate(summary, place);
  const std::vector<std::uint32_t> groups = groups_of(summary);
  if (!summary.evidence.empty()) add_evidence(summary, groups);
  const bool in_target = passes(summary, options_.target);
  const bool in_reference =
      options_.reference.empty() ? !in_target : passes(summary, options_.reference);
  const Post post = globalise(summary);
  std::shared_ptr<const KeptPost> kept;
  for (const std::uint32_t group : groups) {
    if (!kept && groups_[group].group.has_posts()) kept = std::make_shared<KeptPost>(post);
    add_to(groups_[group].group, post, kept);
  }
  if (options_.target.empty()) return;
  if (in_target) target_.add(post, nullptr);
  if (in_reference) reference_.add(post, nullptr);
}

void Aggregation::add_evidence(const PostSummary& summary,
                               const std::vector<std::uint32_t>& groups) {
  for (const EvidenceSentence& item : summary.evidence) {
    std::shared_ptr<Evidence> kept;
    for (const auto& [theme, label] : item.cells) {
      const std::uint32_t a = theme == kNoName ? 0 : names_.index(summary.names[theme - 1]);
      const std::uint32_t b = label == kNoName ? 0 : names_.index(summary.names[label - 1]);
      for (const std::uint32_t group : groups) {
        const EvidenceStore::Cell cell{group, a, b};
        if (!evidence_.wants(cell, item.hash)) continue;
        if (!kept) {
          kept = std::make_shared<Evidence>(Evidence{summary.doc_id, summary.post, item.sentence,
                                                     item.hash, item.text, item.spans});
        }
        evidence_.add(cell, kept);
      }
    }
  }
}

/// Leaves out what the posts before it keep from being evidence.
void Aggregation::thin_evidence(PostSummary& summary, const std::vector<std::uint32_t>& groups) {
  const auto global = [&](std::uint32_t name) {
    return name == kNoName ? 0 : names_.index(summary.names[name - 1]);
  };
  std::erase_if(summary.evidence, [&](EvidenceSentence& item) {
    std::erase_if(item.cells, [&](const auto& pair) {
      const std::uint32_t theme = global(pair.first);
      const std::uint32_t label = global(pair.second);
      return std::none_of(groups.begin(), groups.end(), [&](std::uint32_t group) {
        return evidence_.wants({group, theme, label}, item.hash);
      });
    });
    return item.cells.empty();
  });
}

std::string Aggregation::partial(PostSummary&& summary, const Place& place) {
  refuse_duplicate(summary, place);
  if (!summary.evidence.empty()) {
    const std::vector<std::uint32_t> groups = groups_of(summary);
    thin_evidence(summary, groups);
    add_evidence(summary, groups);
  }
  std::string out;
  append_partial(out, summary, shape_);
  return out;
}

std::vector<const GroupEntry*> Aggregation::groups() const {
  std::vector<const GroupEntry*> out;
  for (const GroupEntry& entry : groups_) out.push_back(&entry);
  std::sort(out.begin(), out.end(), [](const GroupEntry* a, const GroupEntry* b) {
    return std::tie(a->grouping, a->values) < std::tie(b->grouping, b->values);
  });
  return out;
}

}  // namespace tarn::aggregate
