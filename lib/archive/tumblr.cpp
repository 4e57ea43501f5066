#include <functional>
#include <utility>

#include "archive/date.h"
#include "archive/exports.h"
#include "archive/feed.h"
#include "archive/strings.h"
#include "base/numbers.h"
#include "format/source.h"

namespace tarn::archive {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 30;

/// A field of a post by name, whatever the form; empty when it is not there.
using Field = std::function<std::string(std::string_view)>;

std::string first_of(const Field& field, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string value = field(name);
    if (!trimmed(value).empty()) return value;
  }
  return {};
}

void append_block(std::string& out, const std::string& html) {
  if (!html.empty()) out += "<div>" + html + "</div>";
}

/// The words of a post: which fields hold them depends on its type.
std::string body_of(const Field& field) {
  const std::string type = field("type");
  std::string out;
  if (type == "quote") {
    const std::string quote = first_of(field, {"quote-text", "text"});
    if (!quote.empty()) out += "<blockquote>" + quote + "</blockquote>";
    append_block(out, first_of(field, {"quote-source", "source"}));
  } else if (type == "link") {
    append_block(out, first_of(field, {"link-description", "description"}));
  } else if (type == "conversation" || type == "chat") {
    append_block(out, replaced(first_of(field, {"conversation-text", "body"}), "\n", "<br>"));
  } else if (type == "answer") {
    const std::string question = field("question");
    if (!question.empty()) out += "<blockquote>" + question + "</blockquote>";
    append_block(out, field("answer"));
  } else {
    append_block(out, first_of(field, {"regular-body", "photo-caption", "video-caption",
                                       "audio-caption", "body", "caption"}));
  }
  return out;
}

RawPost read_post(const Field& field, const InputFile& file, const ReadOptions& options) {
  RawPost raw;
  Post& post = raw.post;
  const std::string id = first_of(field, {"id", "id_string"});
  post.doc_id = "tumblr:" + id;
  raw.has_native_id = !id.empty();
  raw.blog = "tumblr";
  post.source = source_of("tumblr", file, 0);
  post.url = first_of(field, {"url-with-slug", "post_url", "url"});
  post.title = first_of(field, {"regular-title", "link-text", "conversation-title", "title"});
  set_date(post, &Post::date_published, first_of(field, {"date-gmt", "date"}), options);
  const std::string seconds = first_of(field, {"unix-timestamp", "timestamp"});
  const auto moment = date_of_epoch(parse_integer(seconds).value_or(0));
  if (post.date_published.empty() && moment) post.date_published = shown(*moment);
  const std::string state = field("state");
  if (state == "draft" || state == "submission") post.status = Status::kDraft;
  if (state == "queue" || state == "queued") post.status = Status::kScheduled;
  if (state == "private" || field("private") == "true" || field("private") == "1")
    post.status = Status::kPrivate;
  post.is_reblog =
      field("is_reblog") == "true" || !first_of(field, {"reblogged-from-url", "reblogged_from_url",
                                                        "reblogged_from_id", "reblogged-from-name"})
                                           .empty();
  raw.body = body_of(field);
  raw.form = BodyForm::kHtml;
  return raw;
}

class PostsHandler final : public XmlHandler {
 public:
  PostsHandler(const InputFile& file, const ReadOptions& options, Sink& sink)
      : file_(file), options_(options), sink_(sink) {}

  XmlStep start(const XmlNode& element, std::size_t) override {
    return element.name == "post" ? XmlStep::kCollect : XmlStep::kDescend;
  }

  void collected(XmlNode&& element, std::size_t) override {
    const Field field = [&](std::string_view name) {
      const auto value = element.attribute(name);
      return value ? std::string(*value) : element.child_content(name);
    };
    RawPost raw = read_post(field, file_, options_);
    raw.post.source.line = element.line;
    for (const XmlNode& child : element.children) {
      if (child.name == "tag") raw.post.add_tag(child.content());
    }
    sink_.post(std::move(raw));
  }

 private:
  const InputFile& file_;
  const ReadOptions& options_;
  Sink& sink_;
};

/// Version 1 is a script: "var tumblr_api_read = {…};".
std::string_view without_script(std::string_view text) {
  const std::size_t begin = text.find('{');
  const std::size_t end = text.rfind('}');
  if (begin == std::string_view::npos || end == std::string_view::npos) return text;
  return text.substr(begin, end - begin + 1);
}

class TumblrReader final : public Reader {
 public:
  explicit TumblrReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    PeekSource peeked(file.source);
    if (!root_element(peeked.peek(4096)).empty()) {
      const InputFile again{peeked, file.path, file.base, file.is_chosen};
      XmlArchive archive(again, options_, sink);
      PostsHandler handler(again, options_, archive.sink());
      archive.read(handler);
      return;
    }
    read_json({peeked, file.path, file.base, file.is_chosen}, sink);
  }

 private:
  void read_json(const InputFile& file, Sink& sink) const {
    const std::string text = read_text(file, {}, kMaxBytes);
    JsonTree tree;
    if (const std::optional<JsonError> error = tree.parse(without_script(text))) {
      throw ResourceError({file.source.name()}, error->message);
    }
    JsonView data = tree.root();
    if (const auto response = data.find("response")) data = *response;
    const std::optional<JsonView> posts = data.is(JsonType::kArray) ? data : data.find("posts");
    if (!posts || !posts->is(JsonType::kArray))
      throw ResourceError({file.source.name()}, "no posts of Tumblr");
    for (const JsonView each : *posts) {
      const Field field = [&](std::string_view name) {
        const std::optional<JsonView> value = each.find(name);
        if (!value || value->is(JsonType::kNull)) return std::string();
        return value->is(JsonType::kString) ? value->string() : std::string(value->raw());
      };
      RawPost raw = read_post(field, file, options_);
      if (const auto tags = each.find("tags"); tags && tags->is(JsonType::kArray)) {
        for (const JsonView tag : *tags) {
          if (tag.is(JsonType::kString)) raw.post.add_tag(tag.string());
        }
      }
      sink.post(std::move(raw));
    }
  }

  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_tumblr_reader(const ReadOptions& options) {
  return std::make_unique<TumblrReader>(options);
}

}  // namespace tarn::archive
