#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tarn::archive {

/// What a post is.
enum class Kind : std::uint8_t { kPost, kPage, kComment };

/// Whether it can be read by everybody, and if not, why.
enum class Status : std::uint8_t {
  kPublished,
  kScheduled,
  kDraft,
  kPrivate,
  kProtected,
  kTrashed,
  kUnknown
};

/// "post", "page", "comment"; and back.
std::string_view shown(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// "published", "scheduled", "draft", "private", "protected", "trashed", "unknown"; and back.
std::string_view shown(Status status);
std::optional<Status> status_named(std::string_view name);

/// Where a post came from.
struct PostSource {
  std::string format;      ///< "blogger", "wordpress", …
  std::string file;        ///< base name; empty for standard input
  std::uint64_t line = 0;  ///< where it begins; 0 where the format has no lines
  std::string rule;        ///< of a saved page: the rule that found the post
  std::string verbatim;    ///< the JSON object that a record brought; then it is what is written
};

/// A post as it leaves an archive: the fields of lib/record/FORMAT.md. Empty
/// strings are missing.
struct Post {
  std::string doc_id;
  std::string url;
  std::string path;  ///< on its site, where the archive does not tell the host
  std::string title;
  std::vector<std::string> authors;  ///< names
  std::string date_published;        ///< RFC 3339 with the stated offset, or a date alone
  std::string date_modified;
  std::vector<std::string> tags;
  std::string language;  ///< BCP 47
  Kind kind = Kind::kPost;
  Status status = Status::kPublished;
  std::string in_reply_to;   ///< doc_id
  std::string duplicate_of;  ///< doc_id of an earlier post of the same text
  bool is_reblog = false;    ///< the words are another blog's
  PostSource source;
  std::string text;
  std::vector<std::string> warnings;  ///< stable codes, each once
  /// Further fields by name, as JSON texts: those that a JSON Lines archive brought.
  std::vector<std::pair<std::string, std::string>> extra;

  /// Adds a code unless it is there.
  void warn(std::string_view code);

  /// Adds a tag, white space at its ends removed, unless it is empty or there.
  void add_tag(std::string_view tag);

  /// Adds an author by name; e-mail addresses are left out of it, and a name that was nothing else
  /// is none.
  void add_author(std::string_view name);

  /// What was added so: a hostile post has a million tags.
  std::set<std::string, std::less<>> known_authors, known_tags;
};

/// Appends the record of a post as a line, fields in the order of lib/record/FORMAT.md. Missing
/// fields that every record has are null, the others absent. REQUIRES valid UTF-8 in all fields.
void append_post(std::string& out, const Post& post);

}  // namespace tarn::archive
