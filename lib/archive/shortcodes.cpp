#include "archive/shortcodes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "archive/strings.h"

namespace tarn::archive {
namespace {

/// Shortcodes that stand alone, or whose content is no prose. Sorted.
constexpr std::array<std::string_view, 54> kDropped = {"actionscript3",
                                                       "applescript",
                                                       "archives",
                                                       "audio",
                                                       "bash",
                                                       "blip.tv",
                                                       "code",
                                                       "coldfusion",
                                                       "contact-field",
                                                       "contact-form",
                                                       "contact-form-7",
                                                       "cpp",
                                                       "csharp",
                                                       "css",
                                                       "dailymotion",
                                                       "embed",
                                                       "flickr",
                                                       "gallery",
                                                       "gist",
                                                       "googleapps",
                                                       "googlemaps",
                                                       "gravityform",
                                                       "googlevideo",
                                                       "html",
                                                       "instagram",
                                                       "java",
                                                       "javascript",
                                                       "jetpack_subscription_form",
                                                       "js",
                                                       "kml",
                                                       "latex",
                                                       "ninja_form",
                                                       "perl",
                                                       "php",
                                                       "playlist",
                                                       "podcast",
                                                       "poll",
                                                       "polldaddy",
                                                       "powershell",
                                                       "python",
                                                       "recent_posts",
                                                       "ruby",
                                                       "scribd",
                                                       "slideshare",
                                                       "slideshow",
                                                       "soundcloud",
                                                       "sourcecode",
                                                       "sql",
                                                       "ted",
                                                       "twitter-timeline",
                                                       "tweet",
                                                       "video",
                                                       "vimeo",
                                                       "youtube"};

bool is_dropped(std::string_view name) {
  return std::find(kDropped.begin(), kDropped.end(), name) != kDropped.end();
}

/// Names that also are words: alone, without attributes and end, they are prose.
bool is_word_too(std::string_view name) {
  constexpr std::array<std::string_view, 15> kWords = {
      "archives", "audio", "code",   "html", "java",  "js",    "latex", "php",
      "podcast",  "poll",  "python", "ruby", "tweet", "video", "ted"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

struct Shortcode {
  std::string name;
  std::string_view attributes;
  bool is_end = false;
  bool is_empty = false;  ///< "[name /]"
  std::size_t end = 0;    ///< behind the ']'
};

/// The bracket at `at`, if its inside is shaped like a shortcode: a name, then nothing or white
/// space and more.
std::optional<Shortcode> read_shortcode(std::string_view text, std::size_t at) {
  Shortcode code;
  std::size_t i = at + 1;
  code.is_end = i < text.size() && text[i] == '/';
  if (code.is_end) ++i;
  const std::size_t begin = i;
  while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || text[i] == '_' ||
                             text[i] == '-' || text[i] == '.'))
    ++i;
  if (i == begin || !is_letter(text[begin]) || i >= text.size()) return std::nullopt;
  code.name = lower(text.substr(begin, i - begin));
  if (text[i] != ']' && text[i] != '/' && text[i] != '=' && text[i] != ':' && !is_space(text[i]) &&
      !text.substr(i).starts_with("\xC2\xA0")) {
    return std::nullopt;
  }
  char quote = 0;
  const std::size_t attributes = i;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0 ? c == quote : c == ']') {
      if (quote == 0) break;
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'') && text[i - 1] == '=') {
      quote = c;
    } else if (quote == 0 && (c == '[' || i - attributes > 4096)) {
      return std::nullopt;
    }
  }
  if (i >= text.size()) return std::nullopt;
  code.attributes = text.substr(attributes, i - attributes);
  code.is_empty = code.attributes.ends_with('/');
  code.end = i + 1;
  return code;
}

bool has_attribute(std::string_view attributes) {
  const std::size_t equal = attributes.find('=');
  return equal != std::string_view::npos && equal > 0;
}

/// The value of name="…".
std::string_view attribute_of(std::string_view attributes, std::string_view name) {
  const std::size_t at = attributes.find(std::string(name) + "=");
  if (at == std::string_view::npos) return {};
  std::string_view value = attributes.substr(at + name.size() + 1);
  if (value.empty() || (value.front() != '"' && value.front() != '\''))
    return value.substr(0, value.find(' '));
  const std::size_t end = value.find(value.front(), 1);
  return end == std::string_view::npos ? value.substr(1) : value.substr(1, end - 1);
}

class Remover {
 public:
  explicit Remover(std::string_view body) : body_(body) {}

  std::string run() {
    note_ends();
    std::size_t from = 0;
    for (std::size_t at = body_.find('['); at != std::string_view::npos;
         at = body_.find('[', from)) {
      out_ += body_.substr(from, at - from);
      from = take(at);
    }
    out_ += body_.substr(from);
    return std::move(out_);
  }

 private:
  void note_ends() {
    for (std::size_t at = body_.find("[/"); at != std::string_view::npos;
         at = body_.find("[/", at + 2)) {
      const std::optional<Shortcode> code = read_shortcode(body_, at);
      if (code && code->is_end) ends_.insert(code->name);
    }
  }

