#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/rows.h"
#include "base/error.h"
#include "format/json.h"
#include "report/sections.h"

namespace tarn::aggregate {
class Aggregation;
struct PostSummary;
}  // namespace tarn::aggregate

namespace tarn::report {

/// A line of the input: a row, or a post in summary.
struct ReportItem {
  std::optional<aggregate::TableRow> row;
  std::shared_ptr<aggregate::PostSummary> post;
};

/// Collects what a report is made of: rows of `tarn-aggregate`, posts, or both, told apart by
/// "schema". Posts are aggregated with the default tables, by month, with evidence. Keeps all rows;
/// of posts what an aggregation keeps.
class Reporter {
 public:
  explicit Reporter(ReportOptions options);
  ~Reporter();
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;

  /// Reads a line of JSON. On failure says why. May be called from several threads at once.
  std::optional<JsonError> read(std::string_view line, ReportItem& out);

  /// Adds what was read. Throws ResourceError when a post's doc_id was there before.
  void add(ReportItem&& item, const Place& place);

  /// Call once, after the last line: the rows of the posts join the others.
  void finish();

  const Rows& rows() const { return rows_; }

  /// The report in a form: "html", "markdown" or "text" (`width` columns).
  std::string write(std::string_view format, std::size_t width) const;

 private:
  ReportOptions options_;
  Rows rows_;
  std::unique_ptr<aggregate::Aggregation> posts_;
  bool has_posts_ = false;
};

/// One table as CSV with a header: a column for each field of the groups, then the members of its
/// rows. Text that a spreadsheet would take for a formula gets a leading '. Throws ResourceError
/// that names the tables there are when there is none of this name.
std::string write_csv(const Rows& rows, const std::string& table);

/// YYYY-MM-DD of the environment variable SOURCE_DATE_EPOCH; empty where it is not set. Throws
/// ResourceError when it is no number of seconds.
std::string source_date();

}  // namespace tarn::report
