#include "format/html_paragraphs.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tarn {
namespace {

struct Named {
  std::string_view name;
  HtmlRole role;
};

/// Sorted by name; what is not here is inline.
constexpr std::array kRoles = {
    Named{"address", HtmlRole::kBlock},    Named{"applet", HtmlRole::kDrop},
    Named{"article", HtmlRole::kBlock},    Named{"aside", HtmlRole::kBlock},
    Named{"audio", HtmlRole::kDrop},       Named{"blockquote", HtmlRole::kQuote},
    Named{"body", HtmlRole::kBlock},       Named{"br", HtmlRole::kBreak},
    Named{"button", HtmlRole::kDrop},      Named{"canvas", HtmlRole::kDrop},
    Named{"caption", HtmlRole::kBlock},    Named{"center", HtmlRole::kBlock},
    Named{"datalist", HtmlRole::kDrop},    Named{"dd", HtmlRole::kBlock},
    Named{"details", HtmlRole::kBlock},    Named{"dialog", HtmlRole::kDrop},
    Named{"dir", HtmlRole::kBlock},        Named{"div", HtmlRole::kBlock},
    Named{"dl", HtmlRole::kBlock},         Named{"dt", HtmlRole::kBlock},
    Named{"embed", HtmlRole::kDrop},       Named{"fieldset", HtmlRole::kBlock},
    Named{"figcaption", HtmlRole::kBlock}, Named{"figure", HtmlRole::kBlock},
    Named{"footer", HtmlRole::kBlock},     Named{"form", HtmlRole::kDrop},
    Named{"frameset", HtmlRole::kDrop},    Named{"h1", HtmlRole::kBlock},
    Named{"h2", HtmlRole::kBlock},         Named{"h3", HtmlRole::kBlock},
    Named{"h4", HtmlRole::kBlock},         Named{"h5", HtmlRole::kBlock},
    Named{"h6", HtmlRole::kBlock},         Named{"head", HtmlRole::kDrop},
    Named{"header", HtmlRole::kBlock},     Named{"hgroup", HtmlRole::kBlock},
    Named{"hr", HtmlRole::kBlock},         Named{"html", HtmlRole::kBlock},
    Named{"iframe", HtmlRole::kDrop},      Named{"img", HtmlRole::kMark},
    Named{"input", HtmlRole::kDrop},       Named{"legend", HtmlRole::kBlock},
    Named{"li", HtmlRole::kBlock},         Named{"lj", HtmlRole::kMark},
    Named{"lj-embed", HtmlRole::kDrop},    Named{"lj-poll", HtmlRole::kDrop},
    Named{"main", HtmlRole::kBlock},       Named{"map", HtmlRole::kDrop},
    Named{"math", HtmlRole::kInline},      Named{"menu", HtmlRole::kBlock},
    Named{"nav", HtmlRole::kDrop},         Named{"noembed", HtmlRole::kDrop},
    Named{"noframes", HtmlRole::kDrop},    Named{"noscript", HtmlRole::kDrop},
    Named{"object", HtmlRole::kDrop},      Named{"ol", HtmlRole::kBlock},
    Named{"p", HtmlRole::kBlock},          Named{"param", HtmlRole::kDrop},
    Named{"pre", HtmlRole::kDrop},         Named{"q", HtmlRole::kMark},
    Named{"rp", HtmlRole::kDrop},          Named{"script", HtmlRole::kDrop},
    Named{"section", HtmlRole::kBlock},    Named{"select", HtmlRole::kDrop},
    Named{"style", HtmlRole::kDrop},       Named{"summary", HtmlRole::kBlock},
    Named{"svg", HtmlRole::kDrop},         Named{"table", HtmlRole::kBlock},
    Named{"tbody", HtmlRole::kBlock},      Named{"td", HtmlRole::kCell},
    Named{"template", HtmlRole::kDrop},    Named{"textarea", HtmlRole::kDrop},
    Named{"tfoot", HtmlRole::kBlock},      Named{"th", HtmlRole::kCell},
    Named{"thead", HtmlRole::kBlock},      Named{"title", HtmlRole::kDrop},
    Named{"tr", HtmlRole::kBlock},         Named{"ul", HtmlRole::kBlock},
    Named{"video", HtmlRole::kDrop},       Named{"xml", HtmlRole::kDrop},
    Named{"xmp", HtmlRole::kDrop},
};
static_assert(std::is_sorted(kRoles.begin(), kRoles.end(),
                             [](const Named& a, const Named& b) { return a.name < b.name; }));

/// Classes of what blog software and plugins put among a post's words: sharing, related posts,
/// subscription, embeds of other people's words, marks of footnotes.
constexpr std::array<std::string_view, 80> kDroppedClasses = {"addtoany_content",
                                                              "addtoany_share_save_container",
                                                              "apester-element",
                                                              "blogger-post-footer",
                                                              "button-wrapper",
                                                              "community-chat",
                                                              "digest-post-embed",
                                                              "easy-footnote",
                                                              "easy-footnote-margin-adjust",
                                                              "embedded-post-wrap",
                                                              "embedded-publication-wrap",
                                                              "entry-meta",
                                                              "fb-post",
                                                              "feedflare",
                                                              "file-embed-wrapper",
                                                              "footnote-anchor",
                                                              "footnote-backref",
                                                              "footnote-number",
                                                              "footnote-ref",
                                                              "footnote-reference",
                                                              "footnote-return",
                                                              "footnote_plugin_tooltip_text",
                                                              "footnotes-back-ref",
                                                              "footnotes-list-item-return",
                                                              "graf--mixtapeEmbed",
                                                              "heateor_sss_sharing_container",
                                                              "image-link-expand",
                                                              "instagram-media",
                                                              "install-substack-app-embed",
                                                              "jetpack-likes-widget-wrapper",
                                                              "jp-carousel-wrap",
                                                              "jp-post-flair",
                                                              "jp-relatedposts",
                                                              "jp-sharing-input-touch",
                                                              "kg-bookmark-container",
                                                              "kg-button-card",
                                                              "kg-cta-card",
                                                              "kg-product-card",
                                                              "kg-signup-card",
                                                              "lj-like",
                                                              "mejs-container",
                                                              "more-link",
                                                              "outbrain",
                                                              "poll-embed",
                                                              "post-footer",
                                                              "post-navigation",
                                                              "pullquote-share",
                                                              "reblog-header",
                                                              "reversefootnote",
                                                              "screen-reader-text",
                                                              "sd-sharing",
                                                              "sharedaddy",
                                                              "sociable",
                                                              "social-share",
                                                              "sr-only",
                                                              "ssba",
                                                              "subscribe-footer",
                                                              "subscribe-widget",
                                                              "subscription-widget",
                                                              "subscription-widget-wrap",
                                                              "subscription-widget-wrap-editor",
                                                              "swp_social_panel",
                                                              "tiktok-embed",
                                                              "tweet",
                                                              "twitter-tweet",
                                                              "twitter-video",
                                                              "visually-hidden",
                                                              "vk_post",
                                                              "wp-audio-shortcode",
                                                              "wp-block-button",
                                                              "wp-block-buttons",
                                                              "wp-block-embed__wrapper",
                                                              "wp-block-file__button",
                                                              "wp-block-jetpack-subscriptions",
                                                              "wp-block-search",
                                                              "wp-block-social-links",
                                                              "wp-embedded-content",
                                                              "wp-playlist",
                                                              "yarpp",
                                                              "yarpp-related"};
static_assert(std::is_sorted(kDroppedClasses.begin(), kDroppedClasses.end()));

/// Classes of blocks of program text.
constexpr std::array<std::string_view, 10> kCodeClasses = {
    "code-block",        "code-toolbar",   "codehilite",  "gist",
    "highlight",         "highlighttable", "prettyprint", "rouge",
    "syntaxhighlighter", "wp-block-code"};
static_assert(std::is_sorted(kCodeClasses.begin(), kCodeClasses.end()));

/// Preformatted text that is prose all the same.
constexpr std::array<std::string_view, 3> kProseClasses = {
    "preformatted-block", "wp-block-preformatted", "wp-block-verse"};

constexpr std::array<std::string_view, 16> kVoid = {
    "area", "base", "basefont", "bgsound", "br",   "col",   "embed",  "frame",
    "hr",   "img",  "input",    "link",    "meta", "param", "source", "wbr"};

HtmlRole role_of_name(std::string_view name) {
  const auto* found = std::lower_bound(
      kRoles.begin(), kRoles.end(), name,
      [](const Named& each, std::string_view wanted) { return each.name < wanted; });
  return found != kRoles.end() && found->name == name ? found->role : HtmlRole::kInline;
}

bool is_html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

template <typename Test>
bool any_class(std::string_view classes, Test test) {
  while (!classes.empty()) {
    std::size_t end = 0;
    while (end < classes.size() && !is_html_space(classes[end])) ++end;
    if (end > 0 && test(classes.substr(0, end))) return true;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

bool is_dropped_class(std::string_view name) {
  return std::binary_search(kDroppedClasses.begin(), kDroppedClasses.end(), name);
}

bool is_code_class(std::string_view name) {
  return std::binary_search(kCodeClasses.begin(), kCodeClasses.end(), name);
}

/// "display: none" with any white space.
bool is_invisible(std::string_view style) {
  std::string packed;
  for (const char c : style) {
    if (!is_html_space(c)) packed.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return packed.find("display:none") != std::string::npos ||
         packed.find("mso-hide:all") != std::string::npos;
}

bool is_emoji_image(const HtmlTraits& traits) {
  return traits.alt.size() <= 32 && any_class(traits.classes, [](std::string_view name) {
           return name == "emoji" || name == "wp-smiley" || name == "emoticon" || name == "CToWUd";
         });
}

}  // namespace

HtmlRole role_of(const HtmlTraits& traits) {
  const HtmlRole role = role_of_name(traits.name);
  if (traits.hidden) return HtmlRole::kDrop;
  if (!traits.style.empty() && is_invisible(traits.style)) return HtmlRole::kDrop;
  if (traits.classes.empty()) return role;
  // A page's <html> and <body> carry classes of all kinds.
  if (traits.name == "body" || traits.name == "html") return role;
  if (any_class(traits.classes, is_dropped_class)) return HtmlRole::kDrop;
  // WordPress's footnote marks.
  if (traits.name == "sup" && traits.classes == "fn") return HtmlRole::kDrop;
  // <span class="highlight"> marks prose.
  const bool can_be_code = role == HtmlRole::kBlock || traits.name == "pre";
  if (can_be_code && any_class(traits.classes, is_code_class)) return HtmlRole::kDrop;
  const bool is_prose =
      traits.name == "pre" && any_class(traits.classes, [](std::string_view name) {
        return std::find(kProseClasses.begin(), kProseClasses.end(), name) != kProseClasses.end();
      });
  return is_prose ? HtmlRole::kBlock : role;
}

bool is_void_element(std::string_view name) {
  return std::binary_search(kVoid.begin(), kVoid.end(), name);
}

void HtmlParagraphs::end_paragraph() {
  gap_ = Gap::kNone;
  newlines_seen_ = 0;
  if (paragraph_.empty()) return;
  if (!out_.empty()) out_ += "\n\n";
  if (quotes_ > 0) out_ += "> ";
  for (const char c : paragraph_) {
    out_ += c;
    if (c == '\n' && quotes_ > 0) out_ += "> ";
  }
  paragraph_.clear();
}

void HtmlParagraphs::line_break() {
  if (gap_ == Gap::kLine) {
    end_paragraph();
  } else if (!paragraph_.empty()) {
    gap_ = Gap::kLine;
  }
  newlines_seen_ = 0;
}

void HtmlParagraphs::open(const HtmlTraits& traits, HtmlRole role) {
  switch (role) {
    case HtmlRole::kBlock:
      end_paragraph();
      break;
    case HtmlRole::kQuote:
      end_paragraph();
      ++quotes_;
      break;
    case HtmlRole::kCell:
      if (gap_ == Gap::kNone) gap_ = Gap::kSpace;
      break;
    case HtmlRole::kBreak:
      line_break();
      break;
    case HtmlRole::kMark:
      if (traits.name == "q") word("\xE2\x80\x9C");
      if (traits.name == "lj" && !traits.user.empty()) word(traits.user);
      if (traits.name == "img" && is_emoji_image(traits)) word(traits.alt);
      break;
    case HtmlRole::kInline:
    case HtmlRole::kDrop:
      break;
  }
}

void HtmlParagraphs::close(std::string_view name, HtmlRole role) {
  if (role == HtmlRole::kBlock || role == HtmlRole::kQuote) end_paragraph();
  if (role == HtmlRole::kQuote && quotes_ > 0) --quotes_;
  if (role == HtmlRole::kCell && gap_ == Gap::kNone) gap_ = Gap::kSpace;
  if (role == HtmlRole::kMark && name == "q") {
    gap_ = Gap::kNone;
    word("\xE2\x80\x9D");
  }
}

void HtmlParagraphs::drop(std::string_view name) {
  const HtmlRole role = role_of_name(name);
  const bool is_block = role == HtmlRole::kBlock || role == HtmlRole::kQuote || name == "pre" ||
                        name == "form" || name == "nav" || name == "xmp";
  if (is_block) end_paragraph();
}

void HtmlParagraphs::word(std::string_view characters) {
  if (characters.empty()) return;
  if (!paragraph_.empty() && gap_ != Gap::kNone) paragraph_ += gap_ == Gap::kLine ? '\n' : ' ';
  gap_ = Gap::kNone;
  newlines_seen_ = 0;
  paragraph_ += characters;
}

void HtmlParagraphs::white_space(int newlines) {
  if (gap_ == Gap::kNone) gap_ = Gap::kSpace;
  if (newlines == 0 || newlines_ == HtmlNewlines::kSpace) return;
  newlines_seen_ += newlines;
  if (newlines_seen_ > 1) {
    end_paragraph();
  } else if (newlines_ == HtmlNewlines::kBreaks && !paragraph_.empty()) {
    gap_ = Gap::kLine;
  }
}

void HtmlParagraphs::text(std::string_view run) {
  std::size_t i = 0;
  while (i < run.size()) {
    int newlines = 0;
    const std::size_t space = i;
    for (;;) {
      // A no-break space is what editors write for a second space.
      if (i + 1 < run.size() && run[i] == '\xC2' && run[i + 1] == '\xA0') {
        i += 2;
      } else if (i < run.size() && is_html_space(run[i])) {
        newlines += run[i++] == '\n' ? 1 : 0;
      } else {
        break;
      }
    }
    if (i > space) white_space(newlines);
    const std::size_t begin = i;
    while (i < run.size() && !is_html_space(run[i]) &&
           !(run[i] == '\xC2' && i + 1 < run.size() && run[i + 1] == '\xA0')) {
      ++i;
    }
    word(run.substr(begin, i - begin));
  }
}

std::string HtmlParagraphs::finish() {
  end_paragraph();
  return std::move(out_);
}

}  // namespace tarn
