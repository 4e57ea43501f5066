#include "archive/post.h"

#include <algorithm>
#include <array>

#include "archive/strings.h"
#include "format/json.h"

namespace tarn::archive {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"post", "page", "comment"};
constexpr std::array<std::string_view, 7> kStatuses = {
    "published", "scheduled", "draft", "private", "protected", "trashed", "unknown"};

void append_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ',';
  ((out += '"') += key) += "\":";
}

void append_text_field(std::string& out, std::string_view key, std::string_view value) {
  append_key(out, key);
  if (value.empty()) {
    out += "null";
  } else {
    append_json_string(out, value);
  }
}

void append_list(std::string& out, std::string_view key, const std::vector<std::string>& values,
                 std::string_view before = "", std::string_view after = "") {
  append_key(out, key);
  out += '[';
  for (const std::string& value : values) {
    if (&value != &values.front()) out += ',';
    out += before;
    append_json_string(out, value);
    out += after;
  }
  out += ']';
}

void append_source(std::string& out, const PostSource& source) {
  append_key(out, "source");
  if (!source.verbatim.empty()) {
    out += source.verbatim;
    return;
  }
  out += '{';
  append_text_field(out, "format", source.format);
  append_text_field(out, "file", source.file);
  if (source.line != 0) {
    append_key(out, "line");
    out += std::to_string(source.line);
  }
  if (!source.rule.empty()) append_text_field(out, "rule", source.rule);
  out += '}';
}

/// A word that holds an '@' and a dot behind it.
bool is_address(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos;
}

}  // namespace

std::string_view shown(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view shown(Status status) { return kStatuses.at(static_cast<std::size_t>(status)); }

std::optional<Kind> kind_named(std::string_view name) {
  const auto* found = std::find(kKinds.begin(), kKinds.end(), name);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<Kind>(found - kKinds.begin());
}

std::optional<Status> status_named(std::string_view name) {
  const auto* found = std::find(kStatuses.begin(), kStatuses.end(), name);
  if (found == kStatuses.end()) return std::nullopt;
  return static_cast<Status>(found - kStatuses.begin());
}

void Post::warn(std::string_view code) {
  if (std::find(warnings.begin(), warnings.end(), code) == warnings.end()) {
    warnings.emplace_back(code);
  }
}

void Post::add_tag(std::string_view tag) {
  const std::string_view cut = trimmed(tag);
  if (!cut.empty() && known_tags.emplace(cut).second) tags.emplace_back(cut);
}

void Post::add_author(std::string_view name) {
  std::string kept;
  for (const std::string_view word : split_words(name)) {
    if (is_address(word)) continue;
    if (!kept.empty()) kept += ' ';
    kept += word;
  }
  // RSS has "joe@example.org (Joe Blow)": without the address the name stands alone in brackets.
  std::string_view cut = trimmed(kept);
  if (cut.size() > 2 && cut.front() == '(' && cut.back() == ')' &&
      cut.find('(', 1) == std::string_view::npos) {
    cut = trimmed(cut.substr(1, cut.size() - 2));
  }
  if (cut.size() > 1 && cut.front() == '"' && cut.back() == '"')
    cut = trimmed(cut.substr(1, cut.size() - 2));
  if (!cut.empty() && known_authors.emplace(cut).second) authors.emplace_back(cut);
}

void append_post(std::string& out, const Post& post) {
  out += '{';
  append_text_field(out, "schema", "tarn.post/1");
  append_text_field(out, "doc_id", post.doc_id);
  append_text_field(out, "url", post.url);
  if (!post.path.empty()) append_text_field(out, "path", post.path);
  append_text_field(out, "title", post.title);
  append_list(out, "authors", post.authors, "{\"name\":", "}");
  append_text_field(out, "date_published", post.date_published);
  append_text_field(out, "date_modified", post.date_modified);
  append_list(out, "tags", post.tags);
  append_text_field(out, "language", post.language);
  append_text_field(out, "kind", shown(post.kind));
  append_text_field(out, "status", shown(post.status));
  append_text_field(out, "in_reply_to", post.in_reply_to);
  if (!post.duplicate_of.empty()) append_text_field(out, "duplicate_of", post.duplicate_of);
  if (post.is_reblog) out += ",\"is_reblog\":true";
  append_source(out, post.source);
  append_key(out, "text");
  append_json_string(out, post.text);
  append_list(out, "warnings", post.warnings);
  for (const auto& [key, json] : post.extra) {
    out += ',';
    append_json_string(out, key);
    (out += ':') += json;
  }
  out += "}\n";
}

}  // namespace tarn::archive
