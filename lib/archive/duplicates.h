#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "archive/post.h"

namespace tarn::archive {

/// A URL as it is compared: without scheme, "www.", fragment, the mobile parameter "m=1", and a slash at the end.
std::string canonical_url(std::string_view url);

/// Remembers the posts that went by, to know copies (archives.md, "Duplicates"). Keeps hashes and ids, no texts.
class Duplicates {
 public:
  /// The id of the post of which this one is a copy that shall be dropped: the same id, which the archive
  /// gave, or the same address in another blog's or format's archive. Empty when it is new; then it is
  /// remembered, and its id, where it was made by us and is taken by another post, gets a suffix ("~2").
  std::string find_copy(Post& post, std::string_view blog, bool has_native_id);

  /// The id of an earlier post of the same text; empty when there is none. Remembers the text.
  std::string find_same_text(const Post& post);

 private:
  struct Address {
    std::string doc_id;
    std::string blog;
  };
  std::unordered_map<std::string, std::uint64_t> ids_;  ///< doc_id: hash of what made it
  std::unordered_map<std::string, Address> addresses_;
  std::unordered_map<std::uint64_t, std::string> texts_;
};

}  // namespace tarn::archive
