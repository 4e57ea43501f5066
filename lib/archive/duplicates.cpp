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

std::uint64_t Duplicates::keep(const std::string& id) {
  if (last_kept_ < kept_.size() && id == kept_.c_str() + last_kept_) return last_kept_;
  last_kept_ = kept_.size();
  kept_.append(id).push_back('\0');
  return last_kept_;
}

std::string Duplicates::find_copy(Post& post, std::string_view blog, bool has_native_id) {
  const std::uint64_t content = hash(post.title, hash(post.date_published));
  const std::string base = post.doc_id;
  for (int number = 2;; ++number) {
    const auto known = ids_.find(hash(post.doc_id));
    if (known == ids_.end()) break;
    if (has_native_id || known->second == content) return post.doc_id;
    post.doc_id = base + '~' + std::to_string(number);
  }
  if (!post.url.empty() && post.kind != Kind::kComment) {
    const std::uint64_t of_blog = hash(blog);
    const auto [found, is_new] = addresses_.try_emplace(hash(canonical_url(post.url)));
    // Within one blog ids decide: feeds exist in which every item links to the front page.
    if (!is_new && !(has_native_id && found->second.blog == of_blog)) return kept(found->second.id);
    if (is_new) found->second = {keep(post.doc_id), of_blog};
  }
  ids_.emplace(hash(post.doc_id), content);
  return {};
}

std::string Duplicates::find_same_text(const Post& post) {
  if (post.text.empty()) return {};
  const auto [found, is_new] = texts_.try_emplace(text_hash(post.text));
  if (!is_new) return kept(found->second);
  found->second = keep(post.doc_id);
  return {};
}

}  // namespace tarn::archive
