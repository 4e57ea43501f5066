#include "archive/formats.h"

#include <algorithm>
#include <array>

#include "archive/exports.h"
#include "archive/feed.h"
#include "archive/html_page.h"
#include "archive/markdown_post.h"
#include "archive/plain_text.h"
#include "archive/records.h"
#include "archive/strings.h"
#include "format/csv.h"
#include "format/json.h"

namespace tarn::archive {
namespace {

bool looks_like_markup(std::string_view bytes) {
  const std::string_view text = trimmed(bytes);
  return text.starts_with('<') || text.starts_with('{') || text.starts_with('[');
}

bool has_nul(std::string_view bytes) { return bytes.find('\0') != std::string_view::npos; }

Guess guess_text(const Head& head) {
  if (looks_like_markup(head.bytes) || has_nul(head.bytes) || read_front_matter(head.bytes).found)
    return {};
  if (has_date_line(head.bytes))
    return {Likeness::kSure, "a line that is only a date, then a title"};
  if (extension(head.path) == ".txt") return {Likeness::kWeak, "a file named .txt"};
  return {};
}

/// The name that a field of ours has in the archive.
std::string_view mapped(const Head& head, std::string_view field) {
  for (const auto& [ours, theirs] : head.options->map) {
    if (ours == field) return theirs;
  }
  return field;
}

Guess guess_jsonl(const Head& head) {
  const std::string_view text = trimmed(head.bytes);
  if (!text.starts_with('{')) return {};
  JsonTree tree;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos && !head.whole) return {};
  if (tree.parse(trimmed(text.substr(0, end)))) return {};
  const std::string_view name = mapped(head, "text");
  if (tree.root().find(name.substr(0, name.find('.'))))
    return {Likeness::kSure, "JSON objects with a text, one a line"};
  return {};
}

Guess guess_csv(const Head& head) {
  if (looks_like_markup(head.bytes) || has_nul(head.bytes)) return {};
  const auto source = memory_source(std::string(head.bytes.substr(0, head.bytes.find('\n'))));
  const char delimiter = sniff_delimiter(head.bytes);
  std::vector<std::string> header;
  for (const std::string_view name :
       split(head.bytes.substr(0, head.bytes.find_first_of("\r\n")), delimiter)) {
    std::string_view cell = trimmed(name);
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    header.emplace_back(cell);
  }
  const auto has_field = [&](std::string_view field) {
    return std::find(header.begin(), header.end(), mapped(head, field)) != header.end();
  };
  if (header.size() > 1 && has_field("text"))
    return {Likeness::kSure, "a table with a column of texts"};
  return {};
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_feed_root(std::string_view name) {
  return name == "feed" || name == "atom:feed" || name == "a:feed";
}
bool is_rss_root(std::string_view name) {
  return name == "rss" || name == "rdf:RDF" || name == "RDF";
}

Guess guess_blogger(const Head& head) {
  if (!is_feed_root(root_element(head.bytes))) return {};
  if (has(head.bytes, "tag:blogger.com,1999:blog"))
    return {Likeness::kSure, "an Atom feed with ids of Blogger"};
  return {};
}

Guess guess_atom(const Head& head) {
  if (!is_feed_root(root_element(head.bytes)) || has(head.bytes, "tag:blogger.com,1999:blog"))
    return {};
  return {Likeness::kSure, "an Atom feed"};
}

bool is_wordpress(std::string_view bytes) {
  return has(bytes, "wordpress.org/export/") || has(bytes, "<wp:");
}

Guess guess_wordpress(const Head& head) {
  if (!is_rss_root(root_element(head.bytes)) || !is_wordpress(head.bytes)) return {};
  return {Likeness::kSure, "RSS with the namespace of WordPress's export"};
}

Guess guess_rss(const Head& head) {
  if (!is_rss_root(root_element(head.bytes)) || is_wordpress(head.bytes)) return {};
  return {Likeness::kSure, "an RSS feed"};
}

bool is_markdown_name(std::string_view path) {
  const std::string ending = extension(path);
  return ending == ".md" || ending == ".markdown" || ending == ".mdown" || ending == ".mkd" ||
         ending == ".mdx";
}

Guess guess_markdown(const Head& head) {
  if (has_nul(head.bytes)) return {};
  const FrontMatter front = read_front_matter(head.bytes);
  const bool is_object = head.bytes.starts_with('{');
  const bool has_title = front.data.find("title") != nullptr || front.data.find("date") != nullptr;
  // What follows an object is a body, unless it is the next line of JSON Lines.
  const std::string_view body = trimmed(front.body);
  const bool is_front = !is_object || (!body.empty() && body.front() != '{');
  if (front.found && has_title && is_front)
    return {Likeness::kSure, "front matter with a title or date"};
  if (front.found && !is_object && is_markdown_name(head.path))
    return {Likeness::kSure, "front matter"};
  // What repositories hold beside posts.
  constexpr std::array<std::string_view, 6> kOthers = {
      "readme", "license", "changelog", "contributing", "code_of_conduct", "security"};
  const std::string name = lower(stem(head.path));
  if (std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end()) return {};
  if (is_markdown_name(head.path)) return {Likeness::kWeak, "a name of Markdown files"};
  return {};
}

bool is_html(std::string_view bytes) {
  const std::string root = lower(root_element(bytes));
  return root == "html" || root == "head" || root == "body" ||
         starts_with_text(trimmed(bytes), "<!doctype html");
}

bool is_medium(std::string_view bytes) {
  return has(bytes, "<article class=\"h-entry\"") && has(bytes, "p-name");
}

/// Themes of Blogger lie beside its posts.
bool is_theme(std::string_view bytes) {
  return has(bytes, "b:version=") || has(bytes, "<b:skin") || has(bytes, "<Blogger>") ||
         has(bytes, "<$Blog");
}

Guess guess_html(const Head& head) {
  if (!is_html(head.bytes) || is_medium(head.bytes) || is_theme(head.bytes)) return {};
  return {Likeness::kSure, "an HTML page"};
}

Guess guess_medium(const Head& head) {
  if (!is_html(head.bytes) || !is_medium(head.bytes)) return {};
  return {Likeness::kSure, "a page of Medium's export"};
}

Guess guess_ghost(const Head& head) {
  const std::string_view text = trimmed(head.bytes);
  if (!text.starts_with('{')) return {};
  const bool has_tables =
      has(text, "\"posts\"") && (has(text, "\"posts_tags\"") || has(text, "\"posts_authors\"") ||
                                 has(text, "\"mobiledoc\"") || has(text, "\"lexical\""));
  const bool has_frame =
      text.substr(0, 4096).find("\"db\"") != std::string_view::npos ||
      (has(text.substr(0, 4096), "\"meta\"") && has(text.substr(0, 4096), "\"exported_on\""));
  if (!has_frame && !has_tables) return {};
  return {Likeness::kSure, "JSON with the tables of Ghost"};
}

Guess guess_substack(const Head& head) {
  const std::string ending = extension(head.path);
  const std::string_view first = head.bytes.substr(0, head.bytes.find('\n'));
  if (has(first, "post_id") && has(first, "is_published"))
    return {Likeness::kSure, "the table of Substack's export"};
  const std::string_view name = stem(head.path);
  const std::size_t dot = name.find('.');
  const bool is_numbered =
      dot != std::string_view::npos && dot > 0 &&
      name.substr(0, dot).find_first_not_of("0123456789") == std::string_view::npos;
  if (ending == ".html" && is_numbered && !is_html(head.bytes))
    return {Likeness::kSure, "a page of Substack's export"};
  return {};
}

Guess guess_livejournal(const Head& head) {
  const std::string_view root = root_element(head.bytes);
  const bool is_dump = root == "event" && has(head.bytes, "<itemid>");
  if (root != "livejournal" && !is_dump) return {};
  return {Likeness::kSure, "XML of LiveJournal"};
}

Guess guess_tumblr(const Head& head) {
  const std::string_view root = root_element(head.bytes);
  const std::string_view text = trimmed(head.bytes);
  const bool is_posts = root == "posts" && has(head.bytes, "<post ");
  const bool is_version_2 =
      text.starts_with('{') && has(text, "\"posts\"") && has(text, "\"post_url\"");
  if (root != "tumblr" && !is_posts && !text.starts_with("var tumblr_api_read") && !is_version_2)
    return {};
  return {Likeness::kSure, "posts of Tumblr"};
}

Guess guess_mbox(const Head& head) {
  if (!head.bytes.starts_with("From ")) return {};
  const std::string_view rest = head.bytes.substr(head.bytes.find('\n') + 1);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.substr(0, colon).find(' ') != std::string_view::npos)
    return {};
  return {Likeness::kSure, "a mail folder"};
}

constexpr std::array kFormats = {
    Format{"blogger", "Blogger: backup, Takeout feed.atom, public feed", &guess_blogger,
           &make_blogger_reader},
    Format{"wordpress", "WordPress export, WXR 1.0 to 1.2", &guess_wordpress,
           &make_wordpress_reader},
    Format{"rss", "RSS feed", &guess_rss, &make_rss_reader},
    Format{"atom", "Atom feed", &guess_atom, &make_atom_reader},
    Format{"markdown", "Markdown with front matter: Jekyll, Hugo, Zola", &guess_markdown,
           &make_markdown_reader},
    Format{"html", "saved HTML pages", &guess_html, &make_html_reader},
    Format{"medium", "pages of Medium's export", &guess_medium, &make_medium_reader},
    Format{"text", "plain text as pasted from blog pages", &guess_text, &make_text_reader},
    Format{"ghost", "Ghost's JSON export", &guess_ghost, &make_ghost_reader},
    Format{"substack", "Substack's export: posts.csv and its pages", &guess_substack,
           &make_substack_reader},
    Format{"livejournal", "LiveJournal, Dreamwidth, ljdump", &guess_livejournal,
           &make_livejournal_reader},
    Format{"tumblr", "Tumblr: API and export", &guess_tumblr, &make_tumblr_reader},
    Format{"mbox", "mail folder", &guess_mbox, &make_mbox_reader},
    Format{"jsonl", "JSON Lines, fields renamed by --map", &guess_jsonl, &make_jsonl_reader},
    Format{"csv", "a table with a header, columns named by --map", &guess_csv, &make_csv_reader},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                   [&](const Format& each) { return each.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

Decision detect(const Head& head) {
  for (const Likeness wanted : {Likeness::kSure, Likeness::kWeak}) {
    std::vector<std::pair<const Format*, Guess>> found;
    for (const Format& format : kFormats) {
      const Guess guess = format.guess(head);
      if (guess.likeness == wanted) found.emplace_back(&format, guess);
    }
    if (found.size() == 1) return {found.front().first, std::string(found.front().second.reason)};
    if (found.empty()) continue;
    std::string names;
    for (const auto& [format, guess] : found) {
      names += (names.empty() ? "" : ", ") + std::string(format->name) + " (" +
               std::string(guess.reason) + ')';
    }
    return {nullptr, "it could be " + names};
  }
  return {nullptr, "it is like no format that is known"};
}

}  // namespace tarn::archive
