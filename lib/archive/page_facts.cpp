#include <algorithm>
#include <array>
#include <map>

#include "archive/html_page.h"
#include "archive/strings.h"
#include "format/charset.h"
#include "format/json.h"
#include "text/utf8.h"

namespace tarn::archive {
namespace {

std::string meta(const HtmlNode& root, std::initializer_list<std::string_view> selectors) {
  for (const std::string_view selector : selectors) {
    for (const HtmlNode& node : root.all(selector)) {
      const std::string_view value = trimmed(node.attribute("content").value_or(""));
      if (!value.empty()) return std::string(value);
    }
  }
  return {};
}

bool is_article_type(JsonView type) {
  if (type.is(JsonType::kArray)) {
    for (const JsonView each : type) {
      if (is_article_type(each)) return true;
    }
  }
  if (!type.is(JsonType::kString)) return false;
  const std::string name = type.string();
  return name.ends_with("Article") || name.ends_with("Posting");
}

/// The first article in a JSON-LD document; depth is bounded by the parser.
std::optional<JsonView> find_article(JsonView view) {
  if (view.is(JsonType::kObject)) {
    const std::optional<JsonView> type = view.find("@type");
    if (type && is_article_type(*type)) return view;
  }
  if (!view.is(JsonType::kObject) && !view.is(JsonType::kArray)) return std::nullopt;
  for (const JsonView child : view) {
    if (std::optional<JsonView> found = find_article(child)) return found;
  }
  return std::nullopt;
}

std::string json_text(JsonView view, std::string_view key) {
  const std::optional<JsonView> found = view.find(key);
  return found && found->is(JsonType::kString) ? found->string() : std::string();
}

void take(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

void add_json_ld(const HtmlNode& root, PageFacts& facts) {
  for (const HtmlNode& script : root.all("script[type=application/ld+json]")) {
    JsonTree tree;
    if (tree.parse(script.raw_text())) continue;
    const std::optional<JsonView> article = find_article(tree.root());
    if (!article) continue;
    take(facts.title, json_text(*article, "headline"));
    take(facts.published, json_text(*article, "datePublished"));
    take(facts.modified, json_text(*article, "dateModified"));
    take(facts.url, json_text(*article, "url"));
    std::optional<JsonView> author = article->find("author");
    if (author && author->is(JsonType::kArray) && author->size() > 0) author = *author->begin();
    if (author && author->is(JsonType::kObject)) take(facts.author, json_text(*author, "name"));
  }
}

/// "A title - The site" without the site.
std::string without_site(std::string title, const std::string& site) {
  for (const std::string_view mark :
       {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", ": "}) {
    const std::string end = std::string(mark) + site;
    if (!site.empty() && title.size() > end.size() && title.ends_with(end))
      title.resize(title.size() - end.size());
    const std::string begin = site + std::string(mark);
    if (!site.empty() && title.size() > begin.size() && title.starts_with(begin))
      title.erase(0, begin.size());
  }
  return title;
}

/// The encoding that the first bytes of a page declare.
std::string declared_charset(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, 4096));
  const std::size_t at = head.find("charset");
  if (at == std::string::npos) return charset_of_xml(bytes.substr(0, 256));
  std::size_t begin = head.find_first_not_of(" =\"'", at + 7);
  if (begin == std::string::npos) return {};
  return head.substr(begin, head.find_first_of(" \"'>;/", begin) - begin);
}

struct Weight {
  HtmlNode node;
  double score = 0;
};

class Density {
 public:
  explicit Density(const HtmlNode& root) {
    for (const HtmlNode& block : root.all("p,pre,td,blockquote,li,div,section,article")) {
      const bool is_paragraph = block.name() == "p" || block.name() == "pre" || !has_blocks(block);
      if (is_paragraph) add_paragraph(block);
    }
  }

  std::optional<HtmlNode> best() const {
    const Weight* found = nullptr;
    for (const Weight& each : weights_) {
      if (found == nullptr ||
          each.score * (1 - link_share(each.node)) > found->score * (1 - link_share(found->node)))
        found = &each;
    }
    if (found == nullptr) return std::nullopt;
    return found->node;
  }

 private:
  static bool has_blocks(const HtmlNode& node) {
    const std::vector<HtmlNode> children = node.children();
    return std::any_of(children.begin(), children.end(), [](const HtmlNode& child) {
      constexpr std::array<std::string_view, 14> kBlocks = {
          "p",       "div", "ul", "ol", "table", "blockquote", "section",
          "article", "h1",  "h2", "h3", "pre",   "figure",     "tr"};
      return std::find(kBlocks.begin(), kBlocks.end(), child.name()) != kBlocks.end();
    });
  }

  static double link_share(const HtmlNode& node) {
    const std::size_t all = node.text().size();
    std::size_t links = 0;
    for (const HtmlNode& link : node.all("a")) links += link.text().size();
    return all == 0 ? 1 : std::min(1.0, static_cast<double>(links) / static_cast<double>(all));
  }

