#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/html_tags.h"

namespace tarn {

/// Follows the start and end tags of a document as a parser of HTML does, to tell how deep its tree
/// can become without making it. What is counted is never less than a fixed share of the depth of
/// the tree; where that cannot be known the answer is "too deep". Linear.
class HtmlDepth {
 public:
  /// Beyond `limit` nothing is followed any more.
  explicit HtmlDepth(std::size_t limit) : limit_(limit) {}

  bool is_too_deep() const { return too_deep_; }
  void give_up() { too_deep_ = true; }

  void start(const HtmlTag& tag);
  void end(std::string_view name);

  /// Whether a parser may take what stands here for something else than HTML: within SVG, MathML,
  /// and where it passes tags over.
  bool is_uncertain() const { return uncertain_ > 0; }

 private:
  bool is_foreign() const;
  void push(std::string_view name);
  void pop_to(std::size_t index);
  void remove(std::size_t index);
  void close_item(std::string_view name, std::string_view other);

  std::size_t limit_;
  bool too_deep_ = false;
  std::vector<std::string> open_;
  std::size_t uncertain_ = 0;  ///< open elements of kUncertain
};

}  // namespace tarn
