#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/html.h"

namespace tarn {

/// What an element does to the text around it.
enum class HtmlRole : std::uint8_t { kInline, kBlock, kQuote, kCell, kBreak, kMark, kDrop };

/// The attributes of an element that matter for text.
struct HtmlTraits {
  std::string_view name;  ///< lower case
  std::string_view classes;
  std::string_view style;
  std::string_view alt;
  std::string_view user;  ///< of LiveJournal's <lj user="…">
  bool hidden = false;
};

/// The role of an element by its name and attributes.
HtmlRole role_of(const HtmlTraits& traits);

/// Whether an element has no content and no end tag.
bool is_void_element(std::string_view name);

/// Collects paragraphs from a stream of starts, ends and text.
class HtmlParagraphs {
 public:
  explicit HtmlParagraphs(HtmlNewlines newlines) : newlines_(newlines) {}

  /// REQUIRES a role other than kDrop.
  void open(const HtmlTraits& traits, HtmlRole role);
  void close(std::string_view name, HtmlRole role);
  /// An element that is left out: where it is a block, text around it does not run together.
  void drop(std::string_view name);
  void text(std::string_view run);

  /// The text; to be called once, at the end.
  std::string finish();

 private:
  enum class Gap : std::uint8_t { kNone, kSpace, kLine };
  void end_paragraph();
  void line_break();
  void word(std::string_view characters);
  void white_space(int newlines);

  HtmlNewlines newlines_;
  std::string out_;
  std::string paragraph_;
  Gap gap_ = Gap::kNone;
  int newlines_seen_ = 0;  ///< in the white space since the last word
  int quotes_ = 0;
};

}  // namespace tarn
