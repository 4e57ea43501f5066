#include "archive/html_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "archive/clean.h"
#include "archive/date.h"
#include "archive/feed.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

/// How the pages of one blog software are read. Selectors; in each list the first that finds
/// something counts.
struct PageRule {
  std::string_view name;
  std::string_view generator;  ///< must begin the page's <meta name=generator>; empty: any
  std::string_view mark;       ///< must be on the page; empty: nothing
  std::string_view post;       ///< elements that each hold one post; empty: the page holds one
  std::array<std::string_view, 6> body;
  std::array<std::string_view, 5> title;
  std::array<std::string_view, 6> date;
  std::array<std::string_view, 4> author;
};

constexpr std::array kRules = {
    PageRule{
        "blogger",
        "blogger",
        "",
        ".post-outer,.post.hentry",
        {".post-body", ".entry-content"},
        {".post-title", ".entry-title"},
        {"time[datetime]", "abbr.published", ".published", ".timestamp-link abbr", ".date-header"},
        {".post-author .fn", ".fn", "[itemprop=author]"}},
    PageRule{"blogger",
             "",
             ".post-body",
             ".post-outer,.post.hentry",
             {".post-body"},
             {".post-title", ".entry-title"},
             {"time[datetime]", "abbr.published", ".published", ".date-header"},
             {".post-author .fn", ".fn"}},
    PageRule{"substack",
             "",
             ".available-content,.body.markup",
             "",
             {".available-content .body.markup", ".body.markup", ".available-content"},
             {"h1.post-title", "h1"},
             {"time[datetime]", ".post-date"},
             {".byline-names a", ".author-name"}},
    PageRule{"ghost",
             "ghost",
             "",
             "",
             {".gh-content", ".post-full-content", ".post-content", ".kg-canvas",
              ".article-content", "article"},
             {".gh-article-title", ".post-full-title", ".article-title", ".post-title", "h1"},
             {"time[datetime]"},
             {".gh-article-author-name", ".author-name", ".author-card-name"}},
    PageRule{"medium",
             "medium",
             "",
             "",
             {"article section", "article"},
             {"h1"},
             {"time[datetime]"},
             {"[rel=author]", ".author"}},
    PageRule{"medium",
             "",
             "meta[property=al:android:package][content=com.medium.reader]",
             "",
             {"article section", "article"},
             {"h1"},
             {"time[datetime]"},
             {"[rel=author]"}},
    PageRule{"tumblr",
             "",
             "meta[name=tumblr-theme],meta[property=og:site_name][content=Tumblr],.tumblr_theme_"
             "marker_blogtitle,[data-post-id][data-tumblelog]",
             "",
             {".post .body-text", ".post-content .body", ".post .caption", ".post-content",
              ".post .copy", "article"},
             {".post-title", ".title", "h1"},
             {"time[datetime]", ".post-date", ".date"},
             {".author"}},
    PageRule{"wordpress",
             "wordpress",
             ".entry-content,.post-content,.wp-block-post-content",
             "article.post,article.hentry,div.post.hentry,div.hentry",
             {".entry-content", ".wp-block-post-content", ".post-content", ".entry"},
             {".entry-title", ".wp-block-post-title", ".post-title", "h1", "h2"},
             {"time.entry-date", "time.published", "time[datetime]", ".entry-date",
              "abbr.published", ".published"},
             {".author .fn", ".author.vcard", ".byline .author", ".wp-block-post-author__name"}},
    PageRule{"wordpress",
             "",
             ".entry-content",
             "article.post,article.hentry,div.post.hentry",
             {".entry-content"},
             {".entry-title", ".post-title", "h1"},
             {"time.entry-date", "time[datetime]", ".entry-date", ".published"},
             {".author .fn", ".byline .author"}},
    PageRule{"microformat",
             "",
             ".e-content",
             ".h-entry",
             {".e-content"},
             {".p-name", "h1"},
             {".dt-published"},
             {".p-author"}},
    PageRule{"livejournal",
             "",
             ".b-singlepost-body,.aentry-post__text",
             "",
             {".aentry-post__text", ".b-singlepost-body"},
             {".aentry-post__title-text", ".b-singlepost-title"},
             {"time[datetime]", ".b-singlepost-author-date"},
             {".i-ljuser-username"}},
    PageRule{"schema.org",
             "",
             "[itemprop=articleBody]",
             "",
             {"[itemprop=articleBody]"},
             {"[itemprop=headline]", "h1"},
             {"[itemprop=datePublished]", "time[datetime]"},
             {"[itemprop=author] [itemprop=name]", "[itemprop=author]"}},
    PageRule{"article",
             "",
             "article",
             "",
             {"article"},
             {"article h1", "h1", "article h2"},
             {"article time[datetime]", "time[datetime]"},
             {"[rel=author]"}},
};

