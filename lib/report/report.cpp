#include "report/report.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "aggregate/aggregation.h"
#include "aggregate/tables.h"
#include "base/numbers.h"
#include "format/json_cursor.h"
#include "report/document.h"

namespace tarn::report {
namespace {

aggregate::AggregateOptions options_for_posts(const ReportOptions& options) {
  aggregate::AggregateOptions out;
  out.by = {{"month"}};
  out.evidence = options.max_evidence;
  return out;
}

/// The schema that a line names; that of posts where it names none. Tools write it first, so that
/// little more than its name is read.
std::optional<JsonError> read_schema(std::string_view line, std::string& schema) {
  schema = "tarn.post/1";
  try {
    JsonCursor json(line);
    if (json.peek() != JsonType::kObject)
      json.fail(0, "a row or a post is an object, found " + std::string(shown(json.peek())));
    json.enter_object();
    for (std::string_view key; json.next_member(key);) {
      const bool found = key == "schema" && json.peek() == JsonType::kString;
      if (!found) {
        json.skip();
        continue;
      }
      std::string buffer;
      schema = json.string(buffer);
      break;
    }
  } catch (JsonFailure& failure) {
    return std::move(failure.error);
  }
  return std::nullopt;
}

}  // namespace

Reporter::Reporter(ReportOptions options)
    : options_(std::move(options)),
      posts_(std::make_unique<aggregate::Aggregation>(options_for_posts(options_))) {}
Reporter::~Reporter() = default;

std::optional<JsonError> Reporter::read(std::string_view line, ReportItem& out) {
  std::string schema;
  if (auto error = read_schema(line, schema)) return error;
  if (schema == "tarn.row/1") {
    auto read = aggregate::read_row(line);
    if (auto* error = std::get_if<JsonError>(&read)) return std::move(*error);
    out.row = std::get<aggregate::TableRow>(std::move(read));
    return std::nullopt;
  }
  if (schema != "tarn.post/1" && schema != "tarn.partial/1")
    return JsonError{0, "schema " + json_string(schema) + ", tarn.row/1 or tarn.post/1 is wanted"};
  out.post = std::make_shared<aggregate::PostSummary>();
  return posts_->read(line, *out.post);
}

void Reporter::add(ReportItem&& item, const Place& place) {
  if (item.row) {
    rows_.add(std::move(*item.row));
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
    throw ResourceError(
        fmt::format("SOURCE_DATE_EPOCH is '{}', seconds since 1970 are wanted", text));
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(*seconds)));
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace tarn::report
