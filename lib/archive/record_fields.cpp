#include "archive/record_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "archive/date.h"
#include "archive/strings.h"
#include "base/sha256.h"

namespace tarn::archive {
namespace {

constexpr std::array<std::string_view, 15> kFields = {
    "schema",         "doc_id",        "url",    "title",    "authors",
    "date_published", "date_modified", "tags",   "language", "kind",
    "status",         "in_reply_to",   "source", "text",     "warnings"};

}  // namespace

std::span<const std::string_view> record_fields() { return kFields; }

bool is_record_field(std::string_view name) {
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

std::string id_of(std::string_view format, std::string_view text) {
  return std::string(format) + ':' + sha256_hex(text).substr(0, 16);
}

bool set_text_field(RawPost& raw, std::string_view field, std::string value,
                    const ReadOptions& options) {
  Post& post = raw.post;
  if (field == "doc_id")
    post.doc_id = std::move(value);
  else if (field == "url")
    post.url = trimmed(value);
  else if (field == "title")
    post.title = std::move(value);
  else if (field == "language")
    post.language = trimmed(value);
  else if (field == "in_reply_to")
    post.in_reply_to = std::move(value);
  else if (field == "text")
    raw.body = std::move(value);
  else if (field == "date_published")
    set_date(post, &Post::date_published, value, options);
  else if (field == "date_modified")
    set_date(post, &Post::date_modified, value, options);
  else
    return false;
  return true;
}

Status status_of(std::string_view word) {
  const std::string name = lower(trimmed(word));
  if (const std::optional<Status> status = status_named(name)) return *status;
  if (name == "publish" || name == "live" || name == "public") return Status::kPublished;
  if (name == "future" || name == "queue") return Status::kScheduled;
  if (name == "trash" || name == "deleted") return Status::kTrashed;
  if (name == "pending") return Status::kDraft;
  return Status::kUnknown;
}

Kind kind_of(std::string_view word) {
  return kind_named(lower(trimmed(word))).value_or(Kind::kPost);
}

}  // namespace tarn::archive
