#include <map>
#include <utility>
#include <vector>

#include "archive/exports.h"
#include "archive/html_page.h"
#include "archive/strings.h"
#include "format/csv.h"
#include "text/utf8.h"

namespace tarn::archive {
namespace {

constexpr std::size_t kMaxPageBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxWaitingBytes = std::size_t{512} << 20;

using Row = std::map<std::string, std::string>;

/// Pages and table may come in any order: what comes first waits for the other.
class SubstackReader final : public Reader {
 public:
  explicit SubstackReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    if (extension(file.path) == ".csv" || file.base.empty()) {
      read_table(file);
    } else {
      read_page(file, sink);
    }
  }

  void finish(Sink& sink) override {
    for (RawPost& raw : waiting_) {
      const auto row = rows_.find(id_of(raw));
      if (row != rows_.end()) {
        complete(raw, row->second);
        rows_.erase(row);
      } else {
        raw.post.status = Status::kUnknown;
        raw.post.warn("no-metadata");
      }
      sink.post(std::move(raw));
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) sink.leave_out("row without a page");
    waiting_.clear();
    rows_.clear();
  }

 private:
  static std::string id_of(const RawPost& raw) {
    return raw.post.doc_id.substr(std::string_view("substack:").size());
  }

  void read_table(const InputFile& file) {
    CsvReader reader(file.source);
    std::vector<std::string> header;
    std::vector<std::string> cells;
    if (!reader.next(header)) return;
    while (reader.next(cells)) {
      Row row;
      for (std::size_t i = 0; i < header.size() && i < cells.size(); ++i) {
        if (first_invalid_utf8(cells[i]))
          throw ResourceError({file.source.name(), reader.line(), 1}, "invalid UTF-8");
        row[header[i]] = std::move(cells[i]);
      }
      const std::string id = row["post_id"];
      rows_[id.substr(0, id.find('.'))] = std::move(row);
    }
  }

  void read_page(const InputFile& file, Sink& sink) {
    RawPost raw;
    const std::string_view name = stem(file.path);
    const std::string id(name.substr(0, name.find('.')));
    raw.post.doc_id = "substack:" + id;
    raw.blog = "substack";
    raw.post.source = source_of("substack", file, 0);
    raw.body = decoded_page(read_all(file.source, kMaxPageBytes), options_.encoding);
    raw.form = BodyForm::kHtml;
    const auto row = rows_.find(id);
    if (row != rows_.end()) {
      complete(raw, row->second);
      rows_.erase(row);
      sink.post(std::move(raw));
      return;
    }
    waiting_bytes_ += raw.body.size();
    if (waiting_bytes_ > kMaxWaitingBytes)
      throw ResourceError({file.source.name()}, "too many pages before posts.csv");
    waiting_.push_back(std::move(raw));
  }

  void complete(RawPost& raw, Row& row) const {
    Post& post = raw.post;
    post.title = row["title"];
    set_date(post, &Post::date_published, row["post_date"], options_);
    const std::string& id = row["post_id"];
    const std::size_t dot = id.find('.');
    const std::string slug = dot == std::string::npos ? std::string() : id.substr(dot + 1);
    if (!slug.empty() && !options_.base_url.empty()) {
      post.url =
          options_.base_url.substr(0, options_.base_url.find_last_not_of('/') + 1) + "/p/" + slug;
    } else if (!slug.empty()) {
      post.path = "/p/" + slug;
    }
    post.status = same_text(row["is_published"], "true") ? Status::kPublished : Status::kDraft;
    if (row["type"] == "page") post.kind = Kind::kPage;
    if (row["type"] == "podcast" || row["type"] == "thread") post.warn("type-" + row["type"]);
    const std::string& audience = row["audience"];
    if (audience == "only_paid" || audience == "founding") post.warn("audience-paid");
    if (audience == "only_free") post.warn("audience-free");
  }

  ReadOptions options_;
  std::map<std::string, Row> rows_;
  std::vector<RawPost> waiting_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace

std::unique_ptr<Reader> make_substack_reader(const ReadOptions& options) {
  return std::make_unique<SubstackReader>(options);
}

}  // namespace tarn::archive
