// From the body that an archive holds to the text of a record.

#include "archive/clean.h"
#include "archive/reader.h"
#include "archive/strings.h"
#include "text/norm.h"

namespace tarn::archive {
namespace {

/// The text of a record that was a record before: its offsets shall hold, so nothing is trimmed.
std::string verbatim_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') out += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n') out += '\n';
  }
  return nfc(out);
}

std::string text_of(const RawPost& raw, Post& post) {
  if (raw.form == BodyForm::kVerbatim) return verbatim_text(raw.body);
  return clean_text(raw.body, post);
}

}  // namespace

Post finished(RawPost&& raw) {
  Post post = std::move(raw.post);
  post.title = clean_title(post.title, raw.title_is_text, post);
  post.text = text_of(raw, post);
  if (post.text.empty()) post.warn("empty-text");
  return post;
}

}  // namespace tarn::archive
