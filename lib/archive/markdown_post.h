#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "archive/reader.h"
#include "format/tree.h"

namespace tarn::archive {

/// A file of a site generator, cut in two.
struct FrontMatter {
  DataTree data;
  std::string_view body;
  bool found = false;
  std::string error;  ///< why the front matter could not be parsed; the body is good all the same
};

/// Front matter at the start of a text: YAML between "---" lines (ended by "..." too), TOML between
/// "+++" lines, or a JSON object. Views into `text`.
FrontMatter read_front_matter(std::string_view text);

/// A Markdown body without what site generators put in: shortcodes ("{{< >}}", "{{% %}}", captions
/// kept), Liquid ("{% %}",
/// "{{ }}", program text between highlight tags), attributes ("{: .x}"), marks of footnotes, whose
/// text becomes paragraphs.
std::string without_templates(std::string_view body);

/// The format "markdown": files of Jekyll, Hugo, Zola and their like, one post a file.
std::unique_ptr<Reader> make_markdown_reader(const ReadOptions& options);

}  // namespace tarn::archive
