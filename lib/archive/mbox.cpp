#include <utility>

#include "archive/exports.h"
#include "archive/line_reader.h"
#include "archive/strings.h"
#include "base/sha256.h"
#include "format/mime.h"

namespace tarn::archive {
namespace {

constexpr std::size_t kMaxMessageBytes = std::size_t{256} << 20;

/// A message id holds an address more often than not: only its hash leaves.
std::string id_of(std::string_view message_id) {
  const std::size_t open = message_id.find('<');
  if (open != std::string_view::npos)
    message_id = message_id.substr(open + 1, message_id.find('>', open) - open - 1);
  message_id = trimmed(message_id);
  return message_id.empty() ? std::string() : "mbox:" + sha256_hex(message_id).substr(0, 16);
}

/// The address in "<https://…>", or the text itself.
std::string link_in(std::string_view field) {
  const std::size_t open = field.find('<');
  if (open != std::string_view::npos)
    field = field.substr(open + 1, field.find('>', open) - open - 1);
  return field.starts_with("http") ? std::string(field) : std::string();
}

/// Lines that lead out of a mailing list hold the reader's token.
bool is_unsubscription(std::string_view line) {
  const std::string text = lower(line);
  return text.find("unsubscribe") != std::string::npos ||
         text.find("manage your subscription") != std::string::npos ||
         text.find("update your preferences") != std::string::npos;
}

/// Lines joined where they were broken softly, the signature's mark and what leads out of lists
/// dropped.
std::string plain_body(const MailMessage& mail) {
  std::string out;
  for (std::string_view line : split_lines(mail.body)) {
    if (is_unsubscription(line)) continue;
    const bool soft = mail.is_flowed && line.ends_with(' ') && line != "-- ";
    if (mail.is_flowed && line.starts_with(' ')) line.remove_prefix(1);
    out += line;
    if (!soft) out += '\n';
  }
  return out;
}

class MboxReader final : public Reader {
 public:
  explicit MboxReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    LineReader lines(file.source, kMaxMessageBytes);
    std::string line;
    std::string message;
    std::uint64_t begin = 0;
    bool behind_blank = true;
    while (lines.next(line)) {
      if (behind_blank && line.starts_with("From ")) {
        if (begin != 0) take(message, begin, file, sink);
        message.clear();
        begin = lines.number();
        behind_blank = false;
        continue;
      }
      if (begin == 0 && !trimmed(line).empty()) {
        throw ResourceError({file.source.name(), lines.number(), 1},
                            "no mail folder: wanted a line that begins with 'From '");
      }
      behind_blank = line.empty();
      // ">From" was "From" within a message.
      const std::size_t quoted = line.find_first_not_of('>');
      const bool escaped = quoted != std::string::npos && quoted > 0 &&
                           std::string_view(line).substr(quoted).starts_with("From ");
      message += std::string_view(line).substr(escaped ? 1 : 0);
      message += '\n';
      if (message.size() > kMaxMessageBytes)
        throw ResourceError({file.source.name(), begin, 1}, "a message of more than 256 MiB");
    }
    if (begin != 0) take(message, begin, file, sink);
  }

 private:
  void take(const std::string& message, std::uint64_t line, const InputFile& file,
            Sink& sink) const {
    const MailMessage mail = parse_mail(message);
    RawPost raw;
    Post& post = raw.post;
    post.source = source_of("mbox", file, line);
    post.doc_id = id_of(mail.field("message-id"));
    raw.has_native_id = !post.doc_id.empty();
    if (!raw.has_native_id) post.doc_id = "mbox:" + sha256_hex(message).substr(0, 16);
    raw.blog = "mbox";
    post.title = mail.field("subject");
    raw.title_is_text = true;
    post.add_author(mail.field("from"));
    set_date(post, &Post::date_published, mail.field("date"), options_);
    post.url = link_in(mail.field("archived-at"));
    post.in_reply_to = id_of(mail.field("in-reply-to"));
    post.language = mail.field("content-language");
    if (mail.replaced) post.warn("undecodable-bytes");
    raw.form = mail.is_html ? BodyForm::kHtml : BodyForm::kText;
    raw.body = mail.is_html ? mail.body : plain_body(mail);
    sink.post(std::move(raw));
  }

  ReadOptions options_;
};

}  // namespace

std::unique_ptr<Reader> make_mbox_reader(const ReadOptions& options) {
  return std::make_unique<MboxReader>(options);
}

}  // namespace tarn::archive
