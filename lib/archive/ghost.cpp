#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "archive/date.h"
#include "archive/exports.h"
#include "archive/feed.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{2} << 30;

/// A string or number as it stands; ids are either.
std::string scalar(JsonView object, std::string_view key) {
  const std::optional<JsonView> found = object.find(key);
  if (!found) return {};
  if (found->is(JsonType::kString)) return found->string();
  return found->is(JsonType::kNumber) || found->is(JsonType::kBoolean) ? std::string(found->raw())
                                                                       : std::string();
}

template <typename Take>
void each_row(JsonView data, std::string_view table, Take take) {
  const std::optional<JsonView> rows = data.find(table);
  if (!rows || !rows->is(JsonType::kArray)) return;
  for (const JsonView row : *rows) {
    if (row.is(JsonType::kObject)) take(row);
  }
}

/// Names by post, in the order that the joining table says.
class Join {
 public:
  Join(JsonView data, std::string_view table, std::string_view key,
       const std::map<std::string, std::string>& names) {
    std::map<std::string, std::vector<std::pair<std::int64_t, std::string>>> found;
    each_row(data, table, [&](JsonView row) {
      const auto name = names.find(scalar(row, key));
      const auto order = row.find("sort_order");
      if (name == names.end()) return;
      found[scalar(row, "post_id")].emplace_back(order ? order->integer().value_or(0) : 0,
                                                 name->second);
    });
    for (auto& [post, list] : found) {
      std::stable_sort(list.begin(), list.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (auto& [order, name] : list) of_post_[post].push_back(std::move(name));
    }
  }
  const std::vector<std::string>& of(const std::string& post) const {
    static const std::vector<std::string> kNone;
    const auto found = of_post_.find(post);
    return found == of_post_.end() ? kNone : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> of_post_;
};

class GhostExport {
 public:
  GhostExport(JsonView data, const InputFile& file, const ReadOptions& options)
      : data_(data),
        file_(file),
        options_(options),
        users_(names("users")),
        tags_(names("tags")),
        authors_of_(data, "posts_authors", "author_id", users_),
        tags_of_(data, "posts_tags", "tag_id", tags_) {
    each_row(data, "settings", [&](JsonView row) {
      const std::string key = scalar(row, "key");
      if (key == "locale" || key == "default_locale" || key == "lang" || key == "defaultLang")
        language_ = scalar(row, "value");
    });
  }

  void read(Sink& sink) const {
    each_row(data_, "posts", [&](JsonView row) { sink.post(read_post(row)); });
  }

 private:
  std::map<std::string, std::string> names(std::string_view table) const {
    std::map<std::string, std::string> out;
    each_row(data_, table, [&](JsonView row) {
      const std::string name = scalar(row, "name");
      // Tags that begin with '#' are internal.
      if (!name.starts_with('#')) out[scalar(row, "id")] = name;
    });
    return out;
  }

  RawPost read_post(JsonView row) const {
    RawPost raw;
    Post& post = raw.post;
    const std::string id = scalar(row, "id");
    post.doc_id = "ghost:" + id;
    raw.has_native_id = !id.empty();
    raw.blog = "ghost";
    post.source = source_of("ghost", file_, 0);
    post.title = scalar(row, "title");
    raw.title_is_text = true;
    const std::string page = scalar(row, "page");
    if (scalar(row, "type") == "page" || page == "true" || page == "1") post.kind = Kind::kPage;
    set_status(row, post);
    set_address(row, post);
    for (const std::string& name : authors_of_.of(id)) post.add_author(name);
    const auto author = users_.find(scalar(row, "author_id"));
    if (post.authors.empty() && author != users_.end()) post.add_author(author->second);
    for (const std::string& tag : tags_of_.of(id)) post.add_tag(tag);
    set_moment(row, "published_at", post, &Post::date_published);
    set_moment(row, "updated_at", post, &Post::date_modified);
    post.language = scalar(row, "locale");
    if (post.language.empty()) post.language = language_;
    set_body(row, raw);
    return raw;
  }

  static void set_status(JsonView row, Post& post) {
    const std::string status = scalar(row, "status");
    if (status == "published" || status == "sent")
      post.status = Status::kPublished;
    else if (status == "scheduled")
      post.status = Status::kScheduled;
    else
      post.status = Status::kDraft;
    const std::string audience = scalar(row, "visibility");
    if (!audience.empty() && audience != "public") post.warn("audience-" + audience);
  }

  void set_address(JsonView row, Post& post) const {
    post.url = scalar(row, "canonical_url");
    const std::string slug = scalar(row, "slug");
    if (!post.url.empty() || slug.empty()) return;
    if (options_.base_url.empty())
      post.path = '/' + slug + '/';
    else
      post.url = resolved_url(
          options_.base_url.ends_with('/') ? options_.base_url : options_.base_url + '/',
          slug + '/');
  }

  /// Times are UTC, with or without saying so; old exports count milliseconds.
  void set_moment(JsonView row, std::string_view key, Post& post, std::string Post::*field) const {
    const std::optional<JsonView> value = row.find(key);
    if (!value || value->is(JsonType::kNull)) return;
    std::optional<StatedDate> date;
    if (value->is(JsonType::kNumber)) date = date_of_epoch(value->integer().value_or(0));
    if (value->is(JsonType::kString)) date = read_date(value->string());
    if (!date) return post.warn("date-unreadable");
    if (date->has_time && !date->offset) {
      date->offset = 0;
      date->zulu = true;
    }
    post.*field = shown(*date);
  }

  static void set_body(JsonView row, RawPost& raw) {
    raw.form = BodyForm::kHtml;
    raw.body = scalar(row, "html");
    JsonTree document;
    const std::string lexical = scalar(row, "lexical");
    if (raw.body.empty() && !lexical.empty() && !document.parse(lexical))
      raw.body = lexical_to_html(document.root());
    const std::string mobiledoc = scalar(row, "mobiledoc");
    if (raw.body.empty() && !mobiledoc.empty() && !document.parse(mobiledoc))
      raw.body = mobiledoc_to_html(document.root());
    const std::string markdown = scalar(row, "markdown");
    if (raw.body.empty() && !markdown.empty()) {
      raw.body = markdown;
      raw.form = BodyForm::kMarkdown;
    }
  }

  JsonView data_;
  const InputFile& file_;
  const ReadOptions& options_;
  std::map<std::string, std::string> users_;
  std::map<std::string, std::string> tags_;
  Join authors_of_;
  Join tags_of_;
  std::string language_;
};

class GhostReader final : public Reader {
 public:
  explicit GhostReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    JsonTree tree;
    const std::string json = read_text(file, {}, kMaxBytes);
    if (const std::optional<JsonError> error = tree.parse(json)) {
      throw ResourceError(place_in(file.source.name(), json, error->byte), error->message);
    }
    JsonView data = tree.root();
    if (const auto db = data.find("db"); db && db->is(JsonType::kArray) && db->size() > 0)
      data = *db->begin();
    if (const auto inner = data.find("data"); inner && inner->is(JsonType::kObject)) data = *inner;
    if (!data.find("posts"))
      throw ResourceError({file.source.name()}, "no export of Ghost: there are no posts in it");
    GhostExport(data, file, options_).read(sink);
  }

 private:
  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_ghost_reader(const ReadOptions& options) {
  return std::make_unique<GhostReader>(options);
}

}  // namespace tarn::archive
