#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>

#include "archive/markdown_post.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

/// The value of name="…" or name='…' in a shortcode.
std::string_view argument(std::string_view code, std::string_view name) {
  const std::size_t at = code.find(std::string(name) + '=');
  if (at == std::string_view::npos) return {};
  const std::string_view value = code.substr(at + name.size() + 1);
  if (value.empty() || (value.front() != '"' && value.front() != '\'')) return {};
  return value.substr(1, value.find(value.front(), 1) - 1);
}

std::string_view first_word(std::string_view text) {
  const auto words = split_words(text);
  return words.empty() ? std::string_view() : words.front();
}

/// Shortcodes and Liquid blocks between whose tags no prose stands.
bool holds_code(std::string_view name) {
  constexpr std::array<std::string_view, 8> kCode = {"highlight", "codeblock", "code",  "mermaid",
                                                     "comment",   "gist",      "katex", "math"};
  return std::find(kCode.begin(), kCode.end(), name) != kCode.end();
}

class Templates {
 public:
  explicit Templates(std::string_view body) : body_(body) {}

  std::string run() {
    while (at_ < body_.size()) {
      const char c = body_[at_];
      if (at_ == 0 || body_[at_ - 1] == '\n') begin_line();
      if (at_ >= body_.size()) break;
      if (body_[at_] != c) continue;
      const bool may_open = fence_.empty() && (c == '{' || c == '[');
      if (may_open && (take_template() || take_footnote())) continue;
      out_ += c;
      ++at_;
    }
    return std::move(out_);
  }

 private:
  std::string_view left() const { return body_.substr(at_); }

  /// Where `mark` stands next. REQUIRES: for one mark, `from` never goes back; so the body is
  /// searched once for each mark, however many of them are not closed.
  std::size_t find_next(std::string_view mark, std::size_t from) {
    auto at = next_.find(mark);
    if (at == next_.end()) at = next_.emplace(mark, body_.find(mark, from)).first;
    if (at->second < from) at->second = body_.find(mark, from);
    return at->second;
  }

  /// Fenced code is left to the Markdown parser; lines of attributes go.
  void begin_line() {
    const std::string_view line = trimmed(left().substr(0, left().find('\n')));
    const std::string_view mark = line.substr(0, 3);
    if (!fence_.empty()) {
      if (line == fence_) fence_ = {};
    } else if (mark == "```" || mark == "~~~") {
      fence_ = mark;
    } else if (line.starts_with("{:") && line.ends_with('}')) {
      at_ = std::min(body_.find('\n', at_), body_.size());
    }
  }

  /// "{{< name args >}}", "{{% %}}", "{% %}", "{{ }}"; false when there is none here.
  bool take_template() {
    struct Form {
      std::string_view open;
      std::string_view close;
    };
    constexpr std::array<Form, 5> kForms = {
        {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{{", "}}"}, {"{:", "}"}}};
    for (const Form& form : kForms) {
      if (!left().starts_with(form.open)) continue;
      const std::size_t begin = at_ + form.open.size();
      const std::size_t end = find_next(form.close, begin);
      if (end == std::string_view::npos || end - at_ > 4096) return false;
      std::string_view code = trimmed(body_.substr(begin, end - begin));
      if (code.starts_with('-')) code.remove_prefix(1);
      at_ = end + form.close.size();
      take_code(code, form.open);
      return true;
    }
    return false;
  }

  void take_code(std::string_view code, std::string_view open) {
    const std::string_view name = first_word(code);
    for (const std::string_view caption : {"caption", "title"}) {
      const std::string_view words = argument(code, caption);
      if (words.empty() || open == "{{" || name != "figure") continue;
      out_ += words;
      break;
    }
    // "{{< highlight go >}}" needs its end to have a content.
    if (!holds_code(name) || open == "{{") return;
    for (const std::string& end : {std::string(open) + " end" + std::string(name),
                                   std::string(open) + " /" + std::string(name),
                                   std::string(open) + "- end" + std::string(name),
                                   std::string(open) + "/" + std::string(name),
                                   std::string(open) + "/ " + std::string(name)}) {
      const std::size_t found = find_next(end, at_);
      if (found == std::string_view::npos) continue;
      const std::size_t close = body_.find('}', found);
      at_ = close == std::string_view::npos ? body_.size() : close + 1;
      while (at_ < body_.size() && body_[at_] == '}') ++at_;
      return;
    }
  }

  /// "[^1]" goes; "[^1]: words" at the start of a line leaves its words.
  bool take_footnote() {
    if (!left().starts_with("[^")) return false;
    const std::size_t end = find_next("]", at_);
    if (end == std::string_view::npos || end - at_ > 60 || end - at_ == 2) return false;
    const bool starts_line = at_ == 0 || body_[at_ - 1] == '\n';
    const bool is_text = starts_line && body_.substr(end + 1).starts_with(':');
    at_ = end + (is_text ? 2 : 1);
    while (is_text && at_ < body_.size() && body_[at_] == ' ') ++at_;
    return true;
  }

  std::string_view body_;
  std::size_t at_ = 0;
  std::string_view fence_;
  std::string out_;
  std::map<std::string, std::size_t, std::less<>> next_;  ///< by mark, where it was found last
};

}  // namespace

std::string without_templates(std::string_view body) { return Templates(body).run(); }

}  // namespace tarn::archive
