#include "format/html_strip.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "format/html_entities.h"
#include "format/html_paragraphs.h"
#include "format/html_tags.h"

namespace tarn {
namespace {

HtmlTraits traits_of(const HtmlTag& tag) {
  HtmlTraits traits;
  traits.name = tag.name;
  traits.classes = html_attribute(tag.attributes, "class");
  traits.style = html_attribute(tag.attributes, "style");
  traits.alt = html_attribute(tag.attributes, "alt");
  traits.user = html_attribute(tag.attributes, "user");
  traits.hidden = !html_attribute(tag.attributes, "hidden").empty();
  return traits;
}

/// Elements whose content is no HTML.
constexpr std::array<std::string_view, 10> kRawText = {"iframe", "noembed", "noframes", "noscript",
                                                       "script", "style",   "textarea", "title",
                                                       "xml",    "xmp"};
bool is_raw_text(std::string_view name) {
  return std::binary_search(kRawText.begin(), kRawText.end(), name);
}

class Stripper {
 public:
  Stripper(std::string_view html, const HtmlTextOptions& options)
      : html_(html), tags_(html), paragraphs_(options.newlines) {}

  std::string run() {
    std::size_t text = 0;
    for (std::size_t i = html_.find('<'); i != std::string_view::npos; i = html_.find('<', i)) {
      const std::optional<HtmlTag> tag = tags_.read(i);
      if (!tag) {
        ++i;
        continue;
      }
      add_text(html_.substr(text, i - text));
      take(*tag);
      i = std::min(tag->end, html_.size());
      if (raw_end_ > i) i = raw_end_;
      text = i;
    }
    add_text(html_.substr(std::min(text, html_.size())));
    return paragraphs_.finish();
  }

 private:
  void add_text(std::string_view run) {
    if (dropped_.empty() && !run.empty()) paragraphs_.text(decode_entities(run));
  }

  void take(const HtmlTag& tag) {
    if (tag.name.empty()) return;
    if (!dropped_.empty()) return take_dropped(tag);
    const HtmlTraits traits = traits_of(tag);
    const HtmlRole role = role_of(traits);
    if (role == HtmlRole::kDrop) paragraphs_.drop(tag.name);
    if (tag.is_end) {
      paragraphs_.close(tag.name, role == HtmlRole::kDrop ? HtmlRole::kInline : role);
    } else if (role != HtmlRole::kDrop) {
      paragraphs_.open(traits, role);
    } else if (is_raw_text(tag.name) && !tag.is_empty) {
      raw_end_ = tags_.raw_end(tag.name, tag.end);
    } else if (!is_void_element(tag.name) && !tag.is_empty) {
      dropped_ = tag.name;
      nested_ = 1;
    }
  }

  /// Within a dropped element only its own kind counts.
  void take_dropped(const HtmlTag& tag) {
    if (tag.name != dropped_ || tag.is_empty) return;
    nested_ += tag.is_end ? -1 : 1;
    if (nested_ == 0) dropped_.clear();
  }

  std::string_view html_;
  HtmlTagReader tags_;
  HtmlParagraphs paragraphs_;
  std::string dropped_;  ///< the element that is left out
  int nested_ = 0;
  std::size_t raw_end_ = 0;
};

}  // namespace

std::string strip_tags(std::string_view html, const HtmlTextOptions& options) {
  return Stripper(html, options).run();
}

}  // namespace tarn
