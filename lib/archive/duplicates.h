#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "archive/post.h"

namespace tarn::archive {

/// A URL as it is compared: without scheme, "www.", fragment, the mobile parameter "m=1", and a
/// slash at the end.
std::string canonical_url(std::string_view url);

/// Remembers the posts that went by, to know copies (lib/archive/FORMATS.md, "Copies"). Keeps
/// hashes and ids, no texts: about 200 bytes a post.
class Duplicates {
 public:
  /// The id of the post of which this one is a copy that shall be dropped: the same id, which the
  /// archive gave, or the same address in another blog's or format's archive. Empty when it is new;
  /// then it is remembered, and its id, where it was made by us and is taken by another post, gets
  /// a suffix ("~2").
  std::string find_copy(Post& post, std::string_view blog, bool has_native_id);

  /// The id of an earlier post of the same text; empty when there is none. Remembers the text.
  std::string find_same_text(const Post& post);

 private:
  struct Address {
    std::uint64_t id = 0;    ///< where in kept_
    std::uint64_t blog = 0;  ///< hash
  };
  std::uint64_t keep(const std::string& id);
  std::string kept(std::uint64_t at) const { return kept_.c_str() + at; }

  // Keys are hashes of 64 bits: among a million posts two meet by chance once in thirty million
  // runs.
  std::unordered_map<std::uint64_t, std::uint64_t> ids_;  ///< id: what made it
  std::unordered_map<std::uint64_t, Address> addresses_;
  std::unordered_map<std::uint64_t, std::uint64_t> texts_;  ///< text: id, where in kept_
  std::string kept_;                                        ///< ids, each ended by a NUL
  std::uint64_t last_kept_ = 0;
};

}  // namespace tarn::archive
