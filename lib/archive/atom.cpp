// Atom, and Blogger's two generations of backups, which are Atom with more in it.

#include <algorithm>
#include <utility>

#include "archive/feed.h"
#include "archive/strings.h"
#include "base/numbers.h"
#include "base/sha256.h"

namespace tarn::archive {
namespace {

constexpr std::string_view kKindScheme = "http://schemas.google.com/g/2005#kind";
constexpr std::string_view kBloggerId = "tag:blogger.com,1999:blog-";

/// A child of Atom's namespace; documents that declare none have it all the same.
const XmlNode* atom_child(const XmlNode& node, std::string_view name) {
  const XmlNode* found = node.child("atom:" + std::string(name));
  return found != nullptr ? found : node.child(name);
}

bool is_atom(const XmlNode& node, std::string_view name) {
  return node.name == name || (node.name.starts_with("atom:") && node.name.substr(5) == name);
}

std::string atom_text(const XmlNode& node, std::string_view name) {
  const XmlNode* found = atom_child(node, name);
  return found == nullptr ? std::string() : std::string(trimmed(found->content()));
}

std::string_view attribute_or_empty(const XmlNode& node, std::string_view name) {
  return node.attribute(name).value_or(std::string_view());
}

/// "blog-7042.post-2001": the numbers of the blog and of the entry.
struct BloggerId {
  std::string blog;
  std::string entry;
};

BloggerId blogger_id(std::string_view id) {
  BloggerId out;
  id = trimmed(id);
  if (!id.starts_with(kBloggerId)) return out;
  id.remove_prefix(kBloggerId.size());
  const std::size_t dot = id.find('.');
  out.blog = id.substr(0, dot);
  if (dot == std::string_view::npos) return out;
  id.remove_prefix(dot + 1);
  for (const std::string_view before : {"post-", "page-"}) {
    if (id.starts_with(before)) id.remove_prefix(before.size());
  }
  out.entry = id;
  return out;
}

std::string doc_id_of(std::string_view raw_id) {
  const BloggerId id = blogger_id(raw_id);
  return id.entry.empty() ? std::string() : "blogger:" + id.blog + ':' + id.entry;
}

/// What a feed says of all its entries.
struct FeedFacts {
  std::string base;  ///< xml:base, or its own address
  std::string id;
  std::string language;
  std::vector<std::string> authors;
  std::int64_t total = 0;  ///< openSearch:totalResults
};

enum class EntryKind { kPost, kPage, kComment, kOther };

/// One entry becoming a post.
class Entry {
 public:
  Entry(const XmlNode& node, const FeedFacts& feed, const ReadOptions& options)
      : node_(node), feed_(feed), options_(options), raw_id_(atom_text(node, "id")) {}

  const std::string& raw_id() const { return raw_id_; }

  /// By Blogger's category, by Takeout's element, else by what it answers.
  EntryKind kind(std::string& other) const {
    for (const XmlNode& child : node_.children) {
      if (!is_atom(child, "category") || attribute_or_empty(child, "scheme") != kKindScheme)
        continue;
      const std::string_view term = attribute_or_empty(child, "term");
      return kind_named(term.substr(std::min(term.find('#') + 1, term.size())), other);
    }
    // Directly below the entry: authors have a type too.
    if (const XmlNode* type = node_.child("blogger:type"))
      return kind_named(lower(trimmed(type->content())), other);
    return node_.child("thr:in-reply-to") != nullptr ? EntryKind::kComment : EntryKind::kPost;
  }

  RawPost read(EntryKind kind) const {
    RawPost raw;
    Post& post = raw.post;
    const BloggerId id = blogger_id(raw_id_);
    const bool is_blogger = !id.entry.empty();
    post.kind = kind == EntryKind::kPage      ? Kind::kPage
                : kind == EntryKind::kComment ? Kind::kComment
                                              : Kind::kPost;
    post.status = status(kind);
    set_id(raw, id);
    if (kind != EntryKind::kComment || !is_blogger) set_title(raw);
    set_links(post);
    set_people(post);
    set_dates(post);
    for (const XmlNode& child : node_.children) {
      if (is_atom(child, "category") && attribute_or_empty(child, "scheme") != kKindScheme) {
        post.add_tag(attribute_or_empty(child, "term"));
      }
    }
    post.language = attribute_or_empty(node_, "xml:lang");
    if (post.language.empty()) post.language = feed_.language;
    set_body(raw, is_blogger);
    return raw;
  }

 private:
  static EntryKind kind_named(std::string_view name, std::string& other) {
    if (name == "post") return EntryKind::kPost;
    if (name == "page") return EntryKind::kPage;
    if (name == "comment") return EntryKind::kComment;
    other = name;
    return EntryKind::kOther;
  }

