#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aggregate/post.h"

namespace tarn::aggregate {

/// What a group keeps of a post for the bootstrap: the cells that intervals and dispersion need,
/// packed into about a fifth of their size.
class KeptPost {
 public:
  explicit KeptPost(const Post& post);

  const std::string& doc_id() const { return doc_id_; }
  std::uint64_t tokens() const { return tokens_; }
  std::uint64_t sentences() const { return sentences_; }
  std::uint32_t part() const { return part_; }

  /// The cells again, in their order.
  std::vector<PostCell> cells() const;

 private:
  std::string doc_id_;
  std::uint64_t tokens_;
  std::uint64_t sentences_;
  std::uint32_t part_;
  std::string packed_;
};

}  // namespace tarn::aggregate
