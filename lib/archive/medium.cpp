// Medium's export: posts/DATE_TITLE-ID.html, one a post or an answer.
#include <array>

#include "archive/feed.h"
#include "archive/html_page.h"
#include "archive/strings.h"

namespace tarn::archive {
namespace {

class MediumReader final : public Reader {
 public:
  explicit MediumReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    const std::string html = decoded_page(read_all(file.source, kMaxPageBytes), options_.encoding);
    const HtmlDocument document(html);
    const auto root = document.root();
    const auto entry = root ? root->first("article.h-entry") : std::nullopt;
    const auto body = entry ? entry->first(".e-content") : std::nullopt;
    if (!body) {
      sink.leave_out("page without a post");
      return;
    }
    RawPost raw;
    Post& post = raw.post;
    post.source = source_of("medium", file, 0);
    if (const auto title = entry->first(".p-name")) post.title = title->text();
    raw.title_is_text = true;
    const auto canonical = entry->first("a.p-canonical");
    if (canonical) post.url = trimmed(canonical->attribute("href").value_or(""));
    const auto time = entry->first("time.dt-published");
    if (time)
      set_date(post, &Post::date_published, time->attribute("datetime").value_or(""), options_);
    if (const auto author = entry->first(".p-author")) post.add_author(author->text());
    if (base_name(file.path).starts_with("draft_") || !time) post.status = Status::kDraft;
    set_id(file, raw);
    constexpr std::array<std::string_view, 3> kTitle = {"h3.graf--title", "h2.graf--title",
                                                        "h1.graf--title"};
    const std::string text = body->text({HtmlNewlines::kSpace, {}});
    const bool has_title = body->first(".graf--title").has_value();
    if (!has_title && is_beginning(post.title, text)) post.kind = Kind::kComment;
    raw.body =
        has_title ? body->text({HtmlNewlines::kSpace, kTitle}) : without_title(text, post.title);
    if (post.kind == Kind::kComment) post.title.clear();
    sink.post(std::move(raw));
  }

 private:
  /// The export calls an answer by its first words.
  static bool is_beginning(std::string_view title, std::string_view text) {
    while (!title.empty() && (title.ends_with("\xE2\x80\xA6") || title.back() == '.')) {
      title.remove_suffix(title.back() == '.' ? 1 : 3);
    }
    const std::string_view begin = text.substr(0, text.find('\n'));
    return !title.empty() && begin.starts_with(trimmed(title)) && begin.size() > title.size();
  }

  /// The last twelve hexadecimal digits of the address, which also end the file's name.
  static void set_id(const InputFile& file, RawPost& raw) {
    const std::string_view name = stem(file.path);
    for (const std::string_view source : {std::string_view(raw.post.url), name}) {
      const std::string_view tail = source.substr(source.find_last_of("-/") + 1);
      if (tail.size() < 8 || tail.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        continue;
      raw.post.doc_id = "medium:" + std::string(tail);
      raw.blog = "medium";
      return;
    }
    raw.post.doc_id = "medium:" + std::string(file.base.empty() ? "stdin" : name);
    raw.has_native_id = false;
  }

  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_medium_reader(const ReadOptions& options) {
  return std::make_unique<MediumReader>(options);
}

}  // namespace tarn::archive
