#include "archive/plain_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "archive/date.h"
#include "archive/strings.h"
#include "text/utf8.h"

namespace tarn::archive {
namespace {

constexpr std::size_t kTitleCharacters = 150;
constexpr std::size_t kProseBytes = 80;  ///< lines that are longer are no furniture

using Lines = std::vector<std::string_view>;

bool is_short(std::string_view line) { return count_code_points(line) <= kTitleCharacters; }

/// Lines that blog pages have around posts. In the whole section of a post they are dropped.
constexpr std::array<std::string_view, 24> kFurniture = {
    "blog archive",
    "skip to main content",
    "search this blog",
    "about me",
    "view my complete profile",
    "followers",
    "powered by blogger",
    "powered by blogger.",
    "report abuse",
    "links to this post",
    "create a link",
    "email this",
    "blogthis!",
    "share to twitter",
    "share to facebook",
    "share to pinterest",
    "share to x",
    "reactions:",
    "labels",
    "get link",
    "other apps",
    "loading...",
    "email thisblogthis!share to twittershare to facebook",
    "email thisblogthis!share to xshare to facebookshare to pinterest"};

/// Lines behind which nothing of the post follows.
constexpr std::array<std::string_view, 12> kEnds = {
    "post a comment",  "add comment",     "leave a comment",
    "leave a reply",   "newer post",      "older post",
    "newer posts",     "older posts",     "newer post older post home",
    "newer post home", "older post home", "newer posts older posts home"};

bool is_one_of(std::string_view line, const auto& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return same_text(line, name); });
}

/// "No comments:", "1 comment:", "12 Comments".
bool is_comment_count(std::string_view line) {
  if (line.ends_with(':')) line.remove_suffix(1);
  const std::vector<std::string_view> words = split_words(line);
  if (words.size() != 2 || !(same_text(words[1], "comments") || same_text(words[1], "comment")))
    return false;
  return same_text(words[0], "no") || std::all_of(words[0].begin(), words[0].end(), is_digit);
}

/// "► 2013 (12)".
bool is_archive_count(std::string_view line) {
  return line.starts_with("\xE2\x96\xBA") || line.starts_with("\xE2\x96\xBC");
}

bool ends_post(std::string_view line) {
  return is_one_of(line, kEnds) || is_comment_count(line) ||
         starts_with_text(line, "subscribe to: ");
}

bool is_furniture(std::string_view line) {
  return is_one_of(line, kFurniture) || is_archive_count(line) || ends_post(line);
}

/// "Posted by Jane Doe at 9:26 pm No comments:": the name; empty when the line is none such.
std::string_view poster_of(std::string_view line) {
  constexpr std::string_view kPosted = "posted by ";
  if (!starts_with_text(line, kPosted)) return {};
  line.remove_prefix(kPosted.size());
  const std::size_t at = line.find(" at ");
  if (at == std::string_view::npos || at + 4 >= line.size() || !is_digit(line[at + 4])) return {};
  return trimmed(line.substr(0, at));
}

/// A line that is only a date with its weekday and without a time.
bool is_date_line(std::string_view line) {
  if (line.empty() || line.size() > 60) return false;
  const std::optional<StatedDate> date = read_date(line);
  return date && date->has_weekday && !date->has_time;
}

bool is_blank(const Lines& lines, std::size_t i) { return i >= lines.size() || lines[i].empty(); }

std::size_t next_filled(const Lines& lines, std::size_t i) {
  while (i < lines.size() && lines[i].empty()) ++i;
  return i;
}

bool begins_post(const Lines& lines, std::size_t i) {
  if (i > 0 && !is_blank(lines, i - 1)) return false;
  if (!is_date_line(lines[i]) || !is_blank(lines, i + 1)) return false;
  const std::size_t title = next_filled(lines, i + 1);
  return title < lines.size() && is_short(lines[title]) && !is_date_line(lines[title]) &&
         !is_furniture(lines[title]) && is_blank(lines, title + 1);
}

Lines trimmed_lines(std::string_view text) {
  Lines lines = split_lines(text);
  for (std::string_view& line : lines) {
    while (line.starts_with("\xC2\xA0")) line.remove_prefix(2);
    line = trimmed(line);
    while (line.ends_with("\xC2\xA0")) line = trimmed(line.substr(0, line.size() - 2));
  }
  return lines;
}

class Page {
 public:
  explicit Page(std::string_view text) : lines_(trimmed_lines(text)) {}

