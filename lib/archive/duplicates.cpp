#include "archive/duplicates.h"

#include "archive/strings.h"
#include "text/norm.h"

namespace tarn::archive {
namespace {

constexpr std::uint64_t kStart = 14695981039346656037ULL;

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991).
std::uint64_t hash(std::string_view text, std::uint64_t value = kStart) {
  for (const char c : text) {
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return value;
}

/// Of the words of a text, folded, whatever the white space between them.
std::uint64_t text_hash(std::string_view text) {
  std::uint64_t value = kStart;
  for (const std::string_view word : split_words(text)) value = hash(" ", hash(norm(word), value));
  return value;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  url = trimmed(url);
  url = url.substr(0, url.find('#'));
  const std::string host = host_of(url);
  if (host.empty()) return std::string(url);
  url.remove_prefix(url.find("://") + 3);
  const std::size_t path = url.find_first_of("/?");
  std::string rest(path == std::string_view::npos ? std::string_view() : url.substr(path));
  for (const std::string_view mobile : {"?m=1&", "?m=0&"}) rest = replaced(rest, mobile, "?");
  for (const std::string_view mobile : {"?m=1", "?m=0", "&m=1", "&m=0"}) {
    if (rest.ends_with(mobile)) rest.resize(rest.size() - mobile.size());
  }
  while (rest.ends_with('/')) rest.pop_back();
  return host + rest;
}

std::string Duplicates::find_copy(Post& post, std::string_view blog, bool has_native_id) {
  const std::uint64_t content = hash(post.title, hash(post.date_published));
  const std::string base = post.doc_id;
  for (int number = 2;; ++number) {
    const auto known = ids_.find(post.doc_id);
    if (known == ids_.end()) break;
    if (has_native_id || known->second == content) return post.doc_id;
    post.doc_id = base + '~' + std::to_string(number);
  }
  if (!post.url.empty() && post.kind != Kind::kComment) {
    const std::string url = canonical_url(post.url);
    const auto [found, is_new] = addresses_.try_emplace(url, Address{post.doc_id, std::string(blog)});
    // Within one blog ids decide: feeds exist in which every item links to the front page.
    if (!is_new && !(has_native_id && found->second.blog == blog)) return found->second.doc_id;
  }
  ids_.emplace(post.doc_id, content);
  return {};
}

std::string Duplicates::find_same_text(const Post& post) {
  if (post.text.empty()) return {};
  const auto [found, is_new] = texts_.try_emplace(text_hash(post.text), post.doc_id);
  return is_new ? std::string() : found->second;
}

}  // namespace tarn::archive