template <std::size_t N>
std::optional<HtmlNode> first_of(const HtmlNode& node,
                                 const std::array<std::string_view, N>& selectors) {
  for (const std::string_view selector : selectors) {
    if (selector.empty()) break;
    if (std::optional<HtmlNode> found = node.first(selector)) return found;
  }
  return std::nullopt;
}

/// The date that an element states: by attribute, else by its words.
std::string date_in(const HtmlNode& node) {
  for (const std::string_view name : {"datetime", "title", "content"}) {
    const std::optional<std::string_view> value = node.attribute(name);
    if (value && read_date(*value)) return std::string(*value);
  }
  const std::string words = node.text();
  return read_date(words) ? words : std::string();
}

template <std::size_t N>
std::string first_date(const HtmlNode& node, const std::array<std::string_view, N>& selectors) {
  for (const std::string_view selector : selectors) {
    if (selector.empty()) break;
    for (const HtmlNode& found : node.all(selector)) {
      std::string date = date_in(found);
      if (!date.empty()) return date;
    }
  }
  return {};
}

class PageReader {
 public:
  PageReader(const HtmlNode& root, const InputFile& file, const ReadOptions& options, Sink& sink)
      : root_(root), facts_(read_page_facts(root)), file_(file), options_(options), sink_(sink) {}

  void read() {
    for (const PageRule& rule : kRules) {
      if (!facts_.generator.starts_with(rule.generator)) continue;
      if (!rule.mark.empty() && !root_.first(rule.mark)) continue;
      if (read_by(rule)) return;
    }
    const std::optional<HtmlNode> body = file_.is_chosen ? densest_element(root_) : std::nullopt;
    if (!body) {
      sink_.leave_out("page without a post");
      return;
    }
    RawPost raw;
    raw.post.warn("text-by-density");
    fill(raw, root_, *body, "density", {}, {}, {});
    sink_.post(std::move(raw));
  }

 private:
  bool read_by(const PageRule& rule) {
    std::vector<HtmlNode> posts;
    if (!rule.post.empty()) posts = outermost(root_.all(rule.post));
    std::erase_if(posts, [&](const HtmlNode& post) { return !first_of(post, rule.body); });
    if (posts.size() < 2) posts = {root_};
    bool any = false;
    several_ = posts.size() > 1;
    for (const HtmlNode& post : posts) {
      const std::optional<HtmlNode> body = first_of(post, rule.body);
      if (!body) continue;
      RawPost raw;
      const std::optional<HtmlNode> title = first_of(post, rule.title);
      std::string date = first_date(post, rule.date);
      if (date.empty() && several_) date = date_above(post);
      const std::optional<HtmlNode> author = first_of(post, rule.author);
      fill(raw, post, *body, rule.name, title ? title->text() : std::string(), date,
           author ? author->text() : std::string());
      sink_.post(std::move(raw));
      any = true;
    }
    return any;
  }

