#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aggregate/evidence.h"
#include "aggregate/group.h"
#include "aggregate/names.h"
#include "aggregate/options.h"
#include "aggregate/seen_ids.h"
#include "aggregate/summary.h"
#include "base/error.h"
#include "base/pool.h"
#include "format/json.h"

namespace tarn::aggregate {

class PostReader;

/// A group and who is in it: `values[i]` of field i of the grouping, nothing where a post lacks it.
struct GroupEntry {
  std::uint32_t id = 0;      ///< in the order of coming: for look-up alone
  std::size_t grouping = 0;  ///< 0: the whole corpus; else 1 + index into AggregateOptions::by
  std::vector<std::optional<std::string>> values;
  Group group;
};

/// Adds posts up, group by group. Keeps groups × cells, up to 2,000 posts for a group and 100,000
/// in all for the bootstrap, and 16 to 64 bytes for each doc_id. What it ends up with does not
/// depend on the order of the posts, nor on how they were sharded.
class Aggregation {
 public:
  /// Throws ResourceError if the options contradict each other.
  explicit Aggregation(AggregateOptions options);
  ~Aggregation();
  Aggregation(const Aggregation&) = delete;
  Aggregation& operator=(const Aggregation&) = delete;

  const AggregateOptions& options() const { return options_; }

  /// Reads a line, a post or a partial summary. On failure says why. Safe to call from several
  /// threads at once, also while `add` runs.
  std::optional<JsonError> read(std::string_view line, PostSummary& out);

  /// Adds a post. Throws ResourceError with `place` if its doc_id was there before.
  void add(PostSummary&& summary, const Place& place);

  /// For --partial: the summary as a line, without evidence that could not be kept anyway. Throws
  /// as `add`.
  std::string partial(PostSummary&& summary, const Place& place);

  /// Groups in the order of rows: the whole corpus, then groupings as given, values by their bytes,
  /// missing ones first.
  std::vector<const GroupEntry*> groups() const;
  const Names& names() const { return names_; }
  const EvidenceStore& evidence() const { return evidence_; }

  /// The corpora of keyness.
  const Group& target() const { return target_; }
  const Group& reference() const { return reference_; }

 private:
  void refuse_duplicate(const PostSummary& summary, const Place& place);
  Post globalise(PostSummary& summary);
  void add_cells(const PostSummary& summary, Post& post);
  bool passes(const PostSummary& summary, const std::vector<FieldTest>& tests) const;
  std::size_t field_index(const std::string& field) const;
  std::vector<std::uint32_t> groups_of(const PostSummary& summary);
  void cross(const PostSummary& summary, std::size_t grouping, std::size_t field,
             std::vector<std::optional<std::string>>& values, std::vector<std::uint32_t>& out);
  std::uint32_t group_index(std::size_t grouping,
                            const std::vector<std::optional<std::string>>& values);
  void add_to(Group& group, const Post& post, const std::shared_ptr<const KeptPost>& kept);
  void add_evidence(const PostSummary& summary, const std::vector<std::uint32_t>& groups);
  void thin_evidence(PostSummary& summary, const std::vector<std::uint32_t>& groups);
  bool by_time(std::size_t grouping) const;

  AggregateOptions options_;
  std::vector<std::string> fields_;
  std::string shape_;
  Pool<PostReader> readers_;

  SeenIds seen_;
  Names names_;
  std::deque<GroupEntry> groups_;
  std::unordered_map<std::string, std::uint32_t> group_numbers_;
  std::size_t kept_rows_ = 0;
  bool keeps_posts_ = true;
  Group target_;
  Group reference_;
  EvidenceStore evidence_;
};

}  // namespace tarn::aggregate