  Status status(EntryKind kind) const {
    if (const XmlNode* control = node_.child("app:control")) {
      if (same_text(trimmed(control->child_content("app:draft")), "yes")) return Status::kDraft;
    }
    if (!trimmed(node_.child_content("blogger:trashed")).empty()) return Status::kTrashed;
    const std::string stated = node_.child_content("blogger:status");
    const std::string_view word = trimmed(stated);
    if (word.empty() || word == "LIVE") return Status::kPublished;
    if (word == "SCHEDULED") return Status::kScheduled;
    if (word == "DRAFT") return Status::kDraft;
    const bool gone = word.find("TRASH") != std::string_view::npos ||
                      word.find("DELETED") != std::string_view::npos ||
                      word.find("SPAM") != std::string_view::npos;
    if (gone) return Status::kTrashed;
    return kind == EntryKind::kComment ? Status::kDraft : Status::kUnknown;
  }

  void set_id(RawPost& raw, const BloggerId& id) const {
    if (!id.entry.empty()) {
      raw.post.doc_id = "blogger:" + id.blog + ':' + id.entry;
      raw.blog = "blogger:" + id.blog;
      const XmlNode* answered = node_.child("thr:in-reply-to");
      std::string parent =
          answered != nullptr ? std::string(attribute_or_empty(*answered, "ref")) : std::string();
      if (parent.empty()) parent = node_.child_content("blogger:parent");
      if (parent.empty()) parent = node_.child_content("blogger:inReplyTo");
      raw.post.in_reply_to = doc_id_of(parent);
      return;
    }
    raw.blog = "atom:" + feed_.id;
    raw.has_native_id = !raw_id_.empty();
    raw.post.doc_id = "atom:" + raw_id_;
    if (!raw.has_native_id)
      raw.post.doc_id +=
          sha256_hex(atom_text(node_, "title") + atom_text(node_, "updated")).substr(0, 16);
    if (const XmlNode* answered = node_.child("thr:in-reply-to")) {
      const std::string_view ref = attribute_or_empty(*answered, "ref");
      if (!ref.empty()) raw.post.in_reply_to = "atom:" + std::string(ref);
    }
  }

  void set_title(RawPost& raw) const {
    const XmlNode* title = atom_child(node_, "title");
    if (title == nullptr) return;
    const bool is_xhtml = attribute_or_empty(*title, "type") == "xhtml";
    raw.post.title = is_xhtml ? inner_html(*title) : title->content();
  }

  std::string base() const {
    const std::string_view own = attribute_or_empty(node_, "xml:base");
    return own.empty() ? feed_.base : resolved_url(feed_.base, own);
  }

  void set_links(Post& post) const {
    std::string alternate;
    std::string replies;
    bool is_html = false;
    for (const XmlNode& child : node_.children) {
      if (!is_atom(child, "link")) continue;
      const std::string_view rel = child.attribute("rel").value_or("alternate");
      const std::string_view type = attribute_or_empty(child, "type");
      const std::string_view href = attribute_or_empty(child, "href");
      if (rel == "alternate" && !href.empty() &&
          (alternate.empty() || (type == "text/html" && !is_html))) {
        alternate = href;
        is_html = type == "text/html";
      }
      const std::size_t form = href.find("#comment-form");
      if (rel == "replies" && form != std::string_view::npos) replies = href.substr(0, form);
    }
    post.url = resolved_url(base(), alternate.empty() ? replies : alternate);
    const std::string name = node_.child_content("blogger:filename");
    if (!post.url.empty() || trimmed(name).empty()) return;
    if (options_.base_url.empty()) {
      post.path = trimmed(name);
    } else {
      post.url = resolved_url(options_.base_url, trimmed(name));
    }
  }

  void set_people(Post& post) const {
    for (const XmlNode& child : node_.children) {
      if (is_atom(child, "author")) post.add_author(atom_text(child, "name"));
    }
    if (post.authors.empty()) post.authors = feed_.authors;
  }

  void set_dates(Post& post) const {
    std::string published = atom_text(node_, "published");
    if (published.empty()) published = atom_text(node_, "issued");
    if (published.empty()) published = node_.child_content("blogger:created");
    std::string updated = atom_text(node_, "updated");
    if (updated.empty()) updated = atom_text(node_, "modified");
    if (published.empty() && !updated.empty()) {
      published = updated;
      post.warn("date-from-update");
    }
    set_date(post, &Post::date_published, published, options_);
    set_date(post, &Post::date_modified, updated, options_);
  }

