#include "archive/reader.h"

#include "archive/clean.h"
#include "archive/date.h"
#include "format/charset.h"
#include "format/source.h"
#include "text/utf8.h"

namespace tarn::archive {
Place place_in(const std::string& name, std::string_view text, std::size_t offset) {
  Place place{name, 1, 1};
  for (const char c : text.substr(0, offset)) {
    ++place.column;
    if (c != '\n') continue;
    ++place.line;
    place.column = 1;
  }
  return place;
}

std::string read_text(const InputFile& file, const std::string& encoding, std::size_t max_bytes) {
  std::string bytes = read_all(file.source, max_bytes);
  const std::string mark = charset_of_mark(std::string_view(bytes).substr(0, 4));
  const std::string charset = charset_name(mark.empty() ? encoding : mark);
  if (!charset.empty() && charset != "utf-8") {
    const std::optional<std::string> text = to_utf8(bytes, charset);
    if (!text) throw ResourceError({file.source.name()}, "unknown encoding '" + charset + "'");
    bytes = *text;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const std::optional<std::size_t> bad = first_invalid_utf8(bytes)) {
    throw ResourceError(place_in(file.source.name(), bytes, *bad),
                        "invalid UTF-8; --encoding windows-1252 reads old files of Windows");
  }
  return bytes;
}

PostSource source_of(std::string_view format, const InputFile& file, std::uint64_t line) {
  PostSource source;
  source.format = format;
  source.file = file.base;
  source.line = line;
  return source;
}

void set_date(Post& post, std::string Post::*field, std::string_view text,
              const ReadOptions& options) {
  PostDate date = post_date(text, options.zone);
  if (!date.text.empty()) post.*field = std::move(date.text);
  if (!date.warning.empty()) post.warn(date.warning);
}

}  // namespace tarn::archive