  /// Handles the bracket at `at`; returns where to go on.
  std::size_t take(std::size_t at) {
    // "[[gallery]]" is how WordPress shows "[gallery]".
    if (body_.substr(at).starts_with("[[")) {
      const std::optional<Shortcode> inner = read_shortcode(body_, at + 1);
      if (inner && body_.substr(inner->end).starts_with("]")) {
        out_ += body_.substr(at + 1, inner->end - at - 1);
        return inner->end + 1;
      }
    }
    const std::optional<Shortcode> code = read_shortcode(body_, at);
    if (!code || !is_shortcode(*code)) {
      out_ += '[';
      return at + 1;
    }
    if (code->is_end) return code->end;
    if (code->name == "caption" || code->name == "wp_caption") return take_caption(*code);
    const std::size_t end = is_dropped(code->name) ? content_end(*code) : std::string_view::npos;
    return end == std::string_view::npos ? code->end : end;
  }

  bool is_shortcode(const Shortcode& code) const {
    const bool has_end = ends_.contains(code.name);
    if (code.is_end || has_end) return true;
    if (has_attribute(code.attributes)) return true;
    const bool known = code.name == "caption" || code.name == "wp_caption" || is_dropped(code.name);
    if (!known) return code.is_empty;
    if (!is_word_too(code.name)) return true;
    // "[youtube http://…]" but "[video to follow]".
    return code.attributes.find("://") != std::string_view::npos || code.is_empty;
  }

  /// Behind the end tag of a shortcode; npos when it has none.
  std::size_t content_end(const Shortcode& code) const {
    if (code.is_empty || !ends_.contains(code.name)) return std::string_view::npos;
    for (std::size_t at = body_.find("[/", code.end); at != std::string_view::npos;
         at = body_.find("[/", at + 2)) {
      const std::optional<Shortcode> end = read_shortcode(body_, at);
      if (end && end->name == code.name) return end->end;
    }
    return std::string_view::npos;
  }

  /// "[caption]<img> words[/caption]", or the words as an attribute.
  std::size_t take_caption(const Shortcode& code) {
    const std::size_t end = content_end(code);
    const std::string_view attribute = attribute_of(code.attributes, "caption");
    std::string_view content;
    if (end != std::string_view::npos)
      content = body_.substr(code.end, body_.rfind("[/", end) - code.end);
    ((out_ += "<figure><figcaption>") += attribute.empty() ? content : attribute) +=
        "</figcaption></figure>";
    return end == std::string_view::npos ? code.end : end;
  }

  std::string_view body_;
  std::string out_;
  std::set<std::string, std::less<>> ends_;  ///< names that have an end tag somewhere
};

/// A mark of qTranslate: its language, empty for an end; and its size.
struct LanguageMark {
  std::string_view language;
  std::size_t size = 0;
};

LanguageMark read_mark(std::string_view text) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"<!--:", "-->"}, {"[:", "]"}, {"{:", "}"}}) {
    if (!text.starts_with(open)) continue;
    const std::string_view rest = text.substr(open.size());
    std::size_t letters = 0;
    while (letters < rest.size() && letters < 3 && rest[letters] >= 'a' && rest[letters] <= 'z')
      ++letters;
    if (letters != 0 && letters != 2) continue;
    if (rest.substr(letters).starts_with(close))
      return {rest.substr(0, letters), open.size() + letters + close.size()};
  }
  return {};
}

}  // namespace

std::string without_shortcodes(std::string_view body) {
  if (body.find('[') == std::string_view::npos) return std::string(body);
  return Remover(body).run();
}

std::string one_language(std::string_view body, std::string_view language, bool& several) {
  std::vector<std::pair<std::string_view, std::string>>
      parts;  // language, text; "" is common to all
  std::string_view current;
  std::size_t from = 0;
  const auto add = [&](std::string_view text) {
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const auto& part) { return part.first == current; });
    if (found != parts.end())
      found->second += text;
    else
      parts.emplace_back(current, text);
  };
  std::set<std::string_view> languages;
  for (std::size_t at = body.find(':'); at != std::string_view::npos; at = body.find(':', at + 1)) {
    const std::size_t open = at >= 4 && body.substr(at - 4, 4) == "<!--" ? at - 4
                             : at >= 1                                   ? at - 1
                                                                         : 0;
    const LanguageMark mark = open >= from ? read_mark(body.substr(open)) : LanguageMark{};
    if (mark.size == 0) continue;
    add(body.substr(from, open - from));
    current = mark.language;
    if (!current.empty()) languages.insert(current);
    from = open + mark.size;
  }
  add(body.substr(from));
  if (languages.empty()) return std::string(body);
  several = true;
  std::string_view wanted;
  for (const auto& [name, text] : parts) {
    if (!name.empty() && (wanted.empty() || starts_with_text(language, name))) {
      if (wanted.empty() || !starts_with_text(language, wanted)) wanted = name;
    }
  }
  std::string out;
  for (const auto& [name, text] : parts) {
    if (name.empty() || name == wanted) out += text;
  }
  return out;
}

}  // namespace tarn::archive
