#include <utility>

#include "archive/exports.h"
#include "archive/feed.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

std::string text_in(const XmlNode& node, std::string_view name) {
  return std::string(trimmed(node.child_content(name)));
}

class JournalHandler final : public XmlHandler {
 public:
  JournalHandler(const InputFile& file, const ReadOptions& options, Sink& sink)
      : file_(file), options_(options), sink_(sink) {}

  /// An entry is <entry>, or <event> with an <event> in it (ljdump has one a file).
  XmlStep start(const XmlNode& element, std::size_t) override {
    if (element.name == "entry" || element.name == "event" || element.name == "comment")
      return XmlStep::kCollect;
    return XmlStep::kDescend;
  }

  void collected(XmlNode&& element, std::size_t) override {
    if (element.name == "comment") return sink_.leave_out("comment");
    RawPost raw;
    Post& post = raw.post;
    post.source = source_of("livejournal", file_, element.line);
    const std::string item = text_in(element, "itemid");
    raw.has_native_id = !item.empty();
    raw.blog = "livejournal";
    post.doc_id = "livejournal:" + (item.empty() ? std::string(stem(file_.path)) : item);
    post.url = text_in(element, "url");
    post.title = element.child_content("subject");
    post.add_author(element.child_content("poster"));
    set_date(post, &Post::date_published, text_in(element, "eventtime"), options_);
    post.status = status_of(text_in(element, "security"));
    const XmlNode* props = element.child("props");
    const XmlNode& facts = props == nullptr ? element : *props;
    const std::string tags = text_in(facts, "taglist");
    for (const std::string_view tag : split(tags, ',')) post.add_tag(tag);
    raw.body = element.child_content("event");
    raw.form = text_in(facts, "opt_preformatted") == "1" ? BodyForm::kHtml : BodyForm::kHtmlLines;
    sink_.post(std::move(raw));
    for (const XmlNode& child : element.children) {
      if (child.name == "comment" || child.name == "comments") sink_.leave_out("comment");
    }
  }

 private:
  static Status status_of(const std::string& security) {
    if (security.empty() || security == "public") return Status::kPublished;
    return security == "private" ? Status::kPrivate : Status::kProtected;
  }

  const InputFile& file_;
  const ReadOptions& options_;
  Sink& sink_;
};

class JournalReader final : public Reader {
 public:
  explicit JournalReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    XmlArchive archive(file, options_, sink);
    JournalHandler handler(file, options_, archive.sink());
    archive.read(handler);
  }

 private:
  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_livejournal_reader(const ReadOptions& options) {
  return std::make_unique<JournalReader>(options);
}

}  // namespace tarn::archive