  void set_body(RawPost& raw, bool is_blogger) const {
    const XmlNode* content = atom_child(node_, "content");
    if (content == nullptr || content->attribute("src")) {
      content = atom_child(node_, "summary");
      if (content != nullptr) raw.post.warn("summary-only");
    }
    if (content == nullptr) return;
    std::string_view type = attribute_or_empty(*content, "type");
    const bool has_elements = std::any_of(content->children.begin(), content->children.end(),
                                          [](const XmlNode& child) { return !child.is_text(); });
    raw.form = BodyForm::kHtml;
    if (type == "xhtml" || has_elements) {
      raw.body = inner_html(*content);
      return;
    }
    raw.body = content->content();
    const bool is_text = (type.empty() || type == "text" || type == "text/plain") && !is_blogger;
    if (is_text) raw.form = BodyForm::kText;
  }

  const XmlNode& node_;
  const FeedFacts& feed_;
  const ReadOptions& options_;
  std::string raw_id_;
};

class AtomHandler final : public XmlHandler {
 public:
  AtomHandler(std::string_view format, const InputFile& file, const ReadOptions& options,
              Sink& sink)
      : format_(format), file_(file), options_(options), sink_(sink) {}

  XmlStep start(const XmlNode& element, std::size_t depth) override {
    if (depth == 0) return start_root(element);
    for (const std::string_view name : {"entry", "id", "author", "link"}) {
      if (is_atom(element, name)) return XmlStep::kCollect;
    }
    return element.name == "openSearch:totalResults" ? XmlStep::kCollect : XmlStep::kSkip;
  }

  void collected(XmlNode&& element, std::size_t) override {
    if (is_atom(element, "entry")) {
      ++entries_;
      take_entry(element);
    } else if (is_atom(element, "id")) {
      feed_.id = trimmed(element.content());
    } else if (is_atom(element, "author")) {
      Post names;
      names.add_author(atom_text(element, "name"));
      if (!names.authors.empty()) feed_.authors.push_back(names.authors.front());
    } else if (is_atom(element, "link")) {
      const std::string_view rel = element.attribute("rel").value_or("alternate");
      const bool better = rel == "alternate" || (rel == "self" && feed_.base.empty());
      if (better && !has_base_) feed_.base = attribute_or_empty(element, "href");
    } else {
      feed_.total = parse_integer(trimmed(element.content())).value_or(0);
    }
  }

  void tell_rest() {
    if (feed_.total > entries_) {
      sink_.say({Severity::kWarning,
                 {file_.source.name()},
                 "partial-feed",
                 "a part of a feed: " + std::to_string(entries_) + " of " +
                     std::to_string(feed_.total) + " entries"});
    }
  }

 private:
  XmlStep start_root(const XmlNode& element) {
    if (is_atom(element, "feed")) {
      feed_.base = attribute_or_empty(element, "xml:base");
      has_base_ = !feed_.base.empty();
      feed_.language = attribute_or_empty(element, "xml:lang");
      return XmlStep::kDescend;
    }
    if (is_atom(element, "entry")) return XmlStep::kCollect;
    throw ResourceError({file_.source.name(), element.line, element.column},
                        "no Atom feed: found <" + element.name + ">, wanted <feed>");
  }

  void take_entry(const XmlNode& node) {
    const Entry entry(node, feed_, options_);
    std::string other;
    const EntryKind kind = entry.kind(other);
    if (kind == EntryKind::kOther) {
      if (entry.raw_id().ends_with("settings.BLOG_LOCALE"))
        feed_.language = atom_text(node, "content");
      sink_.leave_out(other.empty() ? "entry of unknown kind" : other);
      return;
    }
    RawPost raw = entry.read(kind);
    raw.post.source = source_of(format_, file_, node.line);
    sink_.post(std::move(raw));
  }

  std::string_view format_;
  const InputFile& file_;
  const ReadOptions& options_;
  Sink& sink_;
  FeedFacts feed_;
  bool has_base_ = false;
  std::int64_t entries_ = 0;
};

class AtomReader final : public Reader {
 public:
  AtomReader(std::string_view format, const ReadOptions& options)
      : format_(format), options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    XmlArchive archive(file, options_, sink);
    AtomHandler handler(format_, file, options_, archive.sink());
    archive.read(handler);
    handler.tell_rest();
  }

 private:
  std::string_view format_;
  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_atom_reader(const ReadOptions& options) {
  return std::make_unique<AtomReader>("atom", options);
}

std::unique_ptr<Reader> make_blogger_reader(const ReadOptions& options) {
  return std::make_unique<AtomReader>("blogger", options);
}

}  // namespace tarn::archive