  /// A list without elements that lie within one before.
  static std::vector<HtmlNode> outermost(const std::vector<HtmlNode>& nodes) {
    std::vector<HtmlNode> out;
    for (const HtmlNode& node : nodes) {
      bool within = false;
      for (auto above = node.parent(); above && !within; above = above->parent()) {
        within = !out.empty() && *above == out.back();
      }
      if (!within) out.push_back(node);
    }
    return out;
  }

  /// Blogger groups the posts of a day under one heading.
  static std::string date_above(const HtmlNode& post) {
    for (auto above = post.parent(); above; above = above->parent()) {
      if (!above->has_class("date-outer")) continue;
      const std::optional<HtmlNode> header = above->first(".date-header");
      return header ? date_in(*header) : std::string();
    }
    return {};
  }

  void fill(RawPost& raw, const HtmlNode& scope, const HtmlNode& body, std::string_view rule,
            std::string title, const std::string& date, const std::string& author) {
    Post& post = raw.post;
    post.source = source_of("html", file_, 0);
    post.source.rule = rule;
    post.title = title.empty() && !several_ ? facts_.title : std::move(title);
    raw.title_is_text = true;
    post.url = several_ ? link_of_title(scope) : resolved_url(options_.base_url, facts_.url);
    set_date(post, &Post::date_published, date.empty() && !several_ ? facts_.published : date,
             options_);
    if (!several_) set_date(post, &Post::date_modified, facts_.modified, options_);
    post.add_author(author.empty() ? facts_.author : author);
    for (const HtmlNode& tag : scope.all("a[rel=tag]")) post.add_tag(tag.text());
    if (!several_) {
      for (const std::string& tag : facts_.tags) post.add_tag(tag);
    }
    post.language = facts_.language;
    Post ignored;
    raw.body = without_title(body.text({HtmlNewlines::kSpace, page_furniture()}),
                             clean_title(post.title, true, ignored));
    raw.has_native_id = false;
    const std::string name =
        file_.base.empty() ? "stdin"
                           : file_.path.substr(0, file_.path.size() - extension(file_.path).size());
    post.doc_id = "html:" + name + (several_ ? '#' + std::to_string(++count_) : std::string());
  }

  static std::string link_of_title(const HtmlNode& scope) {
    for (const std::string_view selector :
         {".post-title a", ".entry-title a", "h1 a", "h2 a", "h3 a", ".timestamp-link"}) {
      if (const auto link = scope.first(selector))
        return std::string(link->attribute("href").value_or(""));
    }
    return {};
  }

  const HtmlNode root_;
  PageFacts facts_;
  const InputFile& file_;
  const ReadOptions& options_;
  Sink& sink_;
  bool several_ = false;
  int count_ = 0;
};

/// Without a tree there are no rules: all text of the page is the post.
void read_degraded(const std::string& html, const InputFile& file, Sink& sink) {
  RawPost raw;
  raw.post.source = source_of("html", file, 0);
  raw.post.source.rule = "none";
  raw.post.doc_id = "html:" + std::string(file.base.empty() ? "stdin" : stem(file.path));
  raw.has_native_id = false;
  raw.body = html;
  raw.form = BodyForm::kHtml;
  sink.post(std::move(raw));
}

class HtmlReader final : public Reader {
 public:
  explicit HtmlReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    const std::string html = decoded_page(read_all(file.source, kMaxPageBytes), options_.encoding);
    const HtmlDocument document(html);
    if (const auto root = document.root())
      PageReader(*root, file, options_, sink).read();
    else
      read_degraded(html, file, sink);
  }

 private:
  ReadOptions options_;
};

}  // namespace

std::string without_title(std::string text, std::string_view title) {
  const std::size_t end = std::min(text.find("\n\n"), text.size());
  if (!title.empty() && trimmed(std::string_view(text).substr(0, end)) == title) {
    text.erase(0, std::min(end + 2, text.size()));
  }
  return text;
}

std::unique_ptr<Reader> make_html_reader(const ReadOptions& options) {
  return std::make_unique<HtmlReader>(options);
}

}  // namespace tarn::archive
