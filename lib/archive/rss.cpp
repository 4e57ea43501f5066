// RSS, and WordPress's export, which is RSS with more in it.

#include <map>
#include <utility>

#include "archive/duplicates.h"
#include "archive/feed.h"
#include "archive/strings.h"
#include "base/sha256.h"

namespace tarn::archive {
namespace {

std::string text_in(const XmlNode& node, std::string_view name) {
  return std::string(trimmed(node.child_content(name)));
}

/// What a channel says of all its items.
struct ChannelFacts {
  std::string title;
  std::string link;
  std::string language;
  std::string blog;                          ///< address of the blog, as it is compared
  std::map<std::string, std::string> names;  ///< of authors, by login
};

Status status_of(const XmlNode& item) {
  const std::string word = text_in(item, "wp:status");
  if (word == "publish") {
    return text_in(item, "wp:post_password").empty() ? Status::kPublished : Status::kProtected;
  }
  if (word == "private") return Status::kPrivate;
  if (word == "future") return Status::kScheduled;
  if (word == "trash") return Status::kTrashed;
  // draft, pending, auto-draft, and what workflow plugins add before a post is out.
  return Status::kDraft;
}

Status status_of_comment(const XmlNode& comment, Status post) {
  const std::string approved = text_in(comment, "wp:comment_approved");
  if (approved == "spam" || approved == "trash" || approved == "post-trashed")
    return Status::kTrashed;
  if (approved != "1" && approved != "approve") return Status::kDraft;
  return post;
}

class WordPressItem {
 public:
  WordPressItem(const XmlNode& item, const ChannelFacts& channel, const ReadOptions& options)
      : item_(item), channel_(channel), options_(options), id_(text_in(item, "wp:post_id")) {
    if (id_.empty()) id_ = text_in(item, "guid");
  }

  RawPost read(Kind kind) const {
    RawPost raw;
    Post& post = raw.post;
    post.kind = kind;
    post.status = status_of(item_);
    post.doc_id = doc_id();
    raw.has_native_id = !id_.empty();
    raw.blog = blog();
    post.url = text_in(item_, "link");
    post.title = item_.child_content("title");
    const std::string login = text_in(item_, "dc:creator");
    const auto name = channel_.names.find(login);
    post.add_author(name == channel_.names.end() ? login : name->second);
    set_dates(post);
    for (const XmlNode& child : item_.children) {
      if (child.name == "category" && is_label(child)) post.add_tag(child.content());
    }
    post.language = channel_.language;
    raw.body = item_.child_content("content:encoded");
    raw.form = BodyForm::kWordPress;
    return raw;
  }

  RawPost read_comment(const XmlNode& comment, Status of_post) const {
    RawPost raw;
    Post& post = raw.post;
    post.kind = Kind::kComment;
    post.status = status_of_comment(comment, of_post);
    post.doc_id = doc_id() + "#comment-" + text_in(comment, "wp:comment_id");
    raw.blog = blog();
    post.in_reply_to = doc_id();
    post.add_author(comment.child_content("wp:comment_author"));
    set_date_pair(post, &Post::date_published, text_in(comment, "wp:comment_date"),
                  text_in(comment, "wp:comment_date_gmt"), options_);
    post.language = channel_.language;
    raw.body = comment.child_content("wp:comment_content");
    raw.form = BodyForm::kWordPress;
    return raw;
  }

 private:
  std::string blog() const {
    return channel_.blog.empty() ? "wordpress" : "wordpress:" + channel_.blog;
  }
  std::string doc_id() const { return blog() + ':' + id_; }

  static bool is_label(const XmlNode& category) {
    const std::string_view domain = category.attribute("domain").value_or("category");
    return domain == "category" || domain == "post_tag" || domain == "tag";
  }

  void set_dates(Post& post) const {
    set_date_pair(post, &Post::date_published, text_in(item_, "wp:post_date"),
                  text_in(item_, "wp:post_date_gmt"), options_);
    if (post.date_published.empty()) {
      // Of a draft this may be no date at all ("Mon, 30 Nov -0001 00:00:00 +0000").
      const std::string published = text_in(item_, "pubDate");
      if (published.find("-0001") == std::string::npos)
        set_date(post, &Post::date_published, published, options_);
    }
    set_date_pair(post, &Post::date_modified, text_in(item_, "wp:post_modified"),
                  text_in(item_, "wp:post_modified_gmt"), options_);
  }

  const XmlNode& item_;
  const ChannelFacts& channel_;
  const ReadOptions& options_;
  std::string id_;
};

class RssHandler final : public XmlHandler {
 public:
  RssHandler(std::string_view format, const InputFile& file, const ReadOptions& options, Sink& sink)
      : format_(format), file_(file), options_(options), sink_(sink) {}

  XmlStep start(const XmlNode& element, std::size_t depth) override {
    if (depth == 0) {
      if (element.name == "rss" || element.name == "rdf:RDF" || element.name == "RDF")
        return XmlStep::kDescend;
      throw ResourceError({file_.source.name(), element.line, element.column},
                          "no RSS: found <" + element.name + ">, wanted <rss>");
    }
    if (element.name == "item") return XmlStep::kCollect;
    if (depth == 1) return element.name == "channel" ? XmlStep::kDescend : XmlStep::kSkip;
    for (const std::string_view name :
         {"title", "link", "language", "dc:language", "wp:base_blog_url", "wp:author"}) {
      if (element.name == name) return XmlStep::kCollect;
    }
    return XmlStep::kSkip;
  }