  void add_paragraph(const HtmlNode& block) {
    const std::string text = block.text();
    if (text.size() < 25) return;
    const double commas = static_cast<double>(std::count(text.begin(), text.end(), ','));
    const double score = 1 + commas + std::min(static_cast<double>(text.size()) / 100, 3.0);
    const std::optional<HtmlNode> parent = block.parent();
    if (!parent) return;
    add(*parent, score);
    if (const std::optional<HtmlNode> above = parent->parent()) add(*above, score / 2);
  }

  void add(const HtmlNode& node, double score) {
    const auto [found, is_new] = index_.try_emplace(node.id(), weights_.size());
    if (is_new) weights_.push_back({node, 0});
    weights_[found->second].score += score;
  }

  std::vector<Weight> weights_;  ///< in document order of what gave weight
  std::map<const void*, std::size_t> index_;
};

}  // namespace

PageFacts read_page_facts(const HtmlNode& root) {
  PageFacts facts;
  facts.generator = lower(meta(root, {"meta[name=generator]"}));
  for (const HtmlNode& link : root.all("link[rel=canonical]")) {
    if (facts.url.empty()) facts.url = trimmed(link.attribute("href").value_or(""));
  }
  take(facts.url, meta(root, {"meta[property=og:url]"}));
  facts.site = meta(root, {"meta[property=og:site_name]"});
  facts.title = meta(root, {"meta[property=og:title]", "meta[name=twitter:title]"});
  facts.author = meta(root, {"meta[name=author]"});
  facts.published =
      meta(root, {"meta[property=article:published_time]", "meta[itemprop=datePublished]",
                  "meta[name=date]", "meta[name=DC.date]"});
  facts.modified =
      meta(root, {"meta[property=article:modified_time]", "meta[itemprop=dateModified]"});
  for (const HtmlNode& tag : root.all("meta[property=article:tag]"))
    facts.tags.emplace_back(tag.attribute("content").value_or(""));
  add_json_ld(root, facts);
  if (const auto title = root.first("title")) take(facts.title, title->raw_text());
  facts.title = without_site(std::string(trimmed(facts.title)), facts.site);
  facts.language = trimmed(root.attribute("lang").value_or(""));
  return facts;
}

std::optional<HtmlNode> densest_element(const HtmlNode& root) { return Density(root).best(); }

std::span<const std::string_view> page_furniture() {
  static constexpr std::array<std::string_view, 46> kFurniture = {"nav",
                                                                  ".comments",
                                                                  "#comments",
                                                                  ".comments-area",
                                                                  ".comment-respond",
                                                                  "#respond",
                                                                  "#disqus_thread",
                                                                  ".post-footer",
                                                                  ".widget",
                                                                  ".sidebar",
                                                                  "#sidebar",
                                                                  ".entry-meta",
                                                                  ".entry-footer",
                                                                  ".post-meta",
                                                                  ".post-info",
                                                                  ".byline",
                                                                  ".posted-on",
                                                                  ".cat-links",
                                                                  ".tags-links",
                                                                  ".post-tags",
                                                                  ".post-labels",
                                                                  ".date-header",
                                                                  ".post-timestamp",
                                                                  ".post-share-buttons",
                                                                  ".share-buttons",
                                                                  ".sharing",
                                                                  ".social",
                                                                  ".navigation",
                                                                  ".nav-links",
                                                                  ".post-navigation",
                                                                  ".author-box",
                                                                  ".author-bio",
                                                                  ".related",
                                                                  ".related-posts",
                                                                  ".jp-relatedposts",
                                                                  ".wp-block-post-navigation-link",
                                                                  ".gh-article-meta",
                                                                  ".gh-subscribe",
                                                                  ".subscribe",
                                                                  ".newsletter",
                                                                  ".post-ufi",
                                                                  ".pencraft.post-ufi",
                                                                  ".breadcrumbs",
                                                                  ".skip-link",
                                                                  ".edit-link",
                                                                  ".blog-pager"};
  return kFurniture;
}

std::string decoded_page(std::string bytes, const std::string& encoding) {
  const std::string mark = charset_of_mark(std::string_view(bytes).substr(0, 3));
  std::string charset = charset_name(!mark.empty()       ? mark
                                     : !encoding.empty() ? encoding
                                                         : declared_charset(bytes));
  const bool is_valid = !first_invalid_utf8(bytes);
  if (charset.empty() || charset == "utf-8" || !is_charset(charset))
    charset = is_valid ? "utf-8" : "windows-1252";
  // A page that is valid UTF-8 beyond ASCII is UTF-8, whatever a copied head says.
  if (is_valid && encoding.empty() && mark.empty()) charset = "utf-8";
  if (charset != "utf-8") bytes = to_utf8(bytes, charset).value_or(std::move(bytes));
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return bytes;
}

}  // namespace tarn::archive
