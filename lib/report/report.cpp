#include "report/report.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "aggregate/aggregation.h"
#include "aggregate/tables.h"
#include "base/numbers.h"
#include "report/document.h"

namespace tarn::report {
namespace {

aggregate::AggregateOptions options_for_posts(const ReportOptions& options) {
  aggregate::AggregateOptions out;
  out.by = {{"month"}};
  out.evidence = options.max_evidence;
  return out;
}

}  // namespace

Reporter::Reporter(ReportOptions options)
    : options_(std::move(options)),
      posts_(std::make_unique<aggregate::Aggregation>(options_for_posts(options_))) {}
Reporter::~Reporter() = default;

std::optional<JsonError> Reporter::read(std::string_view line, ReportItem& out) {
  JsonTree tree;
  if (auto error = tree.parse(line)) return error;
  const JsonView root = tree.root();
  if (!root.is(JsonType::kObject))
    return JsonError{root.byte(),
                     "a row or a post is an object, found " + std::string(shown(root.type()))};
  const auto schema = root.find("schema");
  const bool named = schema && schema->is(JsonType::kString);
  const std::string name = named ? schema->string() : std::string("tarn.post/1");
  if (name == "tarn.row/1") {
    const auto table = root.find("table");
    if (!table || !table->is(JsonType::kString))
      return JsonError{root.byte(), "a row needs a table"};
    out.table = table->string();
    out.row.emplace(root);
    return std::nullopt;
  }
  if (name != "tarn.post/1" && name != "tarn.partial/1")
    return JsonError{schema->byte(),
                     "schema " + json_string(name) + ", tarn.row/1 or tarn.post/1 is wanted"};
  out.post = std::make_shared<aggregate::PostSummary>();
  return posts_->read(line, *out.post);
}

void Reporter::add(ReportItem&& item, const Place& place) {
  if (item.row) {
    rows_.add(std::move(item.table), std::move(*item.row));
    return;
  }
  has_posts_ = true;
  posts_->add(std::move(*item.post), place);
}

void Reporter::finish() {
  if (!has_posts_) return;
  std::string lines;
  aggregate::RowWriter writer(posts_->options(), {aggregate::Format::kJsonl, false},
                              [&](std::string_view bytes) { lines += bytes; });
  aggregate::write_tables(*posts_, writer);
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    ReportItem item;
    if (!read(std::string_view(lines).substr(at, end - at), item)) add(std::move(item), {});
    at = end + 1;
  }
}

std::string Reporter::write(std::string_view format, std::size_t width) const {
  const Document document = make_document(rows_, options_);
  if (format == "markdown") return write_markdown(document);
  if (format == "text") return write_text(document, width);
  return write_html(document);
}

std::string source_date() {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT(concurrency-mt-unsafe)
  if (text == nullptr || *text == '\0') return {};
  const auto seconds = parse_integer(text);
  constexpr std::int64_t kMost = 253402300799;  // the end of the year 9999
  if (!seconds || *seconds < 0 || *seconds > kMost)
    throw ResourceError(fmt::format("SOURCE_DATE_EPOCH is '{}', seconds since 1970 are wanted", text));
  const std::chrono::sys_days day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*seconds)));
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace tarn::report
