#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn {

/// A tag in the source; views into it.
struct HtmlTag {
  std::string name;  ///< lower case; empty for comments, declarations and instructions
  bool is_end = false;
  bool is_empty = false;         ///< "<br/>"
  bool is_self_closing = false;  ///< the same, and the '/' is not part of a value: "<a b=c/>"
  std::size_t end = 0;           ///< behind the '>'
  std::size_t attribute_count = 0;
  std::string_view attributes;
};

/// Reads tags of one document as the standard's tokenizer does, so that a parser sees the same.
/// Tags whose '>' never comes are looked for anew from every '<': a budget keeps that linear, after
/// which quotes no longer hide a '>'.
class HtmlTagReader {
 public:
  explicit HtmlTagReader(std::string_view html)
      : html_(html), last_(html.rfind('>')), budget_(8 * html.size()) {}

  /// The tag at a '<'; empty when that is only a character.
  std::optional<HtmlTag> read(std::size_t at);

  /// How many attributes the first tag has that does not end.
  std::size_t open_attributes() const { return open_attributes_.value_or(0); }

  /// Where the content ends of an element that holds no tags ("script") and whose start tag ends at
  /// `from`: at its end tag, or the end of the document.
  std::size_t raw_end(std::string_view name, std::size_t from) const;

 private:
  /// Whether a '>' follows.
  bool may_end(std::size_t from) const { return last_ != std::string_view::npos && from <= last_; }
  HtmlTag comment(std::size_t from) const;
  bool read_attributes(std::size_t from, HtmlTag& tag);

  std::string_view html_;
  std::size_t last_;
  std::size_t budget_;
  std::optional<std::size_t> open_attributes_;
};

/// Appends a tag as it stands in the source, its quoted data: URIs emptied.
void append_without_data(std::string& out, std::string_view tag);

/// The value of an attribute, raw; of one without a value its name.
std::string_view html_attribute(std::string_view attributes, std::string_view wanted);

}  // namespace tarn