  PastedPage read() {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (begins_post(lines_, i)) begins.push_back(i);
    }
    if (begins.empty()) {
      read_single();
      return std::move(page_);
    }
    page_.has_date_lines = true;
    for (std::size_t i = 0; i < begins.front(); ++i) note_left_out(i);
    begins.push_back(lines_.size());
    for (std::size_t k = 0; k + 1 < begins.size(); ++k) read_section(begins[k], begins[k + 1]);
    return std::move(page_);
  }

 private:
  void note_left_out(std::size_t i) {
    const std::string_view line = lines_[i];
    if (page_.text_left_out == 0 && line.size() > kProseBytes && !is_furniture(line)) {
      page_.text_left_out = i + 1;
    }
  }

  /// A date line and what follows, up to the next one: one post, or several of that day, each of
  /// which then ends in "Posted by".
  void read_section(std::size_t begin, std::size_t end) {
    std::size_t i = next_filled(lines_, begin + 1);
    std::size_t first_line = begin;
    for (;;) {
      PastedPost post;
      post.date = lines_[begin];
      post.line = first_line + 1;
      post.title = lines_[i];
      i = read_body(i + 1, end, post);
      page_.posts.push_back(std::move(post));
      i = skip_furniture(i, end);
      if (!another_begins(i, end)) break;
      first_line = i;
    }
    for (; i < end; ++i) note_left_out(i);
  }

  /// Reads the lines of a post up to its end; returns where its furniture begins.
  std::size_t read_body(std::size_t i, std::size_t end, PastedPost& post) {
    for (; i < end && !ends_post(lines_[i]) && poster_of(lines_[i]).empty(); ++i) {
      if (is_furniture(lines_[i]) || take_labels(i, post)) continue;
      post.text += lines_[i];
      post.text += '\n';
    }
    for (std::size_t k = i; k < end && (lines_[k].empty() || is_furniture(lines_[k]) ||
                                        !poster_of(lines_[k]).empty() || is_labels(lines_[k]));
         ++k) {
      if (post.author.empty()) post.author = poster_of(lines_[k]);
      take_labels(k, post);
    }
    return i;
  }

  static bool is_labels(std::string_view line) { return starts_with_text(line, "labels: "); }

  bool take_labels(std::size_t i, PastedPost& post) const {
    if (!is_labels(lines_[i])) return false;
    for (const std::string_view tag : split(lines_[i].substr(8), ','))
      post.tags.emplace_back(trimmed(tag));
    return true;
  }

  std::size_t skip_furniture(std::size_t i, std::size_t end) const {
    while (i < end && (lines_[i].empty() || is_furniture(lines_[i]) || is_labels(lines_[i]) ||
                       !poster_of(lines_[i]).empty())) {
      ++i;
    }
    return i;
  }

  bool another_begins(std::size_t i, std::size_t end) const {
    if (i >= end || !is_short(lines_[i]) || !is_blank(lines_, i + 1)) return false;
    for (std::size_t k = i + 2; k < end; ++k) {
      if (!poster_of(lines_[k]).empty()) return true;
      if (ends_post(lines_[k])) return false;
    }
    return false;
  }

  /// A page without date lines that part posts.
  void read_single() {
    PastedPost post;
    std::size_t i = skip_furniture(0, lines_.size());
    if (i >= lines_.size()) return;
    post.line = i + 1;
    if (take_date(lines_[i], post)) i = next_filled(lines_, i + 1);
    if (i < lines_.size() && is_title(i)) {
      post.title = lines_[i];
      i = next_filled(lines_, i + 1);
      if (post.date.empty() && i < lines_.size() && take_date(lines_[i], post)) {
        i = next_filled(lines_, i + 1);
      }
    }
    i = read_body(i, lines_.size(), post);
    page_.posts.push_back(std::move(post));
    for (; i < lines_.size(); ++i) note_left_out(i);
  }

  /// A short line before a blank one, if prose follows.
  bool is_title(std::size_t i) const {
    return is_short(lines_[i]) && is_blank(lines_, i + 1) &&
           next_filled(lines_, i + 1) < lines_.size();
  }

  static bool take_date(std::string_view line, PastedPost& post) {
    for (const std::string_view before : {"posted on ", "published on ", "published: ", "date: "}) {
      if (starts_with_text(line, before)) line.remove_prefix(before.size());
    }
    const std::size_t by = line.find(" by ");
    if (!read_date(line.substr(0, by))) return false;
    post.date = line.substr(0, by);
    if (by != std::string_view::npos) post.author = line.substr(by + 4);
    return true;
  }

  Lines lines_;
  PastedPage page_;
};

class TextReader final : public Reader {
 public:
  explicit TextReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    PastedPage page = read_pasted_page(read_text(file, options_.encoding));
    if (page.text_left_out != 0) {
      sink.say({Severity::kWarning,
                {file.source.name(), page.text_left_out, 1},
                "text-left-out",
                "text outside of any post: it was left out"});
    }
    const bool several = page.posts.size() > 1;
    std::map<std::string, int> of_date;
    for (PastedPost& pasted : page.posts) {
      RawPost raw;
      Post& post = raw.post;
      post.source = source_of("text", file, pasted.line);
      post.title = std::move(pasted.title);
      post.add_author(pasted.author);
      for (const std::string& tag : pasted.tags) post.add_tag(tag);
      date(pasted, file, post);
      post.doc_id = "text:" + std::string(name_of(file));
      if (several) {
        const int count = ++of_date[post.date_published];
        post.doc_id += '#' + (post.date_published.empty() ? "undated" : post.date_published);
        if (count > 1) post.doc_id += '-' + std::to_string(count);
      }
      raw.title_is_text = true;
      raw.has_native_id = false;
      raw.body = std::move(pasted.text);
      sink.post(std::move(raw));
    }
  }

 private:
  static std::string_view name_of(const InputFile& file) {
    if (file.base.empty()) return "stdin";
    const std::size_t ending = extension(file.path).size();
    return std::string_view(file.path).substr(0, file.path.size() - ending);
  }

  void date(const PastedPost& pasted, const InputFile& file, Post& post) const {
    if (!pasted.date.empty()) {
      set_date(post, &Post::date_published, pasted.date, options_);
      return;
    }
    // "2018-01-11-first-night.txt", as site generators name posts.
    const std::string_view name = base_name(file.path);
    if (name.size() > 10 && read_date(name.substr(0, 10)) && !is_digit(name[10])) {
      post.date_published = shown(*read_date(name.substr(0, 10)));
      post.warn("date-from-file-name");
    }
  }

  ReadOptions options_;
};

}  // namespace

PastedPage read_pasted_page(std::string_view text) { return Page(text).read(); }

bool has_date_line(std::string_view text) {
  const Lines lines = trimmed_lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (begins_post(lines, i)) return true;
  }
  return false;
}

std::unique_ptr<Reader> make_text_reader(const ReadOptions& options) {
  return std::make_unique<TextReader>(options);
}

}  // namespace tarn::archive