  void collected(XmlNode&& element, std::size_t) override {
    if (element.name == "item") return take_item(element);
    const std::string text(trimmed(element.content()));
    if (element.name == "title") channel_.title = text;
    if (element.name == "link" && !text.empty()) channel_.link = text;
    if (element.name == "language" || element.name == "dc:language") channel_.language = text;
    if (element.name == "wp:base_blog_url") channel_.blog = canonical_url(text);
    if (element.name == "wp:author") {
      channel_.names[text_in(element, "wp:author_login")] =
          text_in(element, "wp:author_display_name");
    }
  }

 private:
  void take_item(const XmlNode& item) {
    if (channel_.blog.empty()) channel_.blog = canonical_url(channel_.link);
    if (format_ == "wordpress" || item.child("wp:post_type") != nullptr)
      return take_wordpress(item);
    RawPost raw = read_rss(item);
    raw.post.source = source_of(format_, file_, item.line);
    sink_.post(std::move(raw));
  }

  void take_wordpress(const XmlNode& item) {
    const std::string type = text_in(item, "wp:post_type");
    if (type != "post" && type != "page") {
      sink_.leave_out(type.empty() ? "item of unknown type" : type);
      return;
    }
    const WordPressItem reader(item, channel_, options_);
    RawPost raw = reader.read(type == "page" ? Kind::kPage : Kind::kPost);
    raw.post.source = source_of("wordpress", file_, item.line);
    const Status status = raw.post.status;
    sink_.post(std::move(raw));
    for (const XmlNode& child : item.children) {
      if (child.name != "wp:comment") continue;
      const std::string comment_type = text_in(child, "wp:comment_type");
      if (!comment_type.empty() && comment_type != "comment") {
        sink_.leave_out(comment_type);
        continue;
      }
      RawPost comment = reader.read_comment(child, status);
      comment.post.source = source_of("wordpress", file_, child.line);
      sink_.post(std::move(comment));
    }
  }

  RawPost read_rss(const XmlNode& item) const {
    RawPost raw;
    Post& post = raw.post;
    set_address(item, raw);
    post.title = item.child_content("title");
    for (const XmlNode& child : item.children) {
      if (child.name == "dc:creator") post.add_author(child.content());
      if (child.name == "category" || child.name == "dc:subject") post.add_tag(child.content());
    }
    if (post.authors.empty()) post.add_author(item.child_content("author"));
    std::string published = text_in(item, "pubDate");
    if (published.empty()) published = text_in(item, "dc:date");
    set_date(post, &Post::date_published, published, options_);
    set_date(post, &Post::date_modified, text_in(item, "dcterms:modified"), options_);
    post.language = channel_.language;
    const bool is_comment =
        channel_.title.starts_with("Comments on: ") || channel_.title.starts_with("Comments for ");
    if (is_comment) post.kind = Kind::kComment;
    raw.form = BodyForm::kHtml;
    set_body(item, raw);
    return raw;
  }

  void set_address(const XmlNode& item, RawPost& raw) const {
    Post& post = raw.post;
    post.url = text_in(item, "feedburner:origLink");
    if (post.url.empty()) post.url = text_in(item, "link");
    const XmlNode* guid = item.child("guid");
    const std::string id = guid == nullptr ? std::string() : std::string(trimmed(guid->content()));
    const bool is_link = guid != nullptr &&
                         guid->attribute("isPermaLink").value_or("true") == "true" &&
                         !host_of(id).empty();
    if (post.url.empty() && is_link) post.url = id;
    post.url = resolved_url(channel_.link, post.url);
    raw.blog = "rss:" + channel_.blog;
    raw.has_native_id = !id.empty();
    const std::string_view about = item.attribute("rdf:about").value_or("");
    if (!id.empty())
      post.doc_id = "rss:" + id;
    else if (!post.url.empty())
      post.doc_id = "rss:" + post.url;
    else if (!about.empty())
      post.doc_id = "rss:" + std::string(about);
    else
      post.doc_id = "rss:" + sha256_hex(item.content()).substr(0, 16);
  }

  static void set_body(const XmlNode& item, RawPost& raw) {
    for (const std::string_view name : {"content:encoded", "xhtml:body", "xhtml:div",
                                        "atom:content", "description", "atom:summary"}) {
      const XmlNode* found = item.child(name);
      if (found == nullptr) continue;
      const bool is_tree = name.starts_with("xhtml:");
      std::string body = is_tree ? inner_html(*found) : found->content();
      if (trimmed(body).empty()) continue;
      raw.body = std::move(body);
      return;
    }
  }

  std::string_view format_;
  const InputFile& file_;
  const ReadOptions& options_;
  Sink& sink_;
  ChannelFacts channel_;
};

class RssReader final : public Reader {
 public:
  RssReader(std::string_view format, const ReadOptions& options)
      : format_(format), options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    XmlArchive archive(file, options_, sink);
    RssHandler handler(format_, file, options_, archive.sink());
    archive.read(handler);
  }

 private:
  std::string_view format_;
  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_rss_reader(const ReadOptions& options) {
  return std::make_unique<RssReader>("rss", options);
}

std::unique_ptr<Reader> make_wordpress_reader(const ReadOptions& options) {
  return std::make_unique<RssReader>("wordpress", options);
}

}  // namespace tarn::archive
