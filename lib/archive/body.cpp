// From the body that an archive holds to the text of a record.

#include <algorithm>
#include <array>

#include "archive/clean.h"
#include "archive/markdown_post.h"
#include "archive/reader.h"
#include "archive/shortcodes.h"
#include "archive/strings.h"
#include "format/charset.h"
#include "format/html.h"
#include "format/markdown.h"
#include "text/norm.h"

namespace tarn::archive {
namespace {

/// The text of a record that was a record before: its offsets shall hold, so nothing is trimmed.
std::string verbatim_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return nfc(out);
}

std::string clean_line_ends(std::string_view text) {
  return replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
}

std::string html_text(std::string_view html, HtmlNewlines newlines, Post& post) {
  HtmlText text = html_to_text(html, {newlines, {}});
  if (text.degraded) post.warn("html-stripped");
  return clean_text(text.text, post);
}

bool has_paragraph_tags(std::string_view html) {
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view tag = html.substr(at + 1, 2);
    if (tag.size() == 2 && lower(tag[0]) == 'p' && (tag[1] == '>' || is_space(tag[1]))) return true;
  }
  return false;
}

/// Addresses alone on a line that WordPress turns into players and pictures.
bool is_embedded_address(std::string_view line) {
  constexpr std::array<std::string_view, 14> kHosts = {
      "youtube.com",     "youtu.be",   "vimeo.com",      "twitter.com",      "x.com",
      "instagram.com",   "tiktok.com", "soundcloud.com", "open.spotify.com", "flickr.com",
      "dailymotion.com", "ted.com",    "slideshare.net", "m.youtube.com"};
  if (!line.starts_with("http") || line.find(' ') != std::string_view::npos) return false;
  return std::find(kHosts.begin(), kHosts.end(), host_of(line)) != kHosts.end();
}

std::string without_embedded_addresses(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!is_embedded_address(line)) (out += line) += '\n';
  }
  return out;
}

/// The old editor keeps posts without <p>: line ends are breaks. Blank lines part paragraphs
/// always: between blocks of Gutenberg they do no harm, and within its classic block they are all
/// there is.
std::string wordpress_text(std::string_view body, Post& post) {
  bool several = false;
  const std::string html = without_shortcodes(one_language(body, post.language, several));
  if (several) post.warn("one-of-several-languages");
  const bool is_html = html.find("<!-- wp:") != std::string::npos || has_paragraph_tags(html);
  const HtmlNewlines newlines = is_html ? HtmlNewlines::kParagraphs : HtmlNewlines::kBreaks;
  return clean_text(without_embedded_addresses(html_text(html, newlines, post)), post);
}

std::string text_of(const RawPost& raw, Post& post) {
  switch (raw.form) {
    case BodyForm::kVerbatim:
      return verbatim_text(raw.body);
    case BodyForm::kText:
      return clean_text(raw.body, post);
    case BodyForm::kWordPress:
      return wordpress_text(raw.body, post);
    case BodyForm::kHtml:
      return html_text(raw.body,
                       has_block_tags(raw.body) ? HtmlNewlines::kSpace : HtmlNewlines::kParagraphs,
                       post);
    case BodyForm::kHtmlLines:
      return html_text(raw.body, HtmlNewlines::kBreaks, post);
    case BodyForm::kMarkdown:
      return html_text(markdown_to_html(without_templates(clean_line_ends(raw.body))),
                       HtmlNewlines::kSpace, post);
  }
  return {};
}

/// Feeds may hold the beginning of a post only; then its last words say so.
bool is_partial(std::string_view text) {
  constexpr std::array<std::string_view, 8> kEnds = {
      "read more",      "read more...", "read more \xE2\x80\xA6",        "read more \xC2\xBB",
      "[\xE2\x80\xA6]", "[...]",        "continue reading \xE2\x86\x92", "(more...)"};
  const std::string tail = lower(text.substr(text.size() - std::min<std::size_t>(text.size(), 40)));
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return tail.ends_with(end); });
}

}  // namespace

Post finished(RawPost&& raw) {
  Post post = std::move(raw.post);
  if (raw.form == BodyForm::kWordPress) {
    bool several = false;
    post.title = one_language(post.title, post.language, several);
  }
  post.title = clean_title(post.title, raw.title_is_text, post);
  for (std::string& name : post.authors) name = clean_title(name, raw.title_is_text, post);
  for (std::string& tag : post.tags) tag = clean_title(tag, raw.title_is_text, post);
  // Before HTML is read: its parser would take C1 characters for faults.
  if (raw.form != BodyForm::kVerbatim && mend_c1(raw.body)) post.warn("c1-mended");
  post.text = text_of(raw, post);
  if (post.text.empty()) post.warn("empty-text");
  const std::string_view format = post.source.format;
  const bool is_feed = format == "rss" || format == "atom" || format == "blogger";
  if (is_feed && is_partial(post.text)) post.warn("partial-text");
  return post;
}

}  // namespace tarn::archive
