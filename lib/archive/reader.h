#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/post.h"
#include "base/bytes.h"
#include "base/diagnostics.h"
#include "text/time_zone.h"

namespace tarn::archive {

/// How a body is written.
enum class BodyForm : std::uint8_t {
  kText,       ///< plain text; blank lines part paragraphs
  kHtml,       ///< HTML; where it has no blocks at all, blank lines part paragraphs
  kWordPress,  ///< as the WordPress editor keeps it: HTML with shortcodes; blank lines part
               ///< paragraphs
  kHtmlLines,  ///< HTML in which line ends are line breaks
  kMarkdown,   ///< Markdown with shortcodes of site generators
  kVerbatim,   ///< text of a record: only normalised
};

/// A post as a reader finds it, before its title and body become text.
struct RawPost {
  Post post;  ///< without text; the title may hold entities and tags unless `title_is_text`
  bool title_is_text = false;
  /// Whether the archive gave the id, so that the same id means the same post; else it was made
  /// from a file's name, and another post may have come to the same.
  bool has_native_id = true;
  std::string blog;  ///< which blog the native id belongs to
  std::string body;
  BodyForm form = BodyForm::kText;
};

/// What a reader finds goes here, in the order of the archive.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void post(RawPost&& found) = 0;
  /// Something in the archive that is no post ("attachment", "settings"): counted.
  virtual void leave_out(std::string_view what) = 0;
  /// A warning about the archive.
  virtual void say(Diagnostic&& diagnostic) = 0;
  /// A bad record in a format of records. Returns when the run goes on. `byte` is the offset in the
  /// record.
  virtual void reject(const Place& place, std::uint64_t byte, const std::string& reason,
                      std::string_view raw) = 0;
};

/// What a user can tell about an archive.
struct ReadOptions {
  std::string base_url;             ///< for archives that do not know their host
  std::optional<TimeZone> zone;     ///< of times that state none
  std::string encoding;             ///< of texts that do not tell; empty: UTF-8
  bool repair = false;              ///< mend what is not well-formed
  BodyForm body = BodyForm::kText;  ///< of records and tables
  std::vector<std::pair<std::string, std::string>>
      map;  ///< field of the record, name in the archive
  std::size_t max_record_bytes = std::size_t{64} << 20;
};

/// One file, or one member of a container.
struct InputFile {
  ByteSource& source;
  std::string
      path;  ///< below the folder or in the container, '/' between parts; the base name else
  std::string base;  ///< for "source.file"; empty for standard input
  /// Whether the user pointed at it, or named its format: then it is an archive, and what is
  /// doubtful is read; other files of a folder may be anything.
  bool is_chosen = true;
};

/// Reads the files of one format. One object reads all files of a folder or container, so that
/// what is spread over several can be joined.
class Reader {
 public:
  virtual ~Reader() = default;
  /// Throws ResourceError when the file is broken.
  virtual void read(const InputFile& file, Sink& sink) = 0;
  /// All files were read.
  virtual void finish(Sink& /*sink*/) {}
};

/// Makes title and body into text: the post that is written. Pure; serves many threads.
Post finished(RawPost&& raw);

/// All of a file as UTF-8, without a byte order mark: UTF-16 and UTF-32 by their marks, `encoding`
/// where one is given. Throws ResourceError with the position of a byte that is no UTF-8, and
/// beyond `max_bytes`.
std::string read_text(const InputFile& file, const std::string& encoding,
                      std::size_t max_bytes = std::size_t{256} << 20);

/// The line and column of a byte of a text.
Place place_in(const std::string& name, std::string_view text, std::size_t offset);

/// The source of a post that begins at a line.
PostSource source_of(std::string_view format, const InputFile& file, std::uint64_t line);

/// Sets a date of a post and its warning.
void set_date(Post& post, std::string Post::*field, std::string_view text,
              const ReadOptions& options);

}  // namespace tarn::archive
