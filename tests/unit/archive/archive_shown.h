#pragma once

#include <string>
#include <string_view>

#include "archive/clean.h"
#include "archive/ingest.h"
#include "archive/strings.h"
#include "base/bytes.h"

namespace tarn::archive {

/// Collects what a reader says, as text.
class ShownSink final : public Sink {
 public:
  void post(RawPost&& found) override {
    const bool native = found.has_native_id;
    add(finished(std::move(found)), native);
  }
  void leave_out(std::string_view what) override { (left_out += what) += ' '; }
  void say(Diagnostic&& diagnostic) override { (said += diagnostic.code) += ' '; }
  void reject(const Place& place, std::uint64_t, const std::string& reason,
              std::string_view) override {
    posts += "rejected " + shown(place) + ' ' + reason + '\n';
  }

  std::string posts;
  std::string left_out;
  std::string said;

 private:
  /// "[kind status date] title {tags} <authors> url: text", only what is not the default.
  void add(const Post& post, bool native) {
    posts += native ? post.doc_id : '(' + post.doc_id + ')';
    if (post.kind != Kind::kPost) (posts += ' ') += shown(post.kind);
    if (post.status != Status::kPublished) (posts += ' ') += shown(post.status);
    if (!post.date_published.empty()) posts += " @" + post.date_published;
    if (!post.date_modified.empty()) posts += " ~" + post.date_modified;
    posts += " '" + post.title + '\'';
    for (const std::string& author : post.authors) posts += " by " + author;
    for (const std::string& tag : post.tags) posts += " #" + tag;
    if (!post.language.empty()) posts += " lang=" + post.language;
    if (!post.url.empty()) posts += ' ' + post.url;
    if (!post.path.empty()) posts += " path=" + post.path;
    if (!post.in_reply_to.empty()) posts += " re=" + post.in_reply_to;
    if (!post.source.rule.empty()) posts += " rule=" + post.source.rule;
    for (const std::string& code : post.warnings) posts += " !" + code;
    for (const auto& [key, json] : post.extra) posts += ' ' + key + '=' + json;
    posts += '\n';
    for (const std::string_view line : split(post.text, '\n')) {
      if (!line.empty())
        posts += "  " + std::string(line) + '\n';
      else
        posts += '\n';
    }
  }
};

/// What the reader of a format makes of a text, read `chunk` bytes at a time (0: at once).
inline std::string read_archive(std::string_view format, const std::string& bytes,
                                const ReadOptions& options = {}, const std::string& path = "file",
                                std::size_t chunk = 0) {
  const auto source = memory_source(bytes, path, chunk);
  ShownSink sink;
  const auto reader = format_named(format)->make(options);
  try {
    reader->read({*source, path, std::string(base_name(path))}, sink);
    reader->finish(sink);
  } catch (const ResourceError& error) {
    sink.posts += "error " + shown(error.place()) + ' ' + error.what() + '\n';
  }
  if (!sink.left_out.empty()) sink.posts += "left out: " + sink.left_out + '\n';
  if (!sink.said.empty()) sink.posts += "said: " + sink.said + '\n';
  return sink.posts;
}

}  // namespace tarn::archive
