#include "archive/formats.h"

#include <algorithm>
#include <array>

#include "archive/plain_text.h"
#include "archive/records.h"
#include "archive/strings.h"
#include "format/csv.h"
#include "format/json.h"

namespace tarn::archive {
namespace {

bool looks_like_markup(std::string_view bytes) {
  const std::string_view text = trimmed(bytes);
  return text.starts_with('<') || text.starts_with('{') || text.starts_with('[');
}

bool has_nul(std::string_view bytes) { return bytes.find('\0') != std::string_view::npos; }

Guess guess_text(const Head& head) {
  if (looks_like_markup(head.bytes) || has_nul(head.bytes)) return {};
  if (has_date_line(head.bytes)) return {Likeness::kSure, "a line that is only a date, then a title"};
  if (extension(head.path) == ".txt") return {Likeness::kWeak, "a file named .txt"};
  return {};
}

/// The name that a field of ours has in the archive.
std::string_view mapped(const Head& head, std::string_view field) {
  for (const auto& [ours, theirs] : head.options->map) {
    if (ours == field) return theirs;
  }
  return field;
}

Guess guess_jsonl(const Head& head) {
  const std::string_view text = trimmed(head.bytes);
  if (!text.starts_with('{')) return {};
  JsonTree tree;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos && !head.whole) return {};
  if (tree.parse(trimmed(text.substr(0, end)))) return {};
  const std::string_view name = mapped(head, "text");
  if (tree.root().find(name.substr(0, name.find('.')))) return {Likeness::kSure, "JSON objects with a text, one a line"};
  return {};
}

Guess guess_csv(const Head& head) {
  if (looks_like_markup(head.bytes) || has_nul(head.bytes)) return {};
  const auto source = memory_source(std::string(head.bytes.substr(0, head.bytes.find('\n'))));
  const char delimiter = sniff_delimiter(head.bytes);
  std::vector<std::string> header;
  for (const std::string_view name : split(head.bytes.substr(0, head.bytes.find_first_of("\r\n")), delimiter)) {
    std::string_view cell = trimmed(name);
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    header.emplace_back(cell);
  }
  const auto has = [&](std::string_view field) {
    return std::find(header.begin(), header.end(), mapped(head, field)) != header.end();
  };
  if (header.size() > 1 && has("text")) return {Likeness::kSure, "a table with a column of texts"};
  return {};
}

constexpr std::array kFormats = {
    Format{"text", "plain text as pasted from blog pages", &guess_text, &make_text_reader},
    Format{"jsonl", "JSON Lines, fields renamed by --map", &guess_jsonl, &make_jsonl_reader},
    Format{"csv", "a table with a header, columns named by --map", &guess_csv, &make_csv_reader},
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* format_named(std::string_view name) {
  const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                   [&](const Format& each) { return each.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

Decision detect(const Head& head) {
  for (const Likeness wanted : {Likeness::kSure, Likeness::kWeak}) {
    std::vector<std::pair<const Format*, Guess>> found;
    for (const Format& format : kFormats) {
      const Guess guess = format.guess(head);
      if (guess.likeness == wanted) found.emplace_back(&format, guess);
    }
    if (found.size() == 1) return {found.front().first, std::string(found.front().second.reason)};
    if (found.empty()) continue;
    std::string names;
    for (const auto& [format, guess] : found) {
      names += (names.empty() ? "" : ", ") + std::string(format->name) + " (" + std::string(guess.reason) + ')';
    }
    return {nullptr, "it could be " + names};
  }
  return {nullptr, "it is like no format that is known"};
}

}  // namespace tarn::archive
