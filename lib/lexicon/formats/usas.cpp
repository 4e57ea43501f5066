// USAS (Multilingual-USAS): tables of words with semantic tags, and of multiword templates.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "format/html_entities.h"
#include "lexicon/flags.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {
namespace {

/// A tag: letter and digits are the category, + and - its weight, the rest a marker.
struct Tag {
  std::string category;
  int weight = 0;
};

std::optional<Tag> tag_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] >= 'A' && text[end] <= 'Z') ++end;
  const std::size_t letters = end;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
  if (letters == 0 || end == letters) return std::nullopt;
  Tag tag;
  tag.category = text.substr(0, end);
  while (tag.category.ends_with('.')) tag.category.pop_back();
  for (; end < text.size() && (text[end] == '+' || text[end] == '-'); ++end) {
    tag.weight += text[end] == '+' ? 1 : -1;
  }
  return tag;
}

class UsasReader {
 public:
  UsasReader(ByteSource& source, Diagnostics& lost) : import_(source, lost), text_(source, lost) {}

  Lexicon read() {
    const auto header = text_.next();
    if (header) columns_ = split(*header, '\t');
    for (std::string_view& column : columns_) column = trim(column);
    const std::size_t word =
        column("mwe_template") < columns_.size() ? column("mwe_template") : column("lemma");
    const std::size_t tags = column("semantic_tags");
    if (word == columns_.size() || tags == columns_.size()) {
      throw ResourceError({import_.file(), 1, 1},
                          "no USAS lexicon: wanted the columns lemma or mwe_template, and "
                          "semantic_tags");
    }
    const bool templates = columns_[word] == "mwe_template";
    while (const auto line = text_.next()) {
      if (trim(*line).empty()) continue;
      const auto cells = split(*line, '\t');
      if (cells.size() <= std::max(word, tags)) {
        import_.dropped(text_.line(), fmt::format("wanted {} columns", columns_.size()));
        continue;
      }
      const std::string term = decode_entities(trim(cells[word]));
      row(term,
          templates ? pattern_of_template(term) : pattern_of_term(term, {false, false, false}),
          trim(cells[tags]));
      const std::size_t pos = column("pos");
      if (!templates && pos < cells.size() && !trim(cells[pos]).empty()) {
        import_.weakened(text_.line(), fmt::format("'{}': part of speech {} is not kept", term,
                                                   trim(cells[pos])));
      }
    }
    return import_.finish();
  }

 private:
  std::size_t column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), name) -
                                    columns_.begin());
  }

  void row(const std::string& term, const std::string& pattern, std::string_view tags) {
    if (pattern.empty()) return;
    const auto all = split(tags, ' ');
    for (const std::string_view part : split(all[0], '/')) {
      const auto tag = tag_of(part);
      if (!tag) {
        import_.dropped(text_.line(), fmt::format("'{}': '{}' is no semantic tag", term, part));
      } else {
        const bool added =
            import_.add(text_.line(), pattern, tag->category, tag->weight == 0 ? 1 : tag->weight);
        if (added) import_.last().note = fmt::format("USAS {}", part);
      }
    }
    if (all.size() > 1) {
      import_.weakened(text_.line(),
                       fmt::format("'{}': of its tags only the first is kept, {}", term, all[0]));
    }
  }

  /// "turn*_* {N*/P*/R*} on_RP": words with their part of speech, and optional words between.
  std::string pattern_of_template(const std::string& term) {
    std::string out;
    bool pos = false;
    for (const std::string_view item : split(term, ' ')) {
      if (item.empty()) continue;
      if (!out.empty()) out += ' ';
      if (item.starts_with('{')) {
        out += "<0-3>";
        import_.weakened(
            text_.line(),
            fmt::format("'{}': {} takes up to three words of any part of speech", term, item));
        continue;
      }
      const std::size_t cut = std::min(item.rfind('_'), item.size());
      const std::string_view word = item.substr(0, cut);
      pos = pos || (cut < item.size() && item.substr(cut) != "_*");
      out += word == "*" ? "_" : pattern_of_term(word, {});
    }
    if (pos) {
      import_.weakened(text_.line(), fmt::format("'{}': parts of speech are not kept", term));
    }
    return out;
  }

  LexiconImport import_;
  TextFile text_;
  std::vector<std::string_view> columns_;
};

}  // namespace

Lexicon read_usas(ByteSource& source, Diagnostics& lost) { return UsasReader(source, lost).read(); }

}  // namespace tarn
